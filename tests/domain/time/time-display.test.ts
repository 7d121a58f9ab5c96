import { describe, expect, it } from 'vitest';
import {
  formatDate,
  formatInstant,
  formatTime,
  formatWeekday,
  relativeTo,
} from '../../../src/domain/time/time-display.ts';

const sydney = 'Australia/Sydney';

describe('formatInstant', () => {
  it.each([
    ['2026-12-08T03:00:00Z', sydney, 'en-AU', 'Tue 8 Dec 2026, 2:00 pm AEDT'],
    ['2026-12-08T03:00:05Z', sydney, 'en-AU', 'Tue 8 Dec 2026, 2:00:05 pm AEDT'],
    ['2026-12-07T22:05:00Z', sydney, 'en-AU', 'Tue 8 Dec 2026, 9:05 am AEDT'],
    ['2026-07-08T14:30:00Z', sydney, 'en-AU', 'Thu 9 July 2026, 12:30 am AEST'],
    ['2027-04-03T15:30:00Z', sydney, 'en-AU', 'Sun 4 Apr 2027, 2:30 am AEDT'],
    ['2027-04-03T16:30:00Z', sydney, 'en-AU', 'Sun 4 Apr 2027, 2:30 am AEST'],
    ['2026-12-08T03:00:00Z', 'Australia/Adelaide', 'en-AU', 'Tue 8 Dec 2026, 1:30 pm ACDT'],
    ['2026-12-08T03:00:00Z', 'America/New_York', 'en-US', 'Mon 7 Dec 2026, 10:00 PM EST'],
    ['2026-12-08T03:00:00Z', 'UTC', 'en-GB', 'Tue 8 Dec 2026, 3:00 UTC'],
    ['2026-12-08T13:00:00Z', 'Europe/Berlin', 'de-DE', 'Di. 8 Dez. 2026, 14:00 MEZ'],
  ])('%s in %s for %s', (instant, zone, locale, text) => {
    expect(formatInstant(new Date(instant), { zone, locale })).toBe(text);
  });
});

describe('the parts of an instant', () => {
  it.each([
    [sydney, 'en-AU', '08/12/2026', '2:00 pm', 'Tuesday'],
    ['America/New_York', 'en-US', '12/07/2026', '10:00 PM', 'Monday'],
    ['Europe/London', 'en-GB', '08/12/2026', '3:00', 'Tuesday'],
    ['UTC', 'en-AU', '08/12/2026', '3:00 am', 'Tuesday'],
  ])('in %s for %s', (zone, locale, date, time, weekday) => {
    const instant = new Date('2026-12-08T03:00:40Z');
    expect(formatDate(instant, { zone, locale })).toBe(date);
    expect(formatTime(instant, { zone, locale })).toBe(time);
    expect(formatWeekday(instant, { zone, locale })).toBe(weekday);
  });
});

describe('relativeTo', () => {
  it.each([
    [0, 'now'],
    [499, 'now'],
    [-499, 'now'],
    [500, 'in 1 s'],
    [-45_000, '45 s ago'],
    [59_600, 'in 1 min'],
    [299_700, 'in 5 min'],
    [-300_000, '5 min ago'],
    [3_599_600, 'in 1 h'],
    [-7_200_000, '2 h ago'],
    [6_000_000, 'in 2 h'],
    [86_400_000, 'in 1 d'],
    [-864_000_000, '10 d ago'],
  ])('%d ms away is %j', (ms, text) => {
    const now = new Date('2026-12-08T03:00:00Z');
    expect(relativeTo(new Date(now.getTime() + ms), now)).toBe(text);
  });
});
