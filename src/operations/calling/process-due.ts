import type { Problem } from '../../domain/problem.ts';
import { TelephonyProblem } from '../ports/telephony-trouble.ts';
import type { Calling } from './calling.ts';
import { placeDueCalls } from './place-due-calls.ts';
import { reconcileCalls } from './reconcile-calls.ts';
import { refreshCalls } from './refresh-calls.ts';
import { noneWaiting, type RunEvent, type RunResult, Tally } from './run-events.ts';

export interface RunOptions {
  concurrency: number;
  /** The maximum number of attempts; unlimited if absent. */
  limit?: number | undefined;
  /** Once it aborts, no more calls are claimed. */
  signal: AbortSignal;
  onEvent: (event: RunEvent) => void;
}

/**
 * Makes one run: places the calls that are due, finds out what happened to unconfirmed ones, and refreshes open ones. Trouble with
 * Retell ends it early and is returned, not thrown, so that the run's results are still reported.
 *
 * @throws Problem for trouble with the database
 */
export async function processDue(calling: Calling, options: RunOptions): Promise<RunResult> {
  const { signal, concurrency, limit = Number.POSITIVE_INFINITY, onEvent } = options;
  const tally = new Tally();
  const record = (event: RunEvent) => {
    tally.add(event);
    onEvent(event);
  };
  await calling.store.requireInPlace();
  let waiting = noneWaiting;
  const steps: (() => Promise<Problem | undefined>)[] = [
    async () => {
      const placing = await placeDueCalls(calling, { concurrency, limit, signal, record });
      waiting = placing.waiting;
      return placing.stopped;
    },
    () => reconcileCalls(calling, { signal, record }),
    () => refreshCalls(calling, record),
  ];
  let stopped: Problem | undefined;
  for (const step of steps) {
    const trouble = await step().catch(troubleOfRetell);
    stopped ??= trouble;
    if (signal.aborted || !(stopped === undefined || concernsNewCallsOnly(stopped))) break;
  }
  return { ...tally.counts(), waiting, stopped };
}

function troubleOfRetell(error: unknown): TelephonyProblem {
  if (error instanceof TelephonyProblem) return error;
  throw error;
}

/** Returns whether only new calls are affected, for example because no line is free: Retell can still be asked about the others. */
function concernsNewCallsOnly(problem: Problem): boolean {
  return problem instanceof TelephonyProblem && problem.concernsNewCallsOnly;
}
