import { TelephonyProblem } from '../ports/telephony-trouble.ts';
import type { Calling } from './calling.ts';
import { placeDueCalls } from './place-due-calls.ts';
import { reconcileCalls } from './reconcile-calls.ts';
import { refreshCalls } from './refresh-calls.ts';
import { type RunEvent, type RunResult, tally } from './run-events.ts';

export interface RunOptions {
  concurrency: number;
  /** Attempts made at most; no bound if absent. */
  limit?: number;
  /** Takes nothing new once it aborts. */
  signal: AbortSignal;
  onEvent: (event: RunEvent) => void;
}

/**
 * One run: places what is due, finds out what became of calls of unknown fate, and asks how open calls stand.
 * Trouble with Retell ends it early and is returned, not thrown, so that what was done is still told.
 * @throws Problem for trouble with the database
 */
export async function processDue(calling: Calling, options: RunOptions): Promise<RunResult> {
  const { result, record } = tally(options.onEvent);
  const { signal, concurrency, limit = Number.POSITIVE_INFINITY } = options;
  try {
    await placeDueCalls(calling, { concurrency, limit, signal, record, result });
    // Where only new calls have to wait, for a free line say, the others can be asked about all the same.
    const mayAsk = () => !signal.aborted && (result.stopped?.concernsNewCallsOnly ?? true);
    if (mayAsk()) await reconcileCalls(calling, { signal, record, result });
    if (mayAsk()) await refreshCalls(calling, record);
  } catch (error) {
    if (!(error instanceof TelephonyProblem)) throw error;
    result.stopped ??= error;
  }
  return result;
}
