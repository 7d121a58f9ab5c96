/** The limits of an account. */
export interface Limits {
  /** Lines in total. */
  concurrency: number;
  /** Lines reserved for incoming calls. */
  reservedInbound: number;
  createsPer10s: number;
  /** For all `list-*` paths together. */
  listsPer10s: number;
  othersPer10s: number;
  /** 4xx responses to create-phone-call, except 429, before further requests are refused. */
  clientErrorsPerMinute: number;
}

/** Retell's limits for a new account (Retell's documentation, "Concurrency & limits"). */
export const defaultLimits: Limits = {
  concurrency: 20,
  reservedInbound: 0,
  createsPer10s: 1000,
  listsPer10s: 15,
  othersPer10s: 100,
  clientErrorsPerMinute: 60,
};

/** Requests counted together. */
export type Bucket = 'creates' | 'lists' | 'others';

/** Enforces the rate limits, each with a sliding window. Instants are ms since 1970. */
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

  /** Counts a request and returns 0, or returns the ms to wait, without counting it, if it is one too many. */
  take(bucket: Bucket, now: number): number {
    const errorsWait = bucket === 'creates' ? this.#clientErrors.waitMs(now) : 0;
    const wait = Math.max(errorsWait, this.#windows[bucket].waitMs(now));
    if (wait === 0) this.#windows[bucket].add(now);
    return wait;
  }

  /** Counts a response towards the limit on client errors, if it is one. */
  recordStatus(bucket: Bucket, status: number, now: number): void {
    const isClientError = status >= 400 && status < 500 && status !== 429;
    if (bucket === 'creates' && isClientError) this.#clientErrors.add(now);
  }
}

/** Counts events within the last `lengthMs`. */
class SlidingWindow {
  readonly #limit: number;
  readonly #lengthMs: number;
  #instants: number[] = [];

  constructor(limit: number, lengthMs: number) {
    this.#limit = limit;
    this.#lengthMs = lengthMs;
  }

  /** Returns the ms until one more event is allowed; 0 if it is allowed now. */
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
