import { Problem } from '../../../domain/problem.ts';
import { TelephonyProblem } from '../../ports/telephony-trouble.ts';
import type { NextResult } from './place-next.ts';

/** A run stops after this many calls in a row with the same failure: the rest would fail in the same way. */
export const maxInARow = 10;

/** Returns the problem of a run that lost the responses to this many calls in a row. */
export function noResponses(count: number): TelephonyProblem {
  return new TelephonyProblem(
    'failing',
    `Retell did not respond to ${count} calls in a row, so no more are placed`,
  );
}

/**
 * Detects trouble that no single call has caused: an outage that loses every response, an error that leaves every call undecided.
 * Refusals are counted in the database, over all runs.
 */
export class Streaks {
  #last: NextResult['kind'] | undefined;
  #length = 0;

  /** Returns why no more calls should be placed after this result; undefined if they may be. */
  after({ kind, reason, cause }: NextResult): Problem | undefined {
    this.#length = kind === this.#last ? this.#length + 1 : 1;
    this.#last = kind;
    if (this.#length < maxInARow) return undefined;
    switch (kind) {
      case 'unknown':
        return noResponses(this.#length);
      case 'undecided':
        return new Problem(
          'failed',
          {
            code: 'calls_undecided',
            message: `${this.#length} calls in a row could not be decided, so no more are tried: ${reason}`,
            hint: 'They stay scheduled and lose no attempt; each is checked again within an hour.',
          },
          { cause },
        );
      default:
        return undefined;
    }
  }
}
