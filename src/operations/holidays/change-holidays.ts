import type { Holiday } from '../../domain/calls/call-times/holiday.ts';
import { formatDay, requireDate } from '../../domain/calls/call-times/holiday-date.ts';
import { countryCode } from '../../domain/contacts/countries/country.ts';
import { nearestNames } from '../../domain/nearest-names.ts';
import { Problem } from '../../domain/problem.ts';
import type { Clock } from '../../domain/time/clock.ts';
import { wallTimeAt } from '../../domain/time/local-time.ts';
import type { HolidayCalendar } from '../ports/rules/holiday-calendar.ts';
import type { HolidayStore } from '../ports/rules/holiday-store.ts';

/** A day and a region, as the operator writes them. */
export interface HolidayInput {
  /** `2027-01-26`, `today`, `tomorrow` or a weekday. */
  date: string;
  country: string;
  /** Such as `NSW`; undefined for the whole country. */
  region?: string | undefined;
}

export interface ChangingHolidays {
  store: Pick<HolidayStore, 'holidays' | 'addHoliday' | 'removeHoliday'>;
  calendar: () => Promise<HolidayCalendar>;
  clock: Pick<Clock, 'now'>;
  /** The operator's zone, whose calendar says what is today. */
  zone: string;
}

/**
 * Adds a day on which nobody is called in a country, or in one of its regions.
 *
 * @throws Problem `usage` for a date, country or region that is none; `refused` `time_in_past` for a date that is over
 */
export async function addHoliday(
  { name, ...input }: HolidayInput & { name: string },
  { store, calendar, clock, zone }: ChangingHolidays,
): Promise<Holiday> {
  const now = clock.now();
  const today = wallTimeAt(now, zone);
  const date = requireDate(input.date, today);
  const country = requireCountry(input.country);
  const region = input.region === undefined ? null : await requireRegion(input.region, country, calendar);
  if (date < formatDay(today))
    throw new Problem('refused', {
      code: 'time_in_past',
      message: `${date} is over: it is ${formatDay(today)} in ${zone}.`,
    });
  const holiday: Holiday = { date, country, region, name: requireName(name), isOwn: true };
  await store.addHoliday(holiday, now);
  return holiday;
}

/**
 * Removes a holiday, so that people are called on it as on any other day. It is not filled in again.
 *
 * @throws Problem `not_found` `holiday_not_found`, which names the regions that it is a holiday in
 */
export async function removeHoliday(
  input: HolidayInput,
  { store, clock, zone }: Omit<ChangingHolidays, 'calendar'>,
): Promise<Holiday> {
  const now = clock.now();
  const date = requireDate(input.date, wallTimeAt(now, zone));
  const country = requireCountry(input.country);
  const region = input.region?.trim().toUpperCase() ?? null;
  const removed = await store.removeHoliday({ date, country, region }, now);
  if (removed) return removed;
  const others = await store.holidays({ from: date, until: date, country });
  throw holidayNotFound(date, country, region, others);
}

/** Returns a country's code. @throws Problem `invalid_country` */
export function requireCountry(text: string): string {
  const code = countryCode(text);
  if (code) return code;
  throw new Problem('usage', {
    code: 'invalid_country',
    message: `"${text}" is not a country code.`,
    hint: 'Use a two-letter country code, such as AU.',
  });
}

/** Returns the code of a region. @throws Problem `invalid_region` if the country has none of that code */
export async function requireRegion(
  text: string,
  country: string,
  calendar: () => Promise<HolidayCalendar>,
): Promise<string> {
  const code = text.trim().toUpperCase();
  const regions = await (await calendar()).regions(country);
  if (regions.has(code)) return code;
  const [near] = nearestNames(text, [...regions.keys(), ...regions.values()]);
  const all = [...regions.keys()].join(', ');
  throw new Problem('usage', {
    code: 'invalid_region',
    message: `"${text}" is not a region of ${country}.${near ? ` Did you mean ${near}?` : ''}`,
    hint: regions.size > 0 ? `Use one of: ${all}.` : `voicebot knows no regions of ${country}.`,
  });
}

function requireName(text: string): string {
  const name = text.trim().replace(/\s+/g, ' ');
  if (name !== '' && name.length <= 100) return name;
  throw new Problem('usage', {
    code: 'invalid_name',
    message: name === '' ? 'The holiday has no name.' : 'The name of a holiday has at most 100 characters.',
  });
}

function holidayNotFound(
  date: string,
  country: string,
  region: string | null,
  others: readonly Holiday[],
): Problem {
  const where = region === null ? country : `${country}, ${region}`;
  const elsewhere = others.map((other) => other.region ?? `all of ${other.country}`).join(', ');
  return new Problem('not_found', {
    code: 'holiday_not_found',
    message: `${date} is not a holiday in ${where}.${elsewhere ? ` It is one in ${elsewhere}.` : ''}`,
    facts: { date, country, ...(elsewhere ? { elsewhere } : {}) },
  });
}
