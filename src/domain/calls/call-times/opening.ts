import { offsetPeriodAt } from '../../time/offset-periods.ts';
import { type CallArea, type CallTimes, hoursFor } from './call-times.ts';
import type { Holiday, HolidayOn } from './holiday.ts';
import { closed, type Day, dayIntersection, type Hours, isOpenAt, isWholeDay } from './hours.ts';
import { formatWindows } from './notation/windows.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** How far ahead an opening is looked for, ms: more than a year, so that "never" does not mean "only on one day of the year". */
const horizon = 400 * dayMs;

/** Why a person must not be called at an instant. */
export interface Closed {
  /** The zone that forbids it; if several do, the one that opens last. */
  zone: string;
  /** What its clocks show, in minutes from midnight. */
  minute: number;
  /** What its calendar shows: `2026-12-25`. */
  date: string;
  /** The holiday that takes hours from that day; undefined if none does. */
  holiday: Holiday | undefined;
  /** The hours that hold there. */
  hours: Hours;
}

/** Returns whether a person may be called at an instant: in every zone that the person may be in. */
export function isOpen(at: Date, times: CallTimes, area: CallArea, holidayOn: HolidayOn): boolean {
  const windowsOn = calendar(times, area, holidayOn);
  return zonesOf(area).every((zone) => isOpenIn(zone, at.getTime(), windowsOn));
}

/**
 * Returns the first instant, at or after `at`, at which a person may be called: `at` itself, or a whole minute.
 *
 * @returns null if there is none in the next 400 days
 * @throws RangeError for an unknown zone
 */
export function nextOpening(at: Date, times: CallTimes, area: CallArea, holidayOn: HolidayOn): Date | null {
  const windowsOn = calendar(times, area, holidayOn);
  const zones = zonesOf(area);
  const end = at.getTime() + horizon;
  let time = at.getTime();
  // Each zone moves the time to its own next opening, until none moves it any more.
  for (let agreed = 0, index = 0; agreed < zones.length; index = (index + 1) % zones.length) {
    const opens = nextOpeningIn(zones[index] ?? '', time, end, windowsOn);
    if (opens === undefined) return null;
    agreed = opens === time ? agreed + 1 : 1;
    time = opens;
  }
  return new Date(time);
}

/** Returns why a person must not be called at an instant; undefined if the person may be. */
export function closedBecause(
  at: Date,
  times: CallTimes,
  area: CallArea,
  holidayOn: HolidayOn,
): Closed | undefined {
  const windowsOn = calendar(times, area, holidayOn);
  const time = at.getTime();
  const shut = zonesOf(area).filter((zone) => !isOpenIn(zone, time, windowsOn));
  const opensAt = (zone: string) => nextOpeningIn(zone, time, time + horizon, windowsOn) ?? Infinity;
  const [first, ...others] = shut;
  if (first === undefined) return undefined;
  const zone = others.reduce((last, other) => (opensAt(other) > opensAt(last) ? other : last), first);
  const { day, minute } = localTime(time, offsetPeriodAt(time, zone).offset);
  const hours = hoursFor(times, area);
  return { zone, minute, date: dateOf(day), holiday: closingHoliday(day, hours, area, holidayOn), hours };
}

/** Returns the holiday that takes hours from a day. */
function closingHoliday(
  day: number,
  hours: Hours,
  area: CallArea,
  holidayOn: HolidayOn,
): Holiday | undefined {
  const usual = hours.week[weekdayOf(day)] ?? closed;
  const holiday = holidayFor(dateOf(day), area, holidayOn);
  return holiday && formatWindows(onThatDay(usual, hours, holiday)) !== formatWindows(usual)
    ? holiday
    : undefined;
}

/** Returns the dates on the calendars of a person's zones. */
export function localDates(at: Date, area: CallArea): string[] {
  const time = at.getTime();
  return zonesOf(area).map((zone) => dateOf(localTime(time, offsetPeriodAt(time, zone).offset).day));
}

/** The windows of a local day, by its number since 1 January 1970. */
type WindowsOn = (day: number) => Day;

function calendar(times: CallTimes, area: CallArea, holidayOn: HolidayOn): WindowsOn {
  const hours = hoursFor(times, area);
  const known = new Map<number, Day>();
  return (day) => {
    const found = known.get(day);
    if (found) return found;
    const usual = hours.week[weekdayOf(day)] ?? closed;
    const windows =
      usual.length === 0 ? usual : onThatDay(usual, hours, holidayFor(dateOf(day), area, holidayOn));
    known.set(day, windows);
    return windows;
  };
}

function onThatDay(usual: Day, { holidays }: Hours, holiday: Holiday | undefined): Day {
  if (!holiday) return usual;
  if (isWholeDay(holidays)) return holiday.isOwn ? closed : usual;
  return dayIntersection(usual, holidays);
}

function holidayFor(date: string, { country, regions }: CallArea, holidayOn: HolidayOn): Holiday | undefined {
  return country === null ? undefined : holidayOn(date, country, regions);
}

function isOpenIn(zone: string, time: number, windowsOn: WindowsOn): boolean {
  const { day, minute } = localTime(time, offsetPeriodAt(time, zone).offset);
  return isOpenAt(windowsOn(day), minute);
}

/**
 * While the offset stays the same, a zone opens only where a window begins. Where it changes, the clocks may jump into a window or
 * show one again, so the search starts over from there.
 */
function nextOpeningIn(zone: string, at: number, end: number, windowsOn: WindowsOn): number | undefined {
  for (let time = at; time < end; ) {
    const period = offsetPeriodAt(time, zone);
    const opens = nextWindow(time + period.offset, period.end + period.offset, windowsOn);
    if (opens !== undefined) return opens - period.offset < end ? opens - period.offset : undefined;
    time = period.end;
  }
  return undefined;
}

/** Finds the first time in a window, all in ms as if local time were UTC. */
function nextWindow(from: number, until: number, windowsOn: WindowsOn): number | undefined {
  for (let day = Math.floor(from / dayMs); day * dayMs < until; day++) {
    for (const window of windowsOn(day)) {
      if (from >= day * dayMs + window.to * minuteMs) continue;
      const opens = Math.max(from, day * dayMs + window.from * minuteMs);
      return opens < until ? opens : undefined;
    }
  }
  return undefined;
}

function localTime(time: number, offset: number): { day: number; minute: number } {
  const local = time + offset;
  const day = Math.floor(local / dayMs);
  return { day, minute: Math.floor((local - day * dayMs) / minuteMs) };
}

/** 1 January 1970 was a Thursday. */
function weekdayOf(day: number): number {
  return (((day + 4) % 7) + 7) % 7;
}

const dates = new Map<number, string>();

function dateOf(day: number): string {
  const found = dates.get(day);
  if (found !== undefined) return found;
  const date = new Date(day * dayMs).toISOString().slice(0, 10);
  dates.set(day, date);
  return date;
}

function zonesOf({ zones }: CallArea): readonly string[] {
  if (zones.length === 0) throw new RangeError('No time zone is known');
  return zones;
}
