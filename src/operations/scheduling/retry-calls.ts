import type { ScheduledCallStatus } from '../../domain/calls/scheduled-call.ts';
import { Problem } from '../../domain/problem.ts';
import type { Clock } from '../../domain/time/clock.ts';
import type { ScheduledCallStore } from '../ports/scheduled-call-store.ts';
import { noSuchScheduledCall } from './call-problems.ts';

/** A call that was left unchanged, and why. */
export interface SkippedCall {
  id: number;
  /** Null if there is no such call. */
  status: ScheduledCallStatus | null;
  reason: string;
}

/**
 * Gives calls that have `FAILED` new attempts.
 *
 * @param at when to make the first of them; as soon as possible if absent
 * @returns the ids of the calls that will be tried again, and why the others will not
 * @throws Problem `not_failed` or `scheduled_call_not_found` if none will
 */
export async function retryCalls(
  store: Pick<ScheduledCallStore, 'retryScheduledCalls'>,
  ids: readonly number[],
  { at, newAttempts }: { at: Date | undefined; newAttempts: number },
  clock: Pick<Clock, 'now'>,
): Promise<{ retried: number[]; notRetried: SkippedCall[] }> {
  const now = clock.now();
  const result = await store.retryScheduledCalls(ids, { at: at ?? now, newAttempts, now });
  const { retried, notFailed, missing } = result;
  if (retried.length === 0 && notFailed.length > 0) throw notFailedProblem(notFailed);
  if (retried.length === 0 && missing.length > 0) throw noSuchScheduledCall(missing);
  const notRetried = [
    ...notFailed.map(({ id, status }) => ({ id, status, reason: `it is ${status}, not FAILED` })),
    ...missing.map((id) => ({ id, status: null, reason: 'there is no such scheduled call' })),
  ];
  return { retried, notRetried };
}

function notFailedProblem(notFailed: readonly { id: number; status: ScheduledCallStatus }[]): Problem {
  const reasons = notFailed.slice(0, 5).map(({ id, status }) => `call ${id} is ${status}`);
  const more = notFailed.length > 5 ? ` and ${notFailed.length - 5} more are not FAILED` : '';
  return new Problem('refused', {
    code: 'not_failed',
    message: `Only a call that has FAILED can be tried again: ${reasons.join(', ')}${more}.`,
  });
}
