import { asIfUtc, instantsOf, neighboursOfGap, type WallTime, wallTimeAt } from '../time/local-time.ts';
import type { ScheduledCall, ScheduledCallDraft } from './scheduled-call.ts';

/** When a series of calls goes out. */
export interface Pace {
  first: Date;
  /** The time between two calls, ms. */
  every: number;
  /** IANA name of the zone of whoever plans: a day is a day of its calendar. */
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

/**
 * What to do with contacts who already wait for a call within a day: schedule nobody · call them again · skip them, and schedule the
 * others.
 */
export const ifScheduledChoices = ['error', 'again', 'skip'] as const;

export type IfScheduled = (typeof ifScheduledChoices)[number];

/** A call that a contact may be waiting for. */
export type AwaitedCall = Pick<
  ScheduledCall,
  'id' | 'contactId' | 'status' | 'scheduledTime' | 'nextAttemptAt' | 'waitsFor'
>;

/** A day, which has 23 hours when the clocks go forward, in ms: calls on two days at the same time of day are meant. */
const aDay = 23 * 60 * 60 * 1000;

/**
 * Returns the calls that contacts of a plan already wait for, within a day of the planned one: the first of each contact, in the order
 * of the plan. A call that is overdue, or being placed, counts as of now; one that waits for the operator does not count.
 *
 * @param awaited the calls to these contacts that are not over, in order of time
 */
export function alreadyAwaited(
  planned: readonly Pick<ScheduledCallDraft, 'contactId' | 'scheduledTime'>[],
  awaited: readonly AwaitedCall[],
  now: Date,
): AwaitedCall[] {
  const byContact = new Map<number | null, AwaitedCall[]>();
  for (const call of awaited) byContact.set(call.contactId, [...(byContact.get(call.contactId) ?? []), call]);
  return planned.flatMap(({ contactId, scheduledTime }) => {
    const isClose = (call: AwaitedCall) =>
      Math.abs(timeOfAwaited(call, now) - scheduledTime.getTime()) < aDay;
    return byContact.get(contactId)?.find((call) => isAwaited(call) && isClose(call)) ?? [];
  });
}

function isAwaited({ status, waitsFor }: AwaitedCall): boolean {
  return status === 'PENDING' || (status === 'IN_PROGRESS' && waitsFor !== 'operator');
}

function timeOfAwaited({ nextAttemptAt }: AwaitedCall, now: Date): number {
  return Math.max(nextAttemptAt?.getTime() ?? 0, now.getTime());
}
