import type { Clock } from '../../domain/time/clock.ts';
import type { HolidayCalendar } from '../ports/rules/holiday-calendar.ts';
import type { HolidayStore } from '../ports/rules/holiday-store.ts';

/** What filling needs. The calendar is loaded only if there is something to fill. */
export interface FillHolidays {
  store: Pick<HolidayStore, 'holidayCoverage' | 'fillHolidays'>;
  calendar: () => Promise<HolidayCalendar>;
  clock: Pick<Clock, 'now'>;
}

const yearMs = 365 * 86_400_000;

/**
 * Fills in the public holidays of countries of which less than a year of them is known, until the end of the year after next. A country that the
 * calendar does not have counts as known, without any.
 *
 * @returns the countries that the calendar does not have, among those that were filled
 */
export async function fillHolidays(
  countries: Iterable<string>,
  { store, calendar, clock }: FillHolidays,
): Promise<string[]> {
  const now = clock.now();
  const known = new Map((await store.holidayCoverage()).map(({ country, until }) => [country, until]));
  const enough = dateOf(new Date(now.getTime() + yearMs));
  const unknown: string[] = [];
  for (const country of new Set(countries)) {
    if ((known.get(country) ?? '') >= enough) continue;
    const years = [0, 1, 2].map((later) => now.getUTCFullYear() + later);
    const holidays = await (await calendar()).publicHolidays(country, years);
    if (!holidays) unknown.push(country);
    const [first, , last] = years;
    await store.fillHolidays({ country, until: `${last}-12-31` }, `${first}-01-01`, holidays ?? [], now);
  }
  return unknown;
}

/** Fills in the holidays of countries that were filled before, and of others, once less than a year of them is left. */
export async function keepHolidays(others: Iterable<string>, filling: FillHolidays): Promise<string[]> {
  const known = (await filling.store.holidayCoverage()).map(({ country }) => country);
  return fillHolidays([...known, ...others], filling);
}

function dateOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
