import { Problem } from '../../domain/problem.ts';
import type { Calling } from './calling.ts';
import { processDue, type RunOptions } from './process-due.ts';

export interface WatchOptions extends Omit<RunOptions, 'limit'> {
  /** Between the end of one run and the beginning of the next, ms. */
  every: number;
  /** A run that could not be made, for a reason that may pass. */
  onTrouble: (problem: Problem) => void;
}

/**
 * Runs `process-due` again and again until told to stop; what is being placed then is finished first.
 * @throws Problem what will not pass by itself: a wrong key, a database that cannot be read
 */
export async function watch(calling: Calling, options: WatchOptions): Promise<void> {
  while (!options.signal.aborted) {
    try {
      const result = await processDue(calling, options);
      if (result.stopped) pass(result.stopped, options);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      pass(error, options);
    }
    await calling.clock.sleep(options.every, options.signal);
  }
}

function pass(problem: Problem, options: WatchOptions): void {
  if (problem.kind !== 'try_again') throw problem;
  options.onTrouble(problem);
}
