/** A source of time, so that tests, the demo and rehearsals can supply their own. */
export interface Clock {
  /** Whether it shows this machine's own time; false in a demo or a rehearsal. */
  readonly isReal: boolean;
  /** Returns the current instant. */
  now(): Date;
  /** Resolves after `ms` milliseconds of this clock, or at once when `signal` aborts; never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
