import { array, assert, constantFrom, date, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CallArea, CallTimes } from '../../../../src/domain/calls/call-times/call-times.ts';
import { describeClosed } from '../../../../src/domain/calls/call-times/describe-closed.ts';
import { type Holiday, type HolidayOn, noHolidays } from '../../../../src/domain/calls/call-times/holiday.ts';
import { closedBecause, isOpen, nextOpening } from '../../../../src/domain/calls/call-times/opening.ts';
import { parseCallTimes } from '../../../../src/domain/calls/call-times/parse-call-times.ts';
import { anyDates, anyHours } from './any-hours.ts';
import { mayRing, notationOf } from './oracle.ts';
import { disagreements, nightly, openInAll, openQuarters, quarterMs, varied } from './quarters.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

function inZones(...zones: string[]): CallArea {
  return { zones, country: 'AU', regions: null };
}

/** Holidays of a map, as a plan has them. */
function holidaysOn(...holidays: Holiday[]): HolidayOn {
  return (date, country, regions) =>
    holidays.find(
      (holiday) =>
        holiday.date === date &&
        holiday.country === country &&
        (holiday.region === null || regions?.includes(holiday.region)),
    );
}

function opens(at: string, times: CallTimes, area: CallArea, holidayOn: HolidayOn = noHolidays): string {
  return nextOpening(new Date(at), times, area, holidayOn)?.toISOString().replace(':00.000Z', 'Z') ?? 'never';
}

const au = parseCallTimes('au');

describe('the next opening', () => {
  it.each([
    ['Perth at five in the morning', '2026-12-07T21:00Z', 'au', ['Australia/Perth'], '2026-12-08T01:00Z'],
    ['a minute before opening', '2026-12-08T00:59Z', 'au', ['Australia/Perth'], '2026-12-08T01:00Z'],
    ['inside, at once', '2026-12-08T01:00:30Z', 'au', ['Australia/Perth'], '2026-12-08T01:00:30.000Z'],
    [
      'the last moment of the day',
      '2026-12-08T11:59:59Z',
      'au',
      ['Australia/Perth'],
      '2026-12-08T11:59:59.000Z',
    ],
    ['closing time', '2026-12-08T12:00Z', 'au', ['Australia/Perth'], '2026-12-09T01:00Z'],
    ['Saturday evening', '2026-12-12T09:00Z', 'au', ['Australia/Perth'], '2026-12-14T01:00Z'],
    [
      'Perth and Sydney together',
      '2026-12-07T21:00Z',
      'au',
      ['Australia/Perth', 'Australia/Sydney'],
      '2026-12-08T01:00Z',
    ],
    [
      'both, after Sydney has closed',
      '2026-12-08T09:00Z',
      'au',
      ['Australia/Perth', 'Australia/Sydney'],
      '2026-12-09T01:00Z',
    ],
    ['Kathmandu, 5:45 ahead', '2026-12-07T21:00Z', 'au', ['Asia/Kathmandu'], '2026-12-08T03:15Z'],
    ['Arizona in July', '2027-07-05T12:00Z', 'us', ['America/Phoenix'], '2027-07-05T15:00Z'],
    ['Denver in July', '2027-07-05T12:00Z', 'us', ['America/Denver'], '2027-07-05T14:00Z'],
    [
      'a window that begins in a gap',
      '2026-10-03T15:00Z',
      'Mon-Sun 02:30-03:30',
      ['Australia/Sydney'],
      '2026-10-03T16:00Z',
    ],
    [
      'a window inside a gap',
      '2026-10-03T15:00Z',
      'Mon-Sun 02:15-02:45',
      ['Australia/Sydney'],
      '2026-10-04T15:15Z',
    ],
    [
      'a window that ends in a fold, first time',
      '2027-04-03T14:00Z',
      'Mon-Sun 01:30-02:30',
      ['Australia/Sydney'],
      '2027-04-03T14:30Z',
    ],
    [
      'a window that ends in a fold, second time',
      '2027-04-03T15:30Z',
      'Mon-Sun 01:30-02:30',
      ['Australia/Sydney'],
      '2027-04-03T16:00Z',
    ],
    [
      'a window inside a fold, second time',
      '2027-04-03T15:46Z',
      'Mon-Sun 02:15-02:45',
      ['Australia/Sydney'],
      '2027-04-03T16:15Z',
    ],
    [
      'Lord Howe, half an hour forward',
      '2026-10-03T15:00Z',
      'Mon-Sun 02:15-03:00',
      ['Australia/Lord_Howe'],
      '2026-10-03T15:30Z',
    ],
    [
      'Lord Howe, half an hour back',
      '2027-04-03T15:00Z',
      'Mon-Sun 01:45-02:00',
      ['Australia/Lord_Howe'],
      '2027-04-03T15:15Z',
    ],
    [
      'Samoa, before the day that it skipped',
      '2011-12-30T09:59Z',
      'Fri,Sat 00:00-24:00',
      ['Pacific/Apia'],
      '2011-12-30T10:00Z',
    ],
    [
      'Samoa, whose Friday did not come',
      '2011-12-30T00:00Z',
      'Fri 00:00-24:00',
      ['Pacific/Apia'],
      '2012-01-05T10:00Z',
    ],
    [
      'Morocco in Ramadan',
      '2026-03-01T00:00Z',
      'Mon-Sun 09:00-17:00',
      ['Africa/Casablanca'],
      '2026-03-01T09:00Z',
    ],
    [
      'Morocco after it',
      '2026-04-20T00:00Z',
      'Mon-Sun 09:00-17:00',
      ['Africa/Casablanca'],
      '2026-04-20T08:00Z',
    ],
    [
      'zones that are never open together',
      '2026-12-08T00:00Z',
      'Mon-Sun 09:00-10:00',
      ['Australia/Perth', 'Australia/Sydney'],
      'never',
    ],
    [
      'zones that meet for one minute',
      '2026-12-08T00:00Z',
      'Mon-Sun 09:00-12:01',
      ['Australia/Perth', 'Australia/Sydney'],
      '2026-12-08T01:00Z',
    ],
    [
      'zones that meet once summer time ends',
      '2026-12-08T00:00Z',
      'Mon-Sun 09:00-12:00',
      ['Australia/Perth', 'Australia/Sydney'],
      '2027-04-04T01:00Z',
    ],
  ])('of %s', (_, at, times, zones, expected) => {
    expect(opens(at, parseCallTimes(times), inZones(...zones))).toBe(expected);
  });

  it('does not come on a national holiday, nor on one of a region that the person may be in', () => {
    const christmas = { date: '2026-12-25', country: 'AU', region: null, name: 'Christmas Day' };
    const cup = { date: '2026-11-03', country: 'AU', region: 'VIC', name: 'Melbourne Cup' };
    const days = holidaysOn(christmas, cup);
    const melbourne = (regions: string[] | null): CallArea => ({
      zones: ['Australia/Melbourne'],
      country: 'AU',
      regions,
    });
    expect(opens('2026-12-25T00:00Z', au, melbourne(null), days)).toBe('2026-12-25T22:00Z');
    expect(opens('2026-11-03T00:00Z', au, melbourne(['VIC']), days)).toBe('2026-11-03T22:00Z');
    expect(opens('2026-11-03T00:00Z', au, melbourne(['NSW', 'VIC']), days)).toBe('2026-11-03T22:00Z');
    expect(opens('2026-11-03T00:00Z', au, melbourne(['NSW']), days)).toBe('2026-11-03T00:00Z');
    expect(opens('2026-11-03T00:00Z', au, melbourne(null), days)).toBe('2026-11-03T00:00Z');
  });

  it('comes on a holiday when its hours say so, within those of the weekday', () => {
    const boxingDay = holidaysOn({ date: '2026-12-26', country: 'AU', region: null, name: 'Boxing Day' });
    const sydney = inZones('Australia/Sydney');
    const at = '2026-12-25T14:00Z';
    expect(opens(at, parseCallTimes('Sat 09:00-17:00; holidays open'), sydney, boxingDay)).toBe(
      '2026-12-25T22:00Z',
    );
    expect(opens(at, parseCallTimes('Sat 09:00-17:00; holidays 08:00-11:00'), sydney, boxingDay)).toBe(
      '2026-12-25T22:00Z',
    );
    expect(opens(at, parseCallTimes('Sat 09:00-17:00; holidays 11:00-23:00'), sydney, boxingDay)).toBe(
      '2026-12-26T00:00Z',
    );
    expect(opens(at, parseCallTimes('Sun 09:00-17:00; holidays 11:00-23:00'), sydney, boxingDay)).toBe(
      '2026-12-26T22:00Z',
    );
  });

  it("does not come on a day that the operator closed, even where holidays don't close", () => {
    const storm = { date: '2026-12-08', country: 'US', region: 'TX', name: 'Storm', isOwn: true };
    const texas: CallArea = { zones: ['America/Chicago'], country: 'US', regions: ['TX'] };
    expect(opens('2026-12-08T15:00Z', parseCallTimes('us'), texas, holidaysOn(storm))).toBe(
      '2026-12-09T14:00Z',
    );
  });

  it('uses the calendar of each zone: Christmas is over in Sydney before it is in Perth', () => {
    const christmas = holidaysOn({ date: '2026-12-25', country: 'AU', region: null, name: 'Christmas Day' });
    const anyTime = parseCallTimes('Mon-Sun 00:00-24:00');
    expect(opens('2026-12-24T12:00Z', anyTime, inZones('Australia/Sydney'), christmas)).toBe(
      '2026-12-24T12:00Z',
    );
    expect(opens('2026-12-24T13:00Z', anyTime, inZones('Australia/Sydney'), christmas)).toBe(
      '2026-12-25T13:00Z',
    );
    expect(
      opens('2026-12-24T13:00Z', anyTime, inZones('Australia/Perth', 'Australia/Sydney'), christmas),
    ).toBe('2026-12-25T16:00Z');
  });

  it.each([
    ['of Florida end at eight', ['FL'], '2026-12-09T01:00Z', '2026-12-09T13:00Z'],
    ['of Georgia are the federal ones', ['GA'], '2026-12-09T01:00Z', '2026-12-09T01:00Z'],
    ['of one that may be either are what both allow', ['FL', 'GA'], '2026-12-09T01:00Z', '2026-12-09T13:00Z'],
    ['of an unknown state are what all states allow', null, '2026-12-09T01:00Z', '2026-12-09T15:00Z'],
    ['of an unknown state never fall on a Sunday', null, '2026-12-13T16:00Z', '2026-12-14T15:00Z'],
    ['of Texas begin at noon on Sundays', ['TX'], '2026-12-13T14:00Z', '2026-12-13T17:00Z'],
  ])('in the us: the hours %s', (_, regions, at, expected) => {
    const area: CallArea = { zones: ['America/New_York'], country: 'US', regions };
    expect(opens(at, parseCallTimes('us'), area)).toBe(expected);
  });

  it('in the us: a federal holiday closes only the states that forbid calls on it', () => {
    const days = holidaysOn({ date: '2026-12-25', country: 'US', region: null, name: 'Christmas Day' });
    const state = (...regions: string[]): CallArea => ({
      zones: ['America/Chicago'],
      country: 'US',
      regions,
    });
    const at = '2026-12-25T18:00Z';
    expect(opens(at, parseCallTimes('us'), state('TX'), days)).toBe(at);
    expect(opens(at, parseCallTimes('us'), state('AL'), days)).toBe('2026-12-26T14:00Z');
    expect(opens(at, parseCallTimes('us'), state('TX', 'AL'), days)).toBe('2026-12-26T14:00Z');
  });

  it('cannot be told for a zone that does not exist, nor without a zone', () => {
    expect(() => opens('2026-12-08T00:00Z', au, inZones('Mars/Base'))).toThrow(RangeError);
    expect(() => opens('2026-12-08T00:00Z', au, inZones())).toThrow(RangeError);
    expect(() => isOpen(new Date(Number.NaN), au, inZones('Australia/Perth'), noHolidays)).toThrow(
      RangeError,
    );
  });
});

describe('why it is closed', () => {
  const christmas = holidaysOn({ date: '2026-12-25', country: 'AU', region: null, name: 'Christmas Day' });
  const reason = (at: string, times: CallTimes, area: CallArea) => {
    const because = closedBecause(new Date(at), times, area, christmas);
    return because && describeClosed(because, times);
  };

  it.each([
    [
      '2026-12-07T16:30Z',
      'au',
      ['Australia/Perth'],
      'it is 12:30 am in Perth (au: Mon–Fri 9:00 am–8:00 pm, Sat 9:00 am–5:00 pm)',
    ],
    [
      '2026-12-07T21:00Z',
      'au',
      ['Australia/Sydney', 'Australia/Perth'],
      'it is 5:00 am in Perth (au: Mon–Fri 9:00 am–8:00 pm, Sat 9:00 am–5:00 pm)',
    ],
    [
      '2026-12-25T03:00Z',
      'au',
      ['Australia/Perth'],
      'it is Christmas Day in Perth, a holiday (au: Mon–Fri 9:00 am–8:00 pm, Sat 9:00 am–5:00 pm)',
    ],
    [
      '2026-12-07T15:30Z',
      'Mon-Sun 10:00-12:00, 13:00-24:00',
      ['America/Argentina/Buenos_Aires'],
      'it is 12:30 pm in Buenos Aires (call times: 10:00 am–12:00 pm and 1:00 pm–midnight)',
    ],
  ])('at %s by "%s"', (at, text, zones, expected) => {
    const times = parseCallTimes(text);
    expect(reason(at, times, inZones(...zones))).toBe(expected);
  });
});

const oddZones = [
  ...['Australia/Sydney', 'Australia/Lord_Howe', 'Australia/Perth', 'Australia/Adelaide', 'America/Phoenix'],
  ...['America/New_York', 'America/St_Johns', 'Asia/Kathmandu', 'Africa/Casablanca', 'Pacific/Apia'],
  ...['Pacific/Chatham', 'Pacific/Kiritimati', 'America/Havana', 'Asia/Beirut', 'Antarctica/Troll', 'UTC'],
];

describe('compared with a slow calculation by Luxon', () => {
  it('agrees in every quarter of an hour around the changes of clocks', { timeout: 30_000 }, () => {
    const holidayOn = holidaysOn({ date: '2027-03-28', country: 'AU', region: null, name: 'Easter Sunday' });
    const periods: [string, number][] = [
      ['2011-12-26T00:00Z', 10],
      ['2026-10-01T00:00Z', 6],
      ['2027-03-12T00:00Z', 25],
    ];
    for (const [start, days] of periods)
      for (const hours of [varied, nightly]) {
        const at = Date.parse(start);
        const count = (days * dayMs) / quarterMs;
        const open = oddZones.map((zone) => openQuarters(at, count, hours, inZones(zone), holidayOn));
        for (const [index, zone] of oddZones.entries())
          expect(disagreements(at, open[index] ?? new Uint8Array(), hours, inZones(zone), holidayOn)).toEqual(
            [],
          );
        const some = [0, 2, 3, 7];
        const together = openInAll(some.map((index) => open[index] ?? new Uint8Array()));
        const zones = some.map((index) => oddZones[index] ?? '');
        expect(disagreements(at, together, hours, inZones(...zones), holidayOn)).toEqual([]);
      }
  });

  it('is open at the instant that it names and closed one minute before, for any hours, holidays and zones', {
    timeout: 60_000,
  }, () => {
    const from = '2026-09-01';
    const anyCase = record({
      at: date({ min: new Date(from), max: new Date('2028-09-01'), noInvalidDate: true }),
      hours: anyHours,
      zones: array(constantFrom(...oddZones), { minLength: 1, maxLength: 4 }),
      dates: anyDates(from, 800),
    });
    return assert(
      property(anyCase, ({ at, hours, zones, dates }) => {
        const holidayOn: HolidayOn = (day) =>
          dates.national.includes(day) || dates.regional.includes(day)
            ? { date: day, country: 'AU', region: null, name: 'Any Day' }
            : undefined;
        const times = parseCallTimes(notationOf(hours));
        const area = inZones(...zones);
        const expectSame = (time: number) => {
          const expected = mayRing(time, hours, area, holidayOn);
          expect(isOpen(new Date(time), times, area, holidayOn)).toBe(expected);
          expect(closedBecause(new Date(time), times, area, holidayOn) === undefined).toBe(expected);
          return expected;
        };
        const next = nextOpening(at, times, area, holidayOn);
        const end = next?.getTime() ?? at.getTime() + 400 * dayMs;
        if (next) expect(expectSame(end)).toBe(true);
        // Every minute of an hour before it, and minutes spread over the whole wait.
        const step = Math.max(minuteMs, Math.floor((end - at.getTime()) / 50 / minuteMs) * minuteMs);
        const wait = [...lastHour(end), ...everyStep(at.getTime(), end, step)];
        for (const time of wait) if (time >= at.getTime() && time < end) expect(expectSame(time)).toBe(false);
      }),
      { numRuns: 400 },
    );
  });
});

function lastHour(end: number): number[] {
  return Array.from({ length: 60 }, (_, index) => end - (index + 1) * minuteMs);
}

function everyStep(start: number, end: number, step: number): number[] {
  const times = [];
  for (let time = start; time < end; time += step) times.push(time);
  return times;
}
