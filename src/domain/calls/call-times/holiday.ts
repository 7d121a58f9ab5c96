/** A day on which a country or a region has a public holiday, or on which the operator wants nobody called. */
export interface Holiday {
  /** On the calendar of its region: `2026-12-25`. */
  date: string;
  country: string;
  /** Null for the whole country. */
  region: string | null;
  name: string;
  /** Whether the operator added it. It closes the day even where public holidays do not. */
  isOwn?: boolean;
}

/** Finds the holiday that a date is in a country, or in any of its regions. An operator's own comes before others. */
export type HolidayOn = (
  date: string,
  country: string,
  regions: readonly string[] | null,
) => Holiday | undefined;

export const noHolidays: HolidayOn = () => undefined;
