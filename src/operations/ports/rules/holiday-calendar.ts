import type { Holiday } from '../../../domain/calls/call-times/holiday.ts';

/** A calendar of the world's public holidays. */
export interface HolidayCalendar {
  /**
   * Returns the public holidays of some years, of the whole country and of each of its regions, without those that last less than half a
   * day; undefined for a country that the calendar does not have.
   */
  publicHolidays(country: string, years: readonly number[]): Promise<Holiday[] | undefined>;
  /** Returns the codes of a country's regions with their names, as far as it has holidays of theirs. */
  regions(country: string): Promise<ReadonlyMap<string, string>>;
}
