/** How long calls lasted, ms; nulls if there were none. */
export interface Durations {
  calls: number;
  totalMs: number;
  meanMs: number | null;
  /** To the second. */
  medianMs: number | null;
  longestMs: number | null;
}

/** The longest that is told apart, seconds: a day. */
const longest = 86_400;

/** Adds up how long calls lasted. It keeps a count for each second, not each call. */
export class DurationTally {
  readonly #bySecond: number[] = [];
  #calls = 0;
  #totalMs = 0;
  #longestMs = 0;

  add(durationMs: number): void {
    const second = Math.min(longest, Math.round(durationMs / 1000));
    this.#bySecond[second] = (this.#bySecond[second] ?? 0) + 1;
    this.#calls++;
    this.#totalMs += durationMs;
    this.#longestMs = Math.max(this.#longestMs, durationMs);
  }

  result(): Durations {
    const [calls, totalMs] = [this.#calls, this.#totalMs];
    if (calls === 0) return { calls, totalMs, meanMs: null, medianMs: null, longestMs: null };
    return { calls, totalMs, meanMs: totalMs / calls, medianMs: this.#median(), longestMs: this.#longestMs };
  }

  /** Returns the length that half of the calls did not exceed. */
  #median(): number {
    let left = this.#calls / 2;
    const second = this.#bySecond.findIndex((count) => {
      left -= count ?? 0;
      return left <= 0;
    });
    return second * 1000;
  }
}
