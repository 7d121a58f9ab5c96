import type { CallCalendar } from '../../src/domain/calls/call-times/call-calendar.ts';
import type { Holiday } from '../../src/domain/calls/call-times/holiday.ts';

/** What a calendar is made of. */
interface CalendarRecords {
  holidays: readonly Holiday[];
  coverage: readonly { country: string; until: string }[];
  named: readonly { name: string; notation: string }[];
}

/** Returns a calendar of records in memory. */
export function calendarOf({ holidays, coverage, named }: CalendarRecords): CallCalendar {
  return {
    holidayOn: (date, country, regions) => {
      const those = holidays.filter(
        (one) =>
          one.date === date &&
          one.country === country &&
          (one.region === null || regions?.includes(one.region)),
      );
      return those.find(({ isOwn }) => isOwn) ?? those[0];
    },
    holidaysKnownUntil: (country) => coverage.find((one) => one.country === country)?.until,
    callTimesNamed: (name) => named.find((one) => one.name === name)?.notation,
  };
}

/** The calendar of a database in which nothing is recorded. */
export const emptyCalendar: CallCalendar = calendarOf({ holidays: [], coverage: [], named: [] });
