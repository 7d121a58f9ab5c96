import type { CallPolicy } from '../../src/domain/calls/gates/policy.ts';
import type { HolidayCalendar } from '../../src/operations/ports/rules/holiday-calendar.ts';

/** The rules of an operator who has set none. */
export const noRules: CallPolicy = {
  callTimes: null,
  assumedTimezone: undefined,
  maxCallsPerDay: undefined,
  maxLateness: 12 * 3_600_000,
  requireWash: undefined,
};

/** A calendar without any holidays. */
export const noCalendar: HolidayCalendar = {
  publicHolidays: async () => [],
  regions: async () => new Map(),
};
