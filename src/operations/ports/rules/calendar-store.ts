import type { CallCalendar } from '../../../domain/calls/call-times/call-calendar.ts';

/** Holidays and named call times, for many decisions at once. */
export interface CalendarStore {
  /** Makes decisions; what they need of the calendar is looked up when it is first asked for. @returns what `decide` does */
  decideBy<T>(decide: (calendar: CallCalendar) => T): Promise<T>;
}
