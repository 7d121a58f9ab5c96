import { assert, constantFrom, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  instantsOf,
  isoWithOffset,
  neighboursOfGap,
  offsetAt,
  type WallTime,
  wallTimeAt,
} from '../../../src/domain/time/local-time.ts';
import { zoneAbbreviation } from '../../../src/domain/time/time-display.ts';

const sydney = 'Australia/Sydney';
const lordHowe = 'Australia/Lord_Howe';
const adelaide = 'Australia/Adelaide';
const newYork = 'America/New_York';
const apia = 'Pacific/Apia';

/** `2026-10-04 02:30:00` as a wall time. */
function wall(text: string): WallTime {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = text.split(/\D/).map(Number);
  return { year, month, day, hour, minute, second };
}

describe('instantsOf', () => {
  it.each([
    ['2026-12-08 14:00', sydney, ['2026-12-08T03:00:00.000Z']],
    ['2026-07-08 14:00:30', sydney, ['2026-07-08T04:00:30.000Z']],
    ['2026-10-04 01:59:59', sydney, ['2026-10-03T15:59:59.000Z']],
    ['2026-10-04 02:00', sydney, []],
    ['2026-10-04 02:30', sydney, []],
    ['2026-10-04 02:59:59', sydney, []],
    ['2026-10-04 03:00', sydney, ['2026-10-03T16:00:00.000Z']],
    ['2027-04-04 01:59:59', sydney, ['2027-04-03T14:59:59.000Z']],
    ['2027-04-04 02:00', sydney, ['2027-04-03T15:00:00.000Z', '2027-04-03T16:00:00.000Z']],
    ['2027-04-04 02:59:59', sydney, ['2027-04-03T15:59:59.000Z', '2027-04-03T16:59:59.000Z']],
    ['2027-04-04 03:00', sydney, ['2027-04-03T17:00:00.000Z']],
    ['2026-04-05 02:30', sydney, ['2026-04-04T15:30:00.000Z', '2026-04-04T16:30:00.000Z']],
    ['2026-10-04 02:00', lordHowe, []],
    ['2026-10-04 02:29:59', lordHowe, []],
    ['2026-10-04 02:30', lordHowe, ['2026-10-03T15:30:00.000Z']],
    ['2027-04-04 01:30', lordHowe, ['2027-04-03T14:30:00.000Z', '2027-04-03T15:00:00.000Z']],
    ['2027-04-04 01:29:59', lordHowe, ['2027-04-03T14:29:59.000Z']],
    ['2027-04-04 02:00', lordHowe, ['2027-04-03T15:30:00.000Z']],
    ['2026-10-04 02:30', adelaide, []],
    ['2027-04-04 02:30', adelaide, ['2027-04-03T16:00:00.000Z', '2027-04-03T17:00:00.000Z']],
    ['2026-03-08 02:30', newYork, []],
    ['2026-11-01 01:30', newYork, ['2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z']],
    ['2026-10-04 02:30', 'Australia/Brisbane', ['2026-10-03T16:30:00.000Z']],
    ['2026-10-04 02:30', 'UTC', ['2026-10-04T02:30:00.000Z']],
    ['2011-12-30 00:00', apia, []],
    ['2011-12-30 23:59', apia, []],
    ['2011-12-31 00:00', apia, ['2011-12-30T10:00:00.000Z']],
  ])('%s in %s is %j', (text, zone, instants) => {
    expect(instantsOf(wall(text), zone).map((instant) => instant.toISOString())).toEqual(instants);
  });

  it('includes every instant that a clock has shown', () => {
    const seconds = integer({ min: Date.UTC(2000) / 1000, max: Date.UTC(2037) / 1000 });
    return assert(
      property(seconds, constantFrom(sydney, lordHowe, adelaide, newYork, 'UTC', apia), (second, zone) => {
        const instant = new Date(second * 1000);
        expect(instantsOf(wallTimeAt(instant, zone), zone)).toContainEqual(instant);
      }),
    );
  });
});

describe('neighboursOfGap', () => {
  it.each([
    ['2026-10-04 02:00', sydney, '2026-10-04T01:59:00+10:00', '2026-10-04T03:00:00+11:00'],
    ['2026-10-04 02:30', sydney, '2026-10-04T01:59:00+10:00', '2026-10-04T03:00:00+11:00'],
    ['2026-10-04 02:59:59', sydney, '2026-10-04T01:59:00+10:00', '2026-10-04T03:00:00+11:00'],
    ['2026-10-04 02:15', lordHowe, '2026-10-04T01:59:00+10:30', '2026-10-04T02:30:00+11:00'],
    ['2026-10-04 02:15', adelaide, '2026-10-04T01:59:00+09:30', '2026-10-04T03:00:00+10:30'],
    ['2026-03-08 02:30', newYork, '2026-03-08T01:59:00-05:00', '2026-03-08T03:00:00-04:00'],
    ['2011-12-30 12:00', apia, '2011-12-29T23:59:00-10:00', '2011-12-31T00:00:00+14:00'],
  ])('%s in %s is between %s and %s', (text, zone, before, after) => {
    const neighbours = neighboursOfGap(wall(text), zone);
    expect(isoWithOffset(neighbours.before, zone)).toBe(before);
    expect(isoWithOffset(neighbours.after, zone)).toBe(after);
  });
});

describe('an instant in a zone', () => {
  it.each([
    ['2026-12-08T03:00:05.678Z', sydney, 660, '2026-12-08 14:00:05', '2026-12-08T14:00:05.678+11:00', 'AEDT'],
    ['2026-07-08T03:00:00Z', sydney, 600, '2026-07-08 13:00:00', '2026-07-08T13:00:00+10:00', 'AEST'],
    ['2026-12-31T14:00:00Z', adelaide, 630, '2027-01-01 00:30:00', '2027-01-01T00:30:00+10:30', 'ACDT'],
    [
      '2026-12-08T03:00:00Z',
      'Australia/Perth',
      480,
      '2026-12-08 11:00:00',
      '2026-12-08T11:00:00+08:00',
      'AWST',
    ],
    ['2026-12-08T03:00:00Z', newYork, -300, '2026-12-07 22:00:00', '2026-12-07T22:00:00-05:00', 'GMT-5'],
    ['2026-12-08T00:00:00Z', 'UTC', 0, '2026-12-08 00:00:00', '2026-12-08T00:00:00+00:00', 'UTC'],
  ])('%s in %s', (instant, zone, offset, shown, iso, abbreviation) => {
    const then = new Date(instant);
    expect(offsetAt(then, zone)).toBe(offset);
    expect(wallTimeAt(then, zone)).toEqual(wall(shown));
    expect(isoWithOffset(then, zone)).toBe(iso);
    expect(zoneAbbreviation(then, { zone, locale: 'en-AU' })).toBe(abbreviation);
  });

  it('throws for a zone or a date that does not exist', () => {
    const then = new Date('2026-12-08T03:00:00Z');
    expect(() => offsetAt(then, 'Australia/Atlantis')).toThrow(RangeError);
    expect(() => wallTimeAt(then, 'local')).toThrow(RangeError);
    expect(() => isoWithOffset(new Date(Number.NaN), sydney)).toThrow(RangeError);
  });
});
