/** A day of the calendar, in no particular zone. */
export interface CalendarDay {
  year: number;
  /** 1 to 12. */
  month: number;
  day: number;
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/**
 * Reads `2026-12-08`, `today`, `tomorrow`, or a weekday (`monday`, `mon`, `next monday`), in lower case. A weekday is the next
 * one strictly after today, with `next` or without: said on a Monday, `monday` is in seven days.
 *
 * @returns undefined for anything else, and for a day no calendar has (`2026-02-30`)
 */
export function readDay(words: string, today: CalendarDay): CalendarDay | undefined {
  if (words === 'today') return today;
  if (words === 'tomorrow') return daysAfter(today, 1);
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(words) ?? [];
  if (year !== undefined) return realDay({ year: Number(year), month: Number(month), day: Number(day) });
  const weekday = readWeekday(words.replace(/^next /, ''));
  return weekday === undefined ? undefined : daysAfter(today, daysUntil(weekday, today));
}

function readWeekday(word: string): number | undefined {
  const index = weekdays.findIndex((name) => word === name || word === name.slice(0, 3));
  return index === -1 ? undefined : index;
}

/** 1 to 7. */
function daysUntil(weekday: number, today: CalendarDay): number {
  return ((weekday - utcMidnight(today).getUTCDay() + 6) % 7) + 1;
}

function realDay(day: CalendarDay): CalendarDay | undefined {
  const real = daysAfter(day, 0);
  return real.year === day.year && real.month === day.month && real.day === day.day ? day : undefined;
}

function daysAfter({ year, month, day }: CalendarDay, days: number): CalendarDay {
  const date = utcMidnight({ year, month, day: day + days });
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function utcMidnight({ year, month, day }: CalendarDay): Date {
  return new Date(Date.UTC(year, month - 1, day));
}
