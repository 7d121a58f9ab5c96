import type { NotNow } from './gates/gate.ts';
import type { ScheduledCallChange } from './scheduled-call.ts';

/** Returns the changes to a scheduled call whose attempt is in the ledger and about to be made. */
export function afterClaim(callId: number): ScheduledCallChange {
  return { status: 'IN_PROGRESS', callId, nextAttemptAt: null, errorMessage: null, waitsFor: null };
}

/** How long a postponed call waits at least, ms. If it were due again at once, it would block the calls behind it. */
const minWait = 60_000;

/**
 * Returns the changes to a scheduled call that has to wait: it stays `PENDING`, loses no attempt, and is due again when the
 * decision says, but not for at least a minute.
 */
export function afterPostponed(
  { until, waitsFor, reason }: Exclude<NotNow, { kind: 'refuse' }>,
  now: Date,
): ScheduledCallChange {
  const nextAttemptAt = new Date(Math.max(until.getTime(), now.getTime() + minWait));
  return { nextAttemptAt, waitsFor, errorMessage: reason };
}

/** Returns the changes to a scheduled call that must not be placed. */
export function afterForbidden(reason: string): ScheduledCallChange {
  return { status: 'FAILED', nextAttemptAt: null, waitsFor: null, errorMessage: `not tried: ${reason}` };
}
