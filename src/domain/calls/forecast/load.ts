import { offsetPeriodAt } from '../../time/offset-periods.ts';
import { changeOn } from './clock-change.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;

/** A day on the operator's calendar. */
export interface LoadDay {
  /** `2026-12-08` */
  date: string;
  /** Where each hour of its clocks begins, epoch ms, and where the day ends: 25 or, when clocks change by an hour, 24 or 26 of them. */
  bounds: number[];
  /** What the clocks show at each of these, 0 to 23; without the end. */
  hours: number[];
  /** By how much the clocks are put forward on that day, ms. */
  change: number;
}

/** Returns the days of a zone's calendar from now on, with the hours of each. */
export function daysFrom(now: Date, days: number, zone: string): LoadDay[] {
  const today = localDay(now.getTime(), zone);
  return Array.from({ length: days }, (_, index) => dayOf(today + index, zone));
}

/** Returns the number of a zone's day since 1 January 1970. */
function localDay(time: number, zone: string): number {
  return Math.floor((time + offsetPeriodAt(time, zone).offset) / dayMs);
}

function dayOf(day: number, zone: string): LoadDay {
  const start = startOf(day, zone);
  const end = startOf(day + 1, zone);
  const bounds: number[] = [];
  const hours: number[] = [];
  for (let time = start; time < end; ) {
    const { offset, end: periodEnd } = offsetPeriodAt(time, zone);
    const local = time + offset;
    bounds.push(time);
    hours.push(Math.floor((local - Math.floor(local / dayMs) * dayMs) / hourMs));
    time = Math.min((Math.floor(local / hourMs) + 1) * hourMs - offset, periodEnd, end);
  }
  const date = new Date(day * dayMs).toISOString().slice(0, 10);
  return { date, bounds: [...bounds, end], hours, change: changeOn(new Date((start + end) / 2), zone) };
}

/** Returns the first instant of a zone's day. */
function startOf(day: number, zone: string): number {
  const guess = day * dayMs - offsetPeriodAt(day * dayMs, zone).offset;
  const start = day * dayMs - offsetPeriodAt(guess, zone).offset;
  if (localDay(start, zone) === day && localDay(start - 1, zone) < day) return start;
  // The clocks skip midnight, or show it twice: the day begins at the change, or at the first midnight.
  const near = offsetPeriodAt(start - hourMs * 3, zone);
  const first = day * dayMs - near.offset;
  return first < near.end ? first : near.end;
}

/** Returns how many times lie in each of the hours. @param times in ascending order, epoch ms */
export function countInHours(times: readonly number[], { bounds }: Pick<LoadDay, 'bounds'>): number[] {
  const before = bounds.map((bound) => countBefore(times, bound));
  return before.slice(1).map((count, index) => count - (before[index] ?? count));
}

/** Finds by halving how many times are before a bound. */
function countBefore(times: readonly number[], bound: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? bound) < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}
