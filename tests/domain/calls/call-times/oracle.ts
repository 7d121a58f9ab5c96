import { DateTime } from 'luxon';
import type { CallArea } from '../../../../src/domain/calls/call-times/call-times.ts';
import type { HolidayOn } from '../../../../src/domain/calls/call-times/holiday.ts';

/** Hours, read and written independently of voicebot. Windows are pairs of minutes from midnight. */
export interface PlainHours {
  /** Seven days; index 0 is Monday, as Luxon counts. */
  week: readonly (readonly [number, number][])[];
  /** Undefined: as usual. */
  holidays: readonly [number, number][] | undefined;
}

/** Says whether a person may be called, the slow way: by the wall time of each zone, as Luxon shows it. */
export function mayRing(time: number, hours: PlainHours, area: CallArea, holidayOn: HolidayOn): boolean {
  return area.zones.every((zone) => {
    const local = DateTime.fromMillis(time, { zone });
    const minute = local.hour * 60 + local.minute;
    if (!isWithin(minute, hours.week[local.weekday - 1])) return false;
    if (area.country === null || hours.holidays === undefined) return true;
    const holiday = holidayOn(local.toFormat('yyyy-MM-dd'), area.country, area.regions);
    return !holiday || isWithin(minute, hours.holidays);
  });
}

function isWithin(minute: number, windows: readonly [number, number][] = []): boolean {
  return windows.some(([from, to]) => minute >= from && minute < to);
}

/** Writes hours in the notation. */
export function notationOf({ week, holidays }: PlainHours): string {
  const days = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
  const parts = week.map(
    (windows, index) => `${days[index]} ${windows.length ? windowsOf(windows) : 'closed'}`,
  );
  const onHolidays = holidays?.length ? windowsOf(holidays) : 'closed';
  return [...parts, `holidays ${holidays === undefined ? 'open' : onHolidays}`].join('; ');
}

function windowsOf(windows: readonly [number, number][]): string {
  return windows.map((window) => window.map(clockTime).join('-')).join(', ');
}

function clockTime(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map((number) => String(number).padStart(2, '0')).join(':');
}
