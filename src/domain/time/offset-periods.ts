import { offsetAt } from './local-time.ts';

/** A time during which a zone's offset from UTC stays the same. */
export interface OffsetPeriod {
  /** Epoch ms. */
  start: number;
  /** Epoch ms, not included. Another period begins there, perhaps with the same offset. */
  end: number;
  /** How far the zone is ahead of UTC, ms. */
  offset: number;
}

const minuteMs = 60_000;
const dayMs = 86_400_000;

/** How many days are looked at together. Few enough to cost a short run little, enough for a plan to need a few. */
const spanDays = 64;
const spanMs = spanDays * dayMs;

const periodsByZone = new Map<string, Map<number, readonly OffsetPeriod[]>>();

/**
 * Returns the period that an instant belongs to. Remembers what it finds out about a zone, so that the next question costs
 * nearly nothing.
 *
 * @param time epoch ms
 * @throws RangeError for an unknown zone, or if `time` is not a number
 */
export function offsetPeriodAt(time: number, zone: string): OffsetPeriod {
  for (const period of periodsIn(Math.floor(time / spanMs), zone)) if (time < period.end) return period;
  throw new RangeError(`Not an instant: ${time}`);
}

function periodsIn(span: number, zone: string): readonly OffsetPeriod[] {
  let spans = periodsByZone.get(zone);
  const found = spans?.get(span);
  if (found) return found;
  const periods = findPeriods(span * spanMs, zone);
  spans ??= new Map();
  spans.set(span, periods);
  periodsByZone.set(zone, spans);
  return periods;
}

/** How far apart offsets are compared, ms. Since 2000 no zone has changed its clocks twice in less than a week. */
const stepMs = 4 * dayMs;

/** Finds the changes in a span: where the offset differs from one step to the next, there is one between them. */
function findPeriods(spanStart: number, zone: string): OffsetPeriod[] {
  const periods: OffsetPeriod[] = [];
  let start = spanStart;
  let offset = offsetMs(spanStart, zone);
  for (let time = spanStart + stepMs; time <= spanStart + spanMs; time += stepMs) {
    const next = offsetMs(time, zone);
    if (next === offset) continue;
    const change = firstWith(next, time - stepMs, time, zone);
    if (change === spanStart + spanMs) break;
    periods.push({ start, end: change, offset });
    start = change;
    offset = next;
  }
  periods.push({ start, end: spanStart + spanMs, offset });
  return periods;
}

/** Finds the first whole minute with an offset by halving. @param before an instant with another one @param after one with it */
function firstWith(offset: number, before: number, after: number, zone: string): number {
  let [low, high] = [before / minuteMs, after / minuteMs];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetMs(middle * minuteMs, zone) === offset) high = middle;
    else low = middle;
  }
  return high * minuteMs;
}

function offsetMs(time: number, zone: string): number {
  return offsetAt(new Date(time), zone) * minuteMs;
}
