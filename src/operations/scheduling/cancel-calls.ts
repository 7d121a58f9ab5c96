import { setTimeout as sleep } from 'node:timers/promises';
import type { CancelResult, ScheduledCallStore } from '../ports/scheduled-call-store.ts';

/** Calls that are cancelled in one transaction: few enough that a claim never waits long for the lock. */
const batchSize = 2000;

/** Between two of them, so that whoever waits for the lock has it next, ms. */
const pause = 5;

/**
 * Cancels these scheduled calls, or all that are `PENDING`, the next first. It is done some at a time, and whatever falls due
 * meanwhile and is not yet cancelled is placed.
 *
 * @param onProgress told how many were cancelled or could not be
 */
export async function cancelCalls(
  store: ScheduledCallStore,
  which: readonly number[] | 'all',
  { now, onProgress }: { now: () => Date; onProgress: (calls: number) => void },
): Promise<CancelResult> {
  const result: CancelResult = { cancelled: [], notPending: [], missing: [] };
  for (let done = 0; ; ) {
    const batch = which === 'all' ? { next: batchSize } : which.slice(done, done + batchSize);
    const { cancelled, notPending, missing } = await store.cancelScheduledCalls(batch, now());
    result.cancelled.push(...cancelled);
    result.notPending.push(...notPending);
    result.missing.push(...missing);
    done += which === 'all' ? cancelled.length : batchSize;
    if (which === 'all' ? cancelled.length < batchSize : done >= which.length) return result;
    onProgress(done);
    await sleep(pause);
  }
}
