import { type CallCalendar, calendarOf } from '../../domain/calls/call-times/call-calendar.ts';
import type { Clock } from '../../domain/time/clock.ts';
import type { CallTimesStore } from '../ports/rules/call-times-store.ts';
import type { HolidayStore } from '../ports/rules/holiday-store.ts';

const dayMs = 86_400_000;

/** Reads what decisions about call times look up into memory, for a plan of many calls from now on. */
export async function loadCalendar(
  store: Pick<HolidayStore, 'holidays' | 'holidayCoverage'> & Pick<CallTimesStore, 'namedCallTimes'>,
  clock: Pick<Clock, 'now'>,
): Promise<CallCalendar> {
  // Somewhere it may still be yesterday.
  const from = new Date(clock.now().getTime() - dayMs).toISOString().slice(0, 10);
  const [holidays, coverage, named] = await Promise.all([
    store.holidays({ from }),
    store.holidayCoverage(),
    store.namedCallTimes(),
  ]);
  return calendarOf({ holidays, coverage, named });
}
