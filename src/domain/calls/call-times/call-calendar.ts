import type { Holiday, HolidayOn } from './holiday.ts';

/** What a decision about call times looks up: statements of the database in a claim, maps in a plan. */
export interface CallCalendar {
  holidayOn: HolidayOn;
  /** Returns the last date until which a country's public holidays are known; undefined if none are. */
  holidaysKnownUntil(country: string): string | undefined;
  /** Returns the notation that the operator gave a name; undefined if there is none. */
  callTimesNamed(name: string): string | undefined;
}

/** What is read once for many decisions. */
export interface CalendarRecords {
  holidays: readonly Holiday[];
  coverage: readonly { country: string; until: string }[];
  named: readonly { name: string; notation: string }[];
}

/** Returns a calendar of records in memory. */
export function calendarOf({ holidays, coverage, named }: CalendarRecords): CallCalendar {
  const until = new Map(coverage.map((one) => [one.country, one.until]));
  const notations = new Map(named.map((one) => [one.name, one.notation]));
  const days = new Map<string, Holiday[]>();
  for (const holiday of holidays) {
    const key = `${holiday.country} ${holiday.date}`;
    days.set(key, [...(days.get(key) ?? []), holiday]);
  }
  return {
    holidayOn: (date, country, regions) => {
      const those = days
        .get(`${country} ${date}`)
        ?.filter(({ region }) => !region || regions?.includes(region));
      return those?.find(({ isOwn }) => isOwn) ?? those?.[0];
    },
    holidaysKnownUntil: (country) => until.get(country),
    callTimesNamed: (name) => notations.get(name),
  };
}

/** The calendar of a database in which nothing is recorded. */
export const emptyCalendar: CallCalendar = calendarOf({ holidays: [], coverage: [], named: [] });

/** Returns a calendar by which every day is a day like others. */
export function withoutHolidays(calendar: CallCalendar): CallCalendar {
  return { ...calendar, holidayOn: () => undefined, holidaysKnownUntil: () => '9999-12-31' };
}
