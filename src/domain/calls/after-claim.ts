import type { Suppression } from '../contacts/suppression/suppression.ts';
import type { NotNow } from './gates/gate.ts';
import type { ScheduledCall, ScheduledCallChange } from './scheduled-call.ts';

/** Returns the changes to a scheduled call whose attempt is in the ledger and about to be made. */
export function afterClaim(callId: number): ScheduledCallChange {
  return {
    status: 'IN_PROGRESS',
    callId,
    nextAttemptAt: null,
    errorMessage: null,
    waitsFor: null,
    opening: null,
  };
}

/** How long a postponed call waits at least, ms. If it were due again at once, it would block the calls behind it. */
const minWait = 60_000;

/** The last of the calls that already wait for an opening. */
export type LastOfOpening = Pick<ScheduledCall, 'nextAttemptAt' | 'spacing'>;

/**
 * Returns the changes to a scheduled call that has to wait: it stays `PENDING`, loses no attempt, and is due again when the
 * decision says, but not for at least a minute. Calls that wait for the same opening follow each other at their planned spacing.
 *
 * @param last the last call that waits for the same opening; undefined if none does, or if it waits for something else
 * @param spacing of calls whose own is not known, ms
 */
export function afterPostponed(
  decision: Exclude<NotNow, { kind: 'refuse' }>,
  now: Date,
  last?: LastOfOpening,
  spacing = 0,
): ScheduledCallChange {
  const { until, waitsFor, reason } = decision;
  const behind = (last?.nextAttemptAt?.getTime() ?? 0) + (last?.spacing ?? spacing);
  const nextAttemptAt = new Date(Math.max(until.getTime(), now.getTime() + minWait, behind));
  const opening = waitsFor === 'call_times' ? until : null;
  const wait = { nextAttemptAt, waitsFor, opening, errorMessage: reason };
  return decision.kind === 'wait' && decision.notAfter ? { ...wait, notAfter: decision.notAfter } : wait;
}

/** Returns the changes to a scheduled call that must not be placed. */
export function afterForbidden({ code, reason }: Extract<NotNow, { kind: 'refuse' }>): ScheduledCallChange {
  const errorMessage = code === 'missed' ? reason : `not tried: ${reason}`;
  return { status: 'FAILED', nextAttemptAt: null, waitsFor: null, opening: null, errorMessage };
}

/** Returns the changes to a `PENDING` call whose number is put on the do-not-call list. */
export function afterSuppressed({ phoneNumber, reason }: Pick<Suppression, 'phoneNumber' | 'reason'>): {
  status: 'CANCELLED';
  nextAttemptAt: null;
  waitsFor: null;
  errorMessage: string;
} {
  const errorMessage = `do-not-call: ${phoneNumber}${reason ? `, ${reason}` : ''}`;
  return { status: 'CANCELLED', nextAttemptAt: null, waitsFor: null, errorMessage };
}

/** Returns the changes to a `PENDING` call whose number now belongs to someone else. @param owner the name of the new owner */
export function afterNewOwner(owner: string): ReturnType<typeof afterSuppressed> & { opening: null } {
  const errorMessage = `the number now belongs to ${owner}`;
  return { status: 'CANCELLED', nextAttemptAt: null, waitsFor: null, opening: null, errorMessage };
}
