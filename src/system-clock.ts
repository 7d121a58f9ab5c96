import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from './domain/time/clock.ts';

export interface ClockOptions {
  /** The instant that it is to be when the clock is made; the machine's own if absent. */
  startsAt?: Date | undefined;
  /** How many times faster than life it goes. */
  speed?: number;
}

/** The machine's clock, or one that begins at another instant or goes faster, for rehearsals and the demo. */
export function systemClock({ startsAt, speed = 1 }: ClockOptions = {}): Clock {
  const began = Date.now();
  const origin = startsAt?.getTime() ?? began;
  return {
    now: () => new Date(origin + (Date.now() - began) * speed),
    sleep: async (ms, signal) => {
      try {
        await wait(ms / speed, undefined, signal ? { signal } : {});
      } catch (error) {
        if (!signal?.aborted) throw error;
      }
    },
  };
}
