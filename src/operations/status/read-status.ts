import type { Halt } from '../../domain/calls/halts/halt.ts';
import { locationOf } from '../../domain/contacts/location/location.ts';
import { Problem } from '../../domain/problem.ts';
import type { Clock } from '../../domain/time/clock.ts';
import type { HaltStore } from '../ports/brakes/halt-store.ts';
import type { Activity, StatusStore } from '../ports/status-store.ts';

/** A call to come, and the zones that its person may be in; none if that is not known. */
export type NextCall = Activity['next'][number] & { zones: readonly string[] };

/** What is going on. */
export interface Status extends Omit<Activity, 'next'> {
  at: Date;
  next: NextCall[];
  /** The halt that stands; null if none does. */
  halt: Halt | null;
}

/** With a run every minute, nothing stays due for longer than this unless something is in its way, ms. */
export const overdueAfter = 2 * 60_000;

/** The most that is counted: counting a million overdue calls would take longer than all else. */
export const mostCounted = 10_000;

/**
 * Reads what is going on from the database alone.
 *
 * @param rows the most rows of each kind
 */
export async function readStatus(
  store: StatusStore & Pick<HaltStore, 'standingHalt'>,
  {
    clock,
    assumedTimezone,
    rows,
  }: { clock: Pick<Clock, 'now'>; assumedTimezone: string | undefined; rows: number },
): Promise<Status> {
  const at = clock.now();
  const halt = (await store.standingHalt()) ?? null;
  const activity = await store.activity({ now: at, overdueAfter, most: mostCounted, rows });
  const next = activity.next.map((call) => ({ ...call, zones: zonesOf(call, assumedTimezone) }));
  return { at, halt, ...activity, next };
}

function zonesOf(
  { contact }: Activity['next'][number],
  assumedTimezone: string | undefined,
): readonly string[] {
  try {
    return contact ? locationOf(contact, assumedTimezone).zones : [];
  } catch (error) {
    if (error instanceof Problem) return [];
    throw error;
  }
}
