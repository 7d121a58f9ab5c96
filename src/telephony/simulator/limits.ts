/** How much Retell lets an account do. */
export interface Limits {
  /** Lines in all. */
  concurrency: number;
  /** Lines kept for incoming calls. */
  reservedInbound: number;
  createsPer10s: number;
  /** All `list-*` paths together. */
  listsPer10s: number;
  othersPer10s: number;
  /** 4xx answers to create-phone-call, 429 aside, before creation is refused. */
  clientErrorsPerMinute: number;
}

/** Retell's limits for a new account (its documentation, "Concurrency & limits"). */
export const defaultLimits: Limits = {
  concurrency: 20,
  reservedInbound: 0,
  createsPer10s: 1000,
  listsPer10s: 15,
  othersPer10s: 100,
  clientErrorsPerMinute: 60,
};

/** Which requests are counted together. */
export type Bucket = 'creates' | 'lists' | 'others';

/** The rate limits, each a sliding window over the simulator's clock. */
export class RateLimits {
  readonly #windows: Readonly<Record<Bucket, SlidingWindow>>;
  readonly #clientErrors: SlidingWindow;

  constructor(limits: Limits) {
    this.#windows = {
      creates: new SlidingWindow(limits.createsPer10s, 10_000),
      lists: new SlidingWindow(limits.listsPer10s, 10_000),
      others: new SlidingWindow(limits.othersPer10s, 10_000),
    };
    this.#clientErrors = new SlidingWindow(limits.clientErrorsPerMinute, 60_000);
  }

  /** Counts a request; the milliseconds to wait if it is one too many, in which case it is not counted, else 0. */
  take(bucket: Bucket, now: number): number {
    const errorsWait = bucket === 'creates' ? this.#clientErrors.waitMs(now) : 0;
    const wait = Math.max(errorsWait, this.#windows[bucket].waitMs(now));
    if (wait === 0) this.#windows[bucket].add(now);
    return wait;
  }

  /** Takes note of how a request in this bucket was answered. */
  recordStatus(bucket: Bucket, status: number, now: number): void {
    const isClientError = status >= 400 && status < 500 && status !== 429;
    if (bucket === 'creates' && isClientError) this.#clientErrors.add(now);
  }
}

/** Counts what happened within a window that slides along with the clock. */
class SlidingWindow {
  readonly #limit: number;
  readonly #lengthMs: number;
  #instants: number[] = [];

  constructor(limit: number, lengthMs: number) {
    this.#limit = limit;
    this.#lengthMs = lengthMs;
  }

  /** Milliseconds until there is room for one more; 0 if there is now. */
  waitMs(now: number): number {
    this.#instants = this.#instants.filter((instant) => now - instant < this.#lengthMs);
    const blocking = this.#instants.at(-this.#limit);
    if (this.#limit <= 0) return this.#lengthMs;
    return blocking === undefined || this.#instants.length < this.#limit
      ? 0
      : blocking + this.#lengthMs - now;
  }

  add(now: number): void {
    this.#instants.push(now);
  }
}
