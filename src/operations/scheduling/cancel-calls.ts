import { whyNotCancellable } from '../../domain/calls/scheduled-call.ts';
import { Problem } from '../../domain/problem.ts';
import type { Clock } from '../../domain/time/clock.ts';
import type { CancelResult, ScheduledCallStore } from '../ports/scheduled-call-store.ts';
import { noSuchScheduledCall } from './call-problems.ts';
import type { SkippedCall } from './retry-calls.ts';

/** How many calls to cancel in one transaction: few enough that claims never wait long for the lock. */
const batchSize = 2000;

/** The pause between two transactions, ms, so that a process that is waiting for the lock gets it. */
const pause = 5;

/**
 * Cancels these scheduled calls, or all that are `PENDING`, soonest first. It does so in several transactions: a call that falls due
 * before its turn may be placed.
 *
 * @param onProgress receives how many calls have been cancelled or skipped so far
 * @returns the ids of the cancelled calls, and why the others were skipped
 * @throws Problem `not_pending` or `scheduled_call_not_found` if none of `which` was cancelled
 */
export async function cancelCalls(
  store: Pick<ScheduledCallStore, 'cancelScheduledCalls'>,
  which: readonly number[] | 'all',
  { clock, onProgress }: { clock: Clock; onProgress: (calls: number) => void },
): Promise<{ cancelled: number[]; notCancelled: SkippedCall[] }> {
  const cancelled: number[] = [];
  const notPending: CancelResult['notPending'] = [];
  const missing: number[] = [];
  for (let done = 0; ; ) {
    const batch = which === 'all' ? { next: batchSize } : which.slice(done, done + batchSize);
    const step = await store.cancelScheduledCalls(batch, clock.now());
    cancelled.push(...step.cancelled);
    notPending.push(...step.notPending);
    missing.push(...step.missing);
    done += which === 'all' ? step.cancelled.length : batchSize;
    if (which === 'all' ? step.cancelled.length < batchSize : done >= which.length) break;
    onProgress(done);
    await clock.sleep(pause);
  }
  if (cancelled.length === 0 && notPending.length > 0) throw notPendingProblem(notPending);
  if (cancelled.length === 0 && missing.length > 0) throw noSuchScheduledCall(missing);
  const notCancelled = [
    ...notPending.map(({ id, status }) => ({ id, status, reason: `it ${whyNotCancellable(status)}` })),
    ...missing.map((id) => ({ id, status: null, reason: 'there is no such scheduled call' })),
  ];
  return { cancelled, notCancelled };
}

function notPendingProblem(notPending: CancelResult['notPending']): Problem {
  const reasons = notPending.slice(0, 5).map(({ id, status }) => `call ${id} ${whyNotCancellable(status)}`);
  const more = notPending.length > 5 ? `; and ${notPending.length - 5} more` : '';
  const message = `${reasons.join('; ')}${more}.`;
  return new Problem('refused', {
    code: 'not_pending',
    message: message.charAt(0).toUpperCase() + message.slice(1),
    hint: 'Only a call that is PENDING can be cancelled.',
  });
}
