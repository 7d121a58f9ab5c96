/** A calendar day, in no particular time zone. */
export interface CalendarDay {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
}

const months = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/**
 * Reads `2026-12-08`, `today`, `tomorrow`, or a weekday (`monday`, `mon`, `next monday`), in lower case. A weekday is the next
 * one strictly after today, with or without `next`: on a Monday, `monday` is seven days away.
 *
 * @returns undefined for anything else, and for a day that does not exist (`2026-02-30`)
 */
export function readDay(words: string, today: CalendarDay): CalendarDay | undefined {
  if (words === 'today') return today;
  if (words === 'tomorrow') return daysAfter(today, 1);
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(words) ?? [];
  if (year !== undefined) return validDay({ year: Number(year), month: Number(month), day: Number(day) });
  const weekday = readWeekday(words.replace(/^next /, ''));
  return weekday === undefined ? undefined : daysAfter(today, daysUntil(weekday, today));
}

/**
 * Reads a day that has begun: `yesterday`, or a weekday, which is the last one up to today, with or without `last`; and what
 * {@link readDay} reads of dates.
 *
 * @returns undefined for anything else
 */
export function readPastDay(words: string, today: CalendarDay): CalendarDay | undefined {
  if (words === 'yesterday') return daysAfter(today, -1);
  const weekday = readWeekday(words.replace(/^last /, ''));
  if (weekday !== undefined) return daysAfter(today, -((7 - daysUntil(weekday, today)) % 7));
  return words === 'today' || /^\d/.test(words) ? readDay(words, today) : undefined;
}

/** Returns the day after a day. */
export function nextDay(day: CalendarDay): CalendarDay {
  return daysAfter(day, 1);
}

/** Returns what is wrong with a date that is none: `There is no 31 November 2026.`; undefined if these words do not begin with one. */
export function describeMissingDay(words: string): string | undefined {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)\b/.exec(words) ?? [];
  if (validDay({ year: Number(year), month: Number(month), day: Number(day) }) || year === undefined)
    return undefined;
  const name = months[Number(month) - 1];
  return name ? `There is no ${Number(day)} ${name} ${year}.` : `There is no month ${month}.`;
}

function readWeekday(word: string): number | undefined {
  const index = weekdays.findIndex((name) => word === name || word === name.slice(0, 3));
  return index === -1 ? undefined : index;
}

/** Returns 1 to 7. @param weekday 0 for Sunday to 6 for Saturday */
function daysUntil(weekday: number, today: CalendarDay): number {
  return ((weekday - utcMidnight(today).getUTCDay() + 6) % 7) + 1;
}

function validDay(day: CalendarDay): CalendarDay | undefined {
  const normalised = daysAfter(day, 0);
  const exists = normalised.month === day.month && normalised.day === day.day && normalised.year === day.year;
  return exists ? day : undefined;
}

function daysAfter({ year, month, day }: CalendarDay, days: number): CalendarDay {
  const date = utcMidnight({ year, month, day: day + days });
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function utcMidnight({ year, month, day }: CalendarDay): Date {
  return new Date(Date.UTC(year, month - 1, day));
}
