import type { Holiday } from '../../../domain/calls/call-times/holiday.ts';

/** Which day of a holiday, where. */
export type HolidayKey = Pick<Holiday, 'date' | 'country' | 'region'>;

/** Which holidays to list. */
export interface HolidayFilter {
  /** The first date. */
  from: string;
  /** The last date; undefined for all. */
  until?: string | undefined;
  country?: string | undefined;
  /** Those of a region, with those of its whole country. */
  region?: string | undefined;
}

/** Until when a country's public holidays are known. */
export interface HolidayCoverage {
  country: string;
  /** The last date: `2028-12-31`. */
  until: string;
}

/** Public holidays, and days that the operator has closed. */
export interface HolidayStore {
  /** Returns holidays by date, country and region; those of the whole country first. */
  holidays(filter: HolidayFilter): Promise<Holiday[]>;
  holidayCoverage(): Promise<HolidayCoverage[]>;
  /**
   * Writes what a calendar says of a country from one date until another, in place of what it said before. What the operator has added or removed
   * stays so.
   */
  fillHolidays(
    coverage: HolidayCoverage,
    from: string,
    holidays: readonly Holiday[],
    now: Date,
  ): Promise<void>;
  /** Adds a day of the operator's. It takes the place of a public holiday on that day. */
  addHoliday(holiday: Holiday, now: Date): Promise<void>;
  /** Removes a holiday for good: it is not filled in again. @returns undefined if there is none with this key */
  removeHoliday(key: HolidayKey, now: Date): Promise<Holiday | undefined>;
}
