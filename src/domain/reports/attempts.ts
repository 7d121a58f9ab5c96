import { countingOf } from './outcome.ts';
import type { ReportedCall } from './reported-call.ts';

/** How many people were reached with a number of calls, and how many were not reached after that many. */
export interface AttemptsRow {
  /** Calls that Retell dialled to a person, until one was answered. */
  attempts: number;
  reached: number;
  notReached: number;
}

/** Counts how many calls it took to reach each person. Calls must come person by person, in order of time. */
export class AttemptsTally {
  readonly #reached: number[] = [];
  readonly #notReached: number[] = [];
  #person: ReportedCall['person'] | undefined;
  #attempts = 0;
  #isReached = false;

  add({ person, outcome }: ReportedCall): void {
    if (person !== this.#person) this.#next(person);
    if (this.#isReached || !countingOf[outcome].isDialled) return;
    this.#attempts++;
    this.#isReached = outcome === 'answered';
  }

  /** Returns a row for each number of attempts up to the largest. */
  rows(): AttemptsRow[] {
    this.#next(undefined);
    const length = Math.max(this.#reached.length, this.#notReached.length);
    return Array.from({ length: Math.max(0, length - 1) }, (_, index) => ({
      attempts: index + 1,
      reached: this.#reached[index + 1] ?? 0,
      notReached: this.#notReached[index + 1] ?? 0,
    }));
  }

  #next(person: ReportedCall['person'] | undefined): void {
    if (this.#attempts > 0) {
      const counts = this.#isReached ? this.#reached : this.#notReached;
      counts[this.#attempts] = (counts[this.#attempts] ?? 0) + 1;
    }
    this.#person = person;
    this.#attempts = 0;
    this.#isReached = false;
  }
}

/** Returns how many calls it took to reach people, on average; null if nobody was reached. */
export function meanAttempts(rows: readonly AttemptsRow[]): number | null {
  const reached = rows.reduce((sum, row) => sum + row.reached, 0);
  const attempts = rows.reduce((sum, row) => sum + row.attempts * row.reached, 0);
  return reached === 0 ? null : attempts / reached;
}
