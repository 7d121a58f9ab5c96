import { describe, expect, it } from 'vitest';
import { daysFrom } from '../../../../src/domain/calls/forecast/load.ts';
import { wallTimeAt } from '../../../../src/domain/time/local-time.ts';

const hour = 3_600_000;

const year = (zone: string) => daysFrom(new Date('2026-01-01T12:00:00Z'), 366, zone);

describe('the days of a load calendar', () => {
  it.each([
    { zone: 'Australia/Sydney', date: '2026-10-04', length: 23, change: hour },
    { zone: 'Australia/Sydney', date: '2026-04-05', length: 25, change: -hour },
    { zone: 'Australia/Lord_Howe', date: '2026-10-04', length: 23.5, change: hour / 2 },
    { zone: 'America/New_York', date: '2026-11-01', length: 25, change: -hour },
    { zone: 'Africa/Cairo', date: '2026-04-24', length: 23, change: hour },
    { zone: 'Asia/Kathmandu', date: '2026-04-24', length: 24, change: 0 },
  ])('has $length hours in $zone on $date', ({ zone, date, length, change }) => {
    const day = year(zone).find((one) => one.date === date);
    const { bounds = [] } = day ?? {};
    expect(((bounds.at(-1) ?? 0) - (bounds[0] ?? 0)) / hour).toBe(length);
    expect(day?.change).toBe(change);
  });

  it.each([
    'Australia/Sydney',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Africa/Cairo',
    'America/Asuncion',
    'Asia/Beirut',
    'Africa/Casablanca',
    'America/Nuuk',
    'Pacific/Apia',
  ])('cover a year in %s without a gap, each hour under its own name', (zone) => {
    const days = year(zone);
    let last = days[0]?.bounds[0];
    for (const { date, bounds, hours } of days) {
      expect(bounds[0]).toBe(last);
      last = bounds.at(-1);
      hours.forEach((shown, index) => {
        const { year: y, month, day, hour: h } = wallTimeAt(new Date(bounds[index] ?? 0), zone);
        const shownDate = `${y}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
        expect({ shownDate, h }).toEqual({ shownDate: date, h: shown });
      });
    }
  });
});
