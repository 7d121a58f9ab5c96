import type { ScheduledCall, ScheduledCallDraft } from '../scheduled-call.ts';

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
  planned: Iterable<Pick<ScheduledCallDraft, 'contactId' | 'scheduledTime'>>,
  awaited: readonly AwaitedCall[],
  now: Date,
): AwaitedCall[] {
  if (awaited.length === 0) return [];
  const byContact = new Map<number | null, AwaitedCall[]>();
  for (const call of awaited) byContact.set(call.contactId, [...(byContact.get(call.contactId) ?? []), call]);
  return [...planned].flatMap(({ contactId, scheduledTime }) => {
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
