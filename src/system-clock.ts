import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from './domain/time/clock.ts';

/** Returns the machine's clock, or one that starts at another instant, for tests. */
export function systemClock({ startsAt }: { startsAt?: Date | undefined } = {}): Clock {
  const startedAt = Date.now();
  const origin = startsAt?.getTime() ?? startedAt;
  return {
    isReal: startsAt === undefined,
    now: () => new Date(origin + Date.now() - startedAt),
    sleep: async (ms, signal) => {
      try {
        await wait(ms, undefined, signal ? { signal } : {});
      } catch (error) {
        if (!signal?.aborted) throw error;
      }
    },
  };
}
