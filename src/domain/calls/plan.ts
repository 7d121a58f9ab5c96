import type { ScheduledCall, ScheduledCallDraft } from './scheduled-call.ts';

/** When to place each of a series of calls. */
export interface CallPlan<T> {
  calls: { contact: T; at: Date }[];
  first: Date;
  last: Date;
}

/** Returns when the call with this index in a plan is placed. @param every ms between two calls */
export function timeOfCall(index: number, first: Date, every: number): Date {
  return new Date(first.getTime() + index * every);
}

/**
 * Plans calls to these contacts in this order, starting at `first`, `every` ms apart.
 *
 * @throws RangeError if there are no contacts
 */
export function planCalls<T>(contacts: readonly T[], first: Date, every: number): CallPlan<T> {
  if (contacts.length === 0) throw new RangeError('a plan needs a contact to call');
  return {
    calls: contacts.map((contact, index) => ({ contact, at: timeOfCall(index, first, every) })),
    first,
    last: timeOfCall(contacts.length - 1, first, every),
  };
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
