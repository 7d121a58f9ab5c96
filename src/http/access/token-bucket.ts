/** How often something may happen. */
export interface Pace {
  /** On average, a second; above 0. */
  perSecond: number;
  /** At once, after a pause. */
  burst: number;
}

/** What is left of a pace at some instant. */
interface Bucket {
  left: number;
  /** ms, of a clock that only goes forward. */
  at: number;
}

/** The most keys that are kept. Beyond them, those that were used longest ago start afresh. */
const mostKeys = 10_000;

/** Counts how often something happens for each key, in memory, by token buckets. */
export class TokenBuckets {
  readonly #pace: Pace;
  readonly #now: () => number;
  readonly #buckets = new Map<string, Bucket>();

  /** @param now returns ms, of a clock that only goes forward */
  constructor(pace: Pace, now: () => number = () => performance.now()) {
    this.#pace = pace;
    this.#now = now;
  }

  /** Counts one more. @returns 0 if it may happen; otherwise after how many seconds it may, and nothing is counted */
  take(key: string): number {
    const wait = this.wait(key);
    if (wait > 0) return wait;
    const bucket = this.#bucket(key);
    this.#buckets.delete(key);
    this.#buckets.set(key, { ...bucket, left: bucket.left - 1 });
    const [oldest] = this.#buckets.size > mostKeys ? this.#buckets.keys() : [];
    if (oldest !== undefined) this.#buckets.delete(oldest);
    return 0;
  }

  /** Returns after how many whole seconds one more may happen; 0 for at once. Counts nothing. */
  wait(key: string): number {
    const { left } = this.#bucket(key);
    return left >= 1 ? 0 : Math.ceil((1 - left) / this.#pace.perSecond);
  }

  #bucket(key: string): Bucket {
    const { perSecond, burst } = this.#pace;
    const at = this.#now();
    const before = this.#buckets.get(key);
    const left = before ? Math.min(burst, before.left + ((at - before.at) / 1000) * perSecond) : burst;
    return { left, at };
  }
}
