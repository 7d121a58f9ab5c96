import { Problem } from '../../domain/problem.ts';
import type { Calling } from './calling.ts';
import { processDue, type RunOptions } from './process-due.ts';

export interface WatchOptions extends Omit<RunOptions, 'limit'> {
  /** The time between the end of a run and the start of the next, ms. */
  every: number;
  /** Receives the problem of a run, if it may pass by itself. */
  onTrouble: (problem: Problem) => void;
}

/**
 * Repeats `process-due` until the signal aborts; calls that are being placed then are finished first.
 *
 * @throws Problem for trouble that will not pass by itself: a wrong key, an unreadable database
 */
export async function watch(calling: Calling, options: WatchOptions): Promise<void> {
  while (!options.signal.aborted) {
    try {
      const result = await processDue(calling, options);
      if (result.stopped && !result.isKnown) reportOrThrow(result.stopped, options);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      reportOrThrow(error, options);
    }
    await calling.clock.sleep(options.every, options.signal);
  }
}

function reportOrThrow(problem: Problem, options: WatchOptions): void {
  if (problem.kind !== 'try_again') throw problem;
  options.onTrouble(problem);
}
