import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../src/domain/problem.ts';
import { parseWhen } from '../../../src/domain/time/when.ts';

const sydney = 'Australia/Sydney';
/** Tuesday 8 December 2026, 14:00 in Sydney. */
const now = new Date('2026-12-08T03:00:00Z');

function when(text: string, zone = sydney): string {
  return parseWhen(text, { now, zone }).toISOString();
}

describe('parseWhen', () => {
  it.each([
    ['2026-12-08T14:00:00Z', '2026-12-08T14:00:00.000Z'],
    ['2026-12-08t14:00z', '2026-12-08T14:00:00.000Z'],
    ['2026-12-08T14:00:00.5Z', '2026-12-08T14:00:00.500Z'],
    ['2026-12-08T14:00:00.123456789Z', '2026-12-08T14:00:00.123Z'],
    ['2026-12-08T14:00+11:00', '2026-12-08T03:00:00.000Z'],
    ['2026-12-08T14:00:00-0500', '2026-12-08T19:00:00.000Z'],
    ['2026-12-08T14:00:00+11', '2026-12-08T03:00:00.000Z'],
    ['2026-12-08T00:30:00+05:45', '2026-12-07T18:45:00.000Z'],
    ['2028-02-29T00:00:00+14:00', '2028-02-28T10:00:00.000Z'],
  ])('reads the instant %j as %s', (text, instant) => {
    expect(when(text)).toBe(instant);
  });

  it.each([
    ['2026-12-09 14:00:30', '2026-12-09T03:00:30.000Z'],
    ['2026-12-09T14:00', '2026-12-09T03:00:00.000Z'],
    ['2026-12-09 2pm', '2026-12-09T03:00:00.000Z'],
    ['2026-07-09 14:00', '2026-07-09T04:00:00.000Z'],
    ['  2026-12-09   14:00 ', '2026-12-09T03:00:00.000Z'],
    ['14:00', '2026-12-08T03:00:00.000Z'],
    ['9:30', '2026-12-07T22:30:00.000Z'],
    ['2pm', '2026-12-08T03:00:00.000Z'],
    ['2 PM', '2026-12-08T03:00:00.000Z'],
    ['9:30am', '2026-12-07T22:30:00.000Z'],
    ['12am', '2026-12-07T13:00:00.000Z'],
    ['12pm', '2026-12-08T01:00:00.000Z'],
    ['noon', '2026-12-08T01:00:00.000Z'],
    ['today 17:00', '2026-12-08T06:00:00.000Z'],
    ['tomorrow 9am', '2026-12-08T22:00:00.000Z'],
    ['Tomorrow 09:30', '2026-12-08T22:30:00.000Z'],
    ['tomorrow at 9am', '2026-12-08T22:00:00.000Z'],
    ['9am tomorrow', '2026-12-08T22:00:00.000Z'],
    ['9:30am on monday', '2026-12-13T22:30:00.000Z'],
    ['14:00 2026-12-09', '2026-12-09T03:00:00.000Z'],
    ['wednesday 9am', '2026-12-08T22:00:00.000Z'],
    ['monday 9am', '2026-12-13T22:00:00.000Z'],
    ['next monday 9am', '2026-12-13T22:00:00.000Z'],
    ['Mon 9am', '2026-12-13T22:00:00.000Z'],
    ['tuesday 9am', '2026-12-14T22:00:00.000Z'],
  ])('reads the wall time %j in Sydney as %s', (text, instant) => {
    expect(when(text)).toBe(instant);
  });

  it.each([
    ['America/New_York', 'today 9am', '2026-12-07T14:00:00.000Z'],
    ['America/New_York', 'tuesday 9am', '2026-12-08T14:00:00.000Z'],
    ['Australia/Adelaide', '14:00', '2026-12-08T03:30:00.000Z'],
    ['Australia/Lord_Howe', '14:00', '2026-12-08T03:00:00.000Z'],
    ['UTC', '14:00', '2026-12-08T14:00:00.000Z'],
  ])('reads days and times in %s: %j is %s', (zone, text, instant) => {
    expect(when(text, zone)).toBe(instant);
  });

  it.each([
    ['+10m', 600_000],
    ['+1h30m', 5_400_000],
    ['+ 1h 30m', 5_400_000],
    ['+0s', 0],
    ['in 2 hours', 7_200_000],
    ['In 10 Minutes', 600_000],
    ['in 1 hour 30 minutes', 5_400_000],
    ['in 1 hour and 30 mins', 5_400_000],
    ['in 1hr 5min', 3_900_000],
    ['in 2 days', 172_800_000],
    ['now', 0],
    ['in an hour', 3_600_000],
    ['in a minute', 60_000],
    ['in a day and an hour', 90_000_000],
    ['+1w', 604_800_000],
    ['+1w2d', 777_600_000],
    ['in 2 weeks', 1_209_600_000],
    ['in a week', 604_800_000],
    ['in 1 week and 3 hours', 615_600_000],
    ['+52w', 31_449_600_000],
  ])('reads the wait %j as %d ms', (text, ms) => {
    expect(parseWhen(text, { now, zone: sydney }).getTime() - now.getTime()).toBe(ms);
  });

  it.each([
    ...[
      '',
      ' ',
      'soon',
      'nowadays',
      '14',
      '2026-12-08',
      'tomorrow',
      'monday',
      'midnight',
      'in',
      '+',
      '+10',
      '-10m',
    ],
    ...['25:00', '24:00', '14:60', '14:00:60', '13pm', '0am', '2:60pm', '1400', '14:00pm', 'at 14:00'],
    ...['2026-02-30 14:00', '2026-13-01 14:00', '2026-00-10 14:00', '2027-02-29 14:00', '2026-2-3 14:00'],
    ...['2026-02-30T14:00Z', '2026-12-08T25:00Z', '2026-12-08T14:00+15:00', '2026-12-08T14:00+10:60'],
    ...['2026-12-08T14:00.5Z', '14:00Z', '2026-12-08 2pm+11:00', '2026/12/08 14:00', '0050-01-01 14:00'],
    ...[
      'in 2 months',
      'in an',
      'in a weeks time',
      '+53w',
      '+1w2',
      'in 1.5 hours',
      '+400d',
      'next week 9am',
      'montag 9am',
      'mont9am',
    ],
    ...[
      'next 9am',
      'next tomorrow 9am',
      'yesterday 9am',
      'tomorrowt9am',
      'tomorrow 9am please',
      '9am tomorrow please',
      '9am tomorrow 9am',
      'tomorrow at',
    ],
  ])('refuses %j', (text) => {
    expect(() => when(text)).toThrow(
      expect.objectContaining({
        kind: 'usage',
        code: 'invalid_time',
        message: expect.stringContaining(`"${text}"`),
        hint: expect.stringContaining('tomorrow 9am'),
      }),
    );
  });

  it.each(['8/12/2026 14:00', '8/12/26 2pm', '08-12-2026 14:00', '8.12.2026', '25/12/2026 14:00'])(
    'asks for the year first, not %j',
    (text) => {
      expect(() => when(text)).toThrow(
        expect.objectContaining({ code: 'invalid_time', hint: expect.stringContaining('2026-12-08 14:00') }),
      );
    },
  );

  it.each([
    ['2026-11-31 14:00', 'There is no 31 November 2026.'],
    ['2027-02-29T09:00', 'There is no 29 February 2027.'],
    ['2026-13-01 9am', 'There is no month 13.'],
  ])('says that there is no such day as in %j', (text, says) => {
    expect(() => when(text)).toThrow(
      expect.objectContaining({ code: 'invalid_time', message: expect.stringContaining(says) }),
    );
  });

  it('throws nothing but a Problem', () => {
    return assert(
      property(string({ unit: 'binary' }), (text) => {
        try {
          expect(Number.isNaN(parseWhen(text, { now, zone: sydney }).getTime())).toBe(false);
        } catch (error) {
          expect(error).toBeInstanceOf(Problem);
        }
      }),
    );
  });
});
