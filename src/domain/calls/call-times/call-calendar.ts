import type { Holiday, HolidayOn } from './holiday.ts';

/** What a decision about call times looks up. */
export interface CallCalendar {
  holidayOn: HolidayOn;
  /** Returns the last date until which a country's public holidays are known; undefined if none are. */
  holidaysKnownUntil(country: string): string | undefined;
  /** Returns the notation that the operator gave a name; undefined if there is none. */
  callTimesNamed(name: string): string | undefined;
}

/** Returns a calendar that looks everything up once, for decisions about many calls on the same few days. */
export function remembering(calendar: CallCalendar): CallCalendar {
  const holidays = new Map<string, Found<Holiday | undefined>>();
  return {
    holidayOn: (date, country, regions) => {
      const key = `${country} ${date} ${regions?.join(' ') ?? ''}`;
      return lookUp(holidays, key, () => calendar.holidayOn(date, country, regions));
    },
    holidaysKnownUntil: onceForEach((country) => calendar.holidaysKnownUntil(country)),
    callTimesNamed: onceForEach((name) => calendar.callTimesNamed(name)),
  };
}

/** Returns a calendar by which every day is a day like others. */
export function withoutHolidays(calendar: CallCalendar): CallCalendar {
  return { ...calendar, holidayOn: () => undefined, holidaysKnownUntil: () => '9999-12-31' };
}

/** What was found, which may be that there is none. */
interface Found<T> {
  value: T;
}

function onceForEach<T>(find: (key: string) => T): (key: string) => T {
  const found = new Map<string, Found<T>>();
  return (key) => lookUp(found, key, () => find(key));
}

function lookUp<T>(found: Map<string, Found<T>>, key: string, find: () => T): T {
  const known = found.get(key) ?? { value: find() };
  found.set(key, known);
  return known.value;
}
