import type { Clock } from '../../domain/time/clock.ts';
import type { Reader } from '../../domain/time/time-display.ts';
import { requireFuture } from '../../domain/time/when.ts';
import type { CalendarStore } from '../ports/rules/calendar-store.ts';
import type { ScheduledCallStore } from '../ports/scheduled-call-store.ts';
import { type AlreadyScheduled, findAlreadyScheduled } from './already-scheduled.ts';
import { type PlannedCalls, planScheduledCalls, type ScheduleRequest } from './plan-calls.ts';

/** A plan, and who of it already waits for a call within a day. */
export interface PreparedSchedule {
  planned: PlannedCalls;
  already: AlreadyScheduled[];
}

/**
 * Plans calls, and changes nothing: `scheduleCalls` is the next step.
 *
 * @param when the time as the operator wrote it, and the operator's zone and locale, for messages
 * @throws Problem as `planScheduledCalls`, or `time_in_past`
 */
export async function prepareSchedule(
  store: CalendarStore & Pick<ScheduledCallStore, 'awaitedCalls'>,
  request: Omit<ScheduleRequest, 'calendar'>,
  when: Reader & { text: string },
  clock: Clock,
): Promise<PreparedSchedule> {
  const planned = await store.decideBy((calendar) => planScheduledCalls({ ...request, calendar }));
  requireFuture(planned.askedFor, { ...when, now: clock.now() });
  return { planned, already: await findAlreadyScheduled(store, planned, clock.now()) };
}
