import type { Clock } from '../../../domain/time/clock.ts';

/**
 * Returns a clock that runs `speed` times faster, but only while something sleeps on it. If it always did, a write of 50 ms to a slow
 * disk would look like a machine that was asleep, and a claim would be too old to use.
 */
export function demoClock(realClock: Clock, speed: number): Clock {
  let gained = 0;
  let sleepers = 0;
  let asleepSince = 0;
  const realNow = () => realClock.now().getTime();
  const now = () => {
    const asleep = sleepers > 0 ? realNow() - asleepSince : 0;
    return new Date(realNow() + gained + asleep * (speed - 1));
  };
  return {
    isReal: false,
    now,
    sleep: async (ms, signal) => {
      if (sleepers === 0) asleepSince = realNow();
      sleepers += 1;
      await realClock.sleep(ms / speed, signal);
      sleepers -= 1;
      if (sleepers === 0) gained += (realNow() - asleepSince) * (speed - 1);
    },
  };
}
