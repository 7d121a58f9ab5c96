import { Problem } from '../../problem.ts';
import { type CalendarDay, describeMissingDay, readDay } from '../../time/calendar-day.ts';

/**
 * Reads the date of a holiday: `2027-01-26`, `today`, `tomorrow` or a weekday.
 *
 * @param today on the operator's calendar
 * @returns `2027-01-26`
 * @throws Problem `usage` `invalid_date`
 */
export function requireDate(text: string, today: CalendarDay): string {
  const day = readDay(text.trim().toLowerCase().replace(/\s+/g, ' '), today);
  if (day) return formatDay(day);
  const missing = describeMissingDay(text.trim());
  throw new Problem('usage', {
    code: 'invalid_date',
    message: missing ?? `"${text}" is not a date.`,
    hint: 'Write it as 2027-01-26, or use today, tomorrow or a weekday.',
  });
}

/** Formats a day as dates of holidays are: `2027-01-26`. */
export function formatDay({ year, month, day }: CalendarDay): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
