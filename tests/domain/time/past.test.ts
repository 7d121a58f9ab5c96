import { describe, expect, it } from 'vitest';
import { Problem } from '../../../src/domain/problem.ts';
import { parsePast } from '../../../src/domain/time/past.ts';

/** Tuesday 8 December 2026, 14:00 in Sydney. */
const now = new Date('2026-12-08T03:00:00Z');
const read = (text: string, zone = 'Australia/Sydney', end = false) =>
  parsePast(text, { now, zone, end }).toISOString();

describe('a time of which records are asked for', () => {
  it.each([
    ['7d', '2026-12-01T03:00:00.000Z'],
    ['-7d', '2026-12-01T03:00:00.000Z'],
    ['- 7d', '2026-12-01T03:00:00.000Z'],
    ['7d ago', '2026-12-01T03:00:00.000Z'],
    ['7 days ago', '2026-12-01T03:00:00.000Z'],
    ['An hour ago', '2026-12-08T02:00:00.000Z'],
    ['2w ago', '2026-11-24T03:00:00.000Z'],
    ['1h30m', '2026-12-08T01:30:00.000Z'],
    ['now', '2026-12-08T03:00:00.000Z'],
    ['today', '2026-12-07T13:00:00.000Z'],
    ['yesterday', '2026-12-06T13:00:00.000Z'],
    ['yesterday 9am', '2026-12-06T22:00:00.000Z'],
    ['Yesterday at 9am', '2026-12-06T22:00:00.000Z'],
    ['monday', '2026-12-06T13:00:00.000Z'],
    ['last monday 9:30am', '2026-12-06T22:30:00.000Z'],
    ['tuesday', '2026-12-07T13:00:00.000Z'],
    ['wednesday', '2026-12-01T13:00:00.000Z'],
    ['2026-11-01', '2026-10-31T13:00:00.000Z'],
    ['2026-11-01 14:00', '2026-11-01T03:00:00.000Z'],
    ['2026-11-01T14:00:00Z', '2026-11-01T14:00:00.000Z'],
    ['14:00', '2026-12-08T03:00:00.000Z'],
  ])('reads %j as %s', (text, instant) => {
    expect(read(text)).toBe(instant);
  });

  it('ends with its day where it is the end of a range, and with its minute where it has a time', () => {
    expect(read('2026-11-01', 'Australia/Sydney', true)).toBe('2026-11-01T13:00:00.000Z');
    expect(read('yesterday', 'Australia/Sydney', true)).toBe('2026-12-07T13:00:00.000Z');
    expect(read('yesterday 9am', 'Australia/Sydney', true)).toBe('2026-12-06T22:00:00.000Z');
  });

  it('begins a day where its midnight is skipped or comes twice', () => {
    expect(read('2026-09-06', 'America/Santiago')).toBe('2026-09-06T04:00:00.000Z');
    expect(read('2026-11-01', 'America/Havana')).toBe('2026-11-01T04:00:00.000Z');
  });

  it.each([
    ['soon', /^"soon" is not a time/],
    ['yesterday noonish', /^"yesterday noonish" is not a time/],
    ['2026-02-30', /There is no 30 February 2026/],
    ['1/2/2026', /ambiguous/],
    ['', /^"" is not a time/],
  ])('refuses %j, and says how to write it', (text, message) => {
    expect(() => read(text)).toThrow(Problem);
    try {
      read(text);
    } catch (error) {
      expect(error).toMatchObject({ code: 'invalid_time', message: expect.stringMatching(message) });
      expect(error).toMatchObject({ hint: expect.stringMatching(/yesterday/) });
    }
  });
});
