import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from './domain/time/clock.ts';

/** The machine's clock, or one that begins at another instant, for rehearsals. */
export function systemClock({ startsAt }: { startsAt?: Date | undefined } = {}): Clock {
  const began = Date.now();
  const origin = startsAt?.getTime() ?? began;
  return {
    now: () => new Date(origin + Date.now() - began),
    sleep: async (ms, signal) => {
      try {
        await wait(ms, undefined, signal ? { signal } : {});
      } catch (error) {
        if (!signal?.aborted) throw error;
      }
    },
  };
}
