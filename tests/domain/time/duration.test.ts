import { assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  describeDuration,
  formatDuration,
  parseDuration,
  readDuration,
} from '../../../src/domain/time/duration.ts';

const day = 86_400_000;

describe('parseDuration', () => {
  it.each([
    ['90s', 90_000],
    ['2m', 120_000],
    ['1h30m', 5_400_000],
    ['1h 30m', 5_400_000],
    [' 1 h  30 m ', 5_400_000],
    ['1d', day],
    ['0s', 0],
    ['0d', 0],
    ['500ms', 500],
    ['1s500ms', 1500],
    ['1m500ms', 60_500],
    ['1d2h3m4s5ms', day + 7_384_005],
    ['365d', 365 * day],
    ['8760h', 365 * day],
    ['007s', 7000],
  ])('reads %j as %d ms', (text, ms) => {
    expect(parseDuration(text)).toBe(ms);
  });

  it.each([
    ...[
      '',
      ' ',
      '5',
      '0',
      '-5m',
      '+5m',
      '1.5h',
      '1,5h',
      'm',
      '5x',
      '2M',
      '1w',
      '5 minutes',
      'Infinity',
      'NaN',
    ],
    ...[
      '30m1h',
      '1m1m',
      '1h 3 0m',
      '500ms1s',
      '366d',
      '365d1ms',
      `${'9'.repeat(400)}s`,
      '٣m',
      '1h30',
      '1e3s',
    ],
  ])('refuses %j', (text) => {
    expect(() => parseDuration(text)).toThrow(
      expect.objectContaining({
        kind: 'usage',
        code: 'invalid_duration',
        message: expect.stringContaining(`"${text}"`),
        hint: expect.stringContaining('1h30m'),
      }),
    );
    expect(readDuration(text)).toBeUndefined();
  });
});

describe('formatDuration and describeDuration', () => {
  it.each([
    [0, '0s', '0 seconds'],
    [1, '1ms', '1 millisecond'],
    [1000, '1s', '1 second'],
    [90_000, '1m30s', '1 minute 30 seconds'],
    [120_000, '2m', '2 minutes'],
    [5_400_000, '1h30m', '1 hour 30 minutes'],
    [day, '1d', '1 day'],
    [2 * day + 3_600_001, '2d1h1ms', '2 days 1 hour 1 millisecond'],
    [1500.4, '1s500ms', '1 second 500 milliseconds'],
  ])('writes %d ms as %j and %j', (ms, short, long) => {
    expect(formatDuration(ms)).toBe(short);
    expect(describeDuration(ms)).toBe(long);
  });

  it('writes what parseDuration reads back', () => {
    return assert(
      property(integer({ min: 0, max: 365 * day }), (ms) => {
        expect(parseDuration(formatDuration(ms))).toBe(ms);
      }),
    );
  });
});
