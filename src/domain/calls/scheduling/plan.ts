import { asIfUtc, instantsOf, neighboursOfGap, type WallTime, wallTimeAt } from '../../time/local-time.ts';

/** When a series of calls goes out. */
export interface Pace {
  first: Date;
  /** The time between two calls, ms. */
  every: number;
  /** IANA name of the operator's zone: a day is a day of its calendar. */
  zone: string;
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
  const [instant = neighboursOfGap(wall, zone).after] = instantsOf(wall, zone);
  return new Date(instant.getTime() + first.getUTCMilliseconds());
}

/**
 * Plans calls to these contacts in this order.
 *
 * @throws RangeError if there are no contacts
 */
export function planCalls<T>(contacts: readonly T[], pace: Pace): CallPlan<T> {
  if (contacts.length === 0) throw new RangeError('a plan needs a contact to call');
  return {
    calls: contacts.map((contact, index) => ({ contact, at: timeOfCall(index, pace) })),
    first: pace.first,
    last: timeOfCall(contacts.length - 1, pace),
  };
}

function daysAfter(wall: WallTime, days: number): WallTime {
  const date = new Date(asIfUtc(wall) + days * dayMs);
  return { ...wall, year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}
