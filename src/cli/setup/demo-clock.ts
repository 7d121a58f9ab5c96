import type { Clock } from '../../domain/time/clock.ts';

/**
 * Returns a clock that runs `speed` times faster, but only while something sleeps on it. If it always did, a disk that takes 50 ms would
 * look like a machine that slept, and a claim would be too old to use.
 */
export function demoClock(life: Clock, speed: number): Clock {
  let gained = 0;
  let sleepers = 0;
  let asleepSince = 0;
  const lifeNow = () => life.now().getTime();
  const now = () => {
    const asleep = sleepers > 0 ? lifeNow() - asleepSince : 0;
    return new Date(lifeNow() + gained + asleep * (speed - 1));
  };
  return {
    now,
    sleep: async (ms, signal) => {
      if (sleepers === 0) asleepSince = lifeNow();
      sleepers += 1;
      await life.sleep(ms / speed, signal);
      sleepers -= 1;
      if (sleepers === 0) gained += (lifeNow() - asleepSince) * (speed - 1);
    },
  };
}
