import type { NotNow } from './gates/gate.ts';
import type { ScheduledCallChange } from './scheduled-call.ts';

/** Returns what becomes of a scheduled call whose attempt has been written and is about to be made. */
export function afterClaim(callId: number): ScheduledCallChange {
  return { status: 'IN_PROGRESS', callId, nextAttemptAt: null, errorMessage: null, waitsFor: null };
}

/** A postponed call that would be due again at once would stand in the way of all others, ms. */
const minWait = 60_000;

/**
 * Returns what becomes of a scheduled call that has to wait: it stays `PENDING`, is charged nothing, and is due again when the
 * decision says, a minute later at the earliest.
 */
export function afterPostponed(
  { until, waitsFor, reason }: Exclude<NotNow, { kind: 'refuse' }>,
  now: Date,
): ScheduledCallChange {
  const nextAttemptAt = new Date(Math.max(until.getTime(), now.getTime() + minWait));
  return { nextAttemptAt, waitsFor, errorMessage: reason };
}

/** Returns what becomes of a scheduled call that must not be placed. */
export function afterForbidden(reason: string): ScheduledCallChange {
  return { status: 'FAILED', nextAttemptAt: null, waitsFor: null, errorMessage: `not tried: ${reason}` };
}
