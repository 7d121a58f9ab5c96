import { setTimeout as wait } from 'node:timers/promises';
import type { Clock } from './domain/time/clock.ts';
import { longestTimer } from './domain/time/duration.ts';

/** Returns the machine's clock, or one that starts at another instant, for tests. */
export function systemClock({ startsAt }: { startsAt?: Date | undefined } = {}): Clock {
  const startedAt = Date.now();
  const origin = startsAt?.getTime() ?? startedAt;
  return {
    isReal: startsAt === undefined,
    now: () => new Date(origin + Date.now() - startedAt),
    sleep: async (ms, signal) => {
      try {
        // A timer that waits longer would go off at once.
        for (let left = ms; left > 0 || left === ms; left -= longestTimer) {
          await wait(Math.min(left, longestTimer), undefined, signal ? { signal } : {});
        }
      } catch (error) {
        if (!signal?.aborted) throw error;
      }
    },
  };
}
