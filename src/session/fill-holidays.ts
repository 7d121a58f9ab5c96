import { Problem } from '../domain/problem.ts';
import type { Clock } from '../domain/time/clock.ts';
import { fillHolidays } from '../operations/holidays/fill-holidays.ts';
import type { Store } from '../operations/ports/store.ts';
import type { SessionParts } from './session-parts.ts';

/**
 * Fills in the holidays of countries, as far as less than a year is known. If it cannot be done now, because a setting is wrong or the
 * database is locked, the next run does it.
 */
export async function fillIfPossible(
  countries: () => Iterable<string>,
  store: Store,
  { parts, clock }: { parts: SessionParts; clock: () => Clock },
): Promise<void> {
  try {
    await fillHolidays(countries(), { store, calendar: parts.holidayCalendar, clock: clock() });
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}
