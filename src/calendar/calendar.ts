import Holidays, { type HolidaysTypes } from 'date-holidays';
import type { Holiday } from '../domain/calls/call-times/holiday.ts';
import type { HolidayCalendar } from '../operations/ports/rules/holiday-calendar.ts';

const dayMs = 86_400_000;

/** Countries whose own list is enough: their states' lists have days on which nothing is closed. */
const withoutRegions = new Set(['US']);

/** The calendar of the package date-holidays. */
export const holidayCalendar: HolidayCalendar = {
  publicHolidays: async (country, years) => {
    const national = new Holidays();
    if (!Object.hasOwn(national.getCountries(), country)) return undefined;
    national.init(country);
    const everywhere = years.flatMap((year) => daysOf(national, year, country, null));
    const known = new Set(everywhere.map(({ date }) => date));
    const states = withoutRegions.has(country) ? [] : regionsOf(country).keys();
    // The list of a state may lack a day of the country's: 25 December 2027 in South Australia.
    const inRegions = [...states].flatMap((region) => {
      const regional = new Holidays(country, region);
      return years
        .flatMap((year) => daysOf(regional, year, country, region))
        .filter(({ date }) => !known.has(date));
    });
    return [...oncePerDay(everywhere), ...oncePerDay(inRegions)];
  },
  regions: async (country) => regionsOf(country),
};

function regionsOf(country: string): ReadonlyMap<string, string> {
  return new Map(Object.entries(new Holidays().getStates(country, 'en') ?? {}));
}

function daysOf(holidays: Holidays, year: number, country: string, region: string | null): Holiday[] {
  return holidays
    .getHolidays(year, 'en')
    .filter(({ type }) => type === 'public')
    .flatMap((holiday) => datesOf(holiday).map((date) => ({ date, country, region, name: holiday.name })));
}

/**
 * Returns the dates of which at least half is a holiday: none for Queensland's Christmas Eve, from 6 pm; four for Eid in Saudi Arabia.
 * The text of a holiday that begins at sunset on the day before ends with ` -0600`.
 */
function datesOf({ date: text, start, end }: HolidaysTypes.Holiday): string[] {
  const [, local = '', hours = '0'] = /^(\S+ \S+?)(?: ([-+]\d\d)00)?$/.exec(text) ?? [];
  const from = Date.parse(`${local.replace(' ', 'T')}Z`) + Number(hours) * (dayMs / 24);
  const until = from + end.getTime() - start.getTime();
  const dates: string[] = [];
  for (let day = Math.floor(from / dayMs) * dayMs; day < until; day += dayMs) {
    const overlap = Math.min(until, day + dayMs) - Math.max(from, day);
    if (overlap >= dayMs / 2) dates.push(new Date(day).toISOString().slice(0, 10));
  }
  return dates;
}

/** One name is enough for a day that is two holidays. */
function oncePerDay(holidays: readonly Holiday[]): Holiday[] {
  return [
    ...new Map(holidays.toReversed().map((one) => [`${one.date} ${one.region}`, one])).values(),
  ].reverse();
}
