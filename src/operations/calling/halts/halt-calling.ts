import type { Halt } from '../../../domain/calls/halts/halt.ts';
import { spreadOverdue } from '../../../domain/calls/scheduling/spread-overdue.ts';
import type { Clock } from '../../../domain/time/clock.ts';
import type { HaltStore } from '../../ports/brakes/halt-store.ts';

/** Halts calling: from now on no run claims a call, and no request is sent again. @returns the halt that stands */
export function haltCalling(
  store: Pick<HaltStore, 'haltCalls'>,
  reason: string | null,
  clock: Pick<Clock, 'now'>,
): Promise<Halt> {
  return store.haltCalls({ by: 'operator', reason }, clock.now());
}

/** How many calls to lay out in one transaction, and the pause between two, ms: others must be able to write meanwhile. */
const batchSize = 1000;
const pause = 5;

/**
 * Lifts the halt that stands. What has become overdue is laid out again before, at its planned spacing: it must not ring all at once.
 * If that is cut short, the halt still stands.
 *
 * @param spacing of calls whose own is not known, ms
 * @returns the halt, and how many calls were overdue; undefined if none stood
 */
export async function resumeCalling(
  store: Pick<HaltStore, 'standingHalt' | 'overdueCalls' | 'layOutCalls' | 'liftHalt'>,
  { spacing, clock }: { spacing: number; clock: Clock },
): Promise<{ halt: Halt; overdue: number } | undefined> {
  const halt = await store.standingHalt();
  if (!halt) return undefined;
  const now = clock.now();
  const times = spreadOverdue(await store.overdueCalls(now), { now, spacing });
  for (let done = 0; done < times.length; done += batchSize) {
    await store.layOutCalls(times.slice(done, done + batchSize), now);
    await clock.sleep(pause);
  }
  await store.liftHalt(halt.id, clock.now());
  return { halt, overdue: times.length };
}
