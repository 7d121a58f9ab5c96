import { asIfUtc, instantsOf, neighboursOfGap, type WallTime, wallTimeAt } from '../../time/local-time.ts';
import type { PlannedCall } from './into-hours.ts';

/** When a series of calls goes out. */
export interface Pace {
  first: Date;
  /** The time between two calls, ms. */
  every: number;
  /** IANA name of the operator's zone: a day is a day of its calendar. */
  zone: string;
  /** What each callee's own clock shows at the first call, if that is how they are planned. */
  local?: WallTime | undefined;
}

/** When to place each of a series of calls. */
export interface CallPlan<T> {
  calls: { contact: T; at: Date }[];
  first: Date;
  last: Date;
}

const dayMs = 86_400_000;

/**
 * Returns when the call with this index in a plan is placed. Whole days keep the time on the wall when the clocks change; a time that
 * they skip becomes the moment of the change, and of one that they show twice it is the first.
 */
export function timeOfCall(index: number, { first, every, zone }: Pace): Date {
  if (every === 0 || every % dayMs !== 0) return new Date(first.getTime() + index * every);
  // The first call may be at the second of two times that look the same.
  if (index === 0) return first;
  const wall = daysAfter(wallTimeAt(first, zone), (index * every) / dayMs);
  const instant = firstInstantOf(wall, zone);
  return new Date(instant.getTime() + first.getUTCMilliseconds());
}

/**
 * Returns when each of these contacts is called, in order of time. On the callees' clocks, those with the same clock follow each
 * other at the spacing; with several clocks, the first call is when the last of them shows the time.
 *
 * @param zonesOf IANA names of the zones that a contact may be in
 */
export function timesOfPlan<T>(
  contacts: readonly T[],
  { local, ...pace }: Pace,
  zonesOf: (contact: T) => readonly string[],
): PlannedCall<T>[] {
  if (!local) return contacts.map((contact, index) => ({ contact, at: timeOfCall(index, pace) }));
  const before = new Map<number, number>();
  const calls = contacts.map((contact) => {
    const { first, zone } = lastToShow(local, zonesOf(contact), pace);
    const index = before.get(first.getTime()) ?? 0;
    before.set(first.getTime(), index + 1);
    return { contact, at: timeOfCall(index, { first, zone, every: pace.every }) };
  });
  return calls.sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** Returns the zone whose clocks are the last to show a wall time, and when. */
function lastToShow(
  wall: WallTime,
  zones: readonly string[],
  operator: { first: Date; zone: string },
): { first: Date; zone: string } {
  const shown = zones.map((zone) => ({ zone, first: firstInstantOf(wall, zone) }));
  return shown.reduce((last, one) => (one.first > last.first ? one : last), shown[0] ?? operator);
}

function firstInstantOf(wall: WallTime, zone: string): Date {
  const [instant = neighboursOfGap(wall, zone).after] = instantsOf(wall, zone);
  return instant;
}

function daysAfter(wall: WallTime, days: number): WallTime {
  const date = new Date(asIfUtc(wall) + days * dayMs);
  return { ...wall, year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
