import { type Day, type Hours, isWholeDay } from '../hours.ts';
import { formatDays } from './weekdays.ts';
import { describeWindow, formatWindows } from './windows.ts';

/** Monday first, as people write a week. */
const weekFromMonday = [1, 2, 3, 4, 5, 6, 0];

/** Formats hours in the notation: `Mon-Fri 09:00-20:00; Sat 09:00-17:00; holidays closed`. The same hours have the same text. */
export function formatHours({ week, holidays }: Hours): string {
  const parts = groupsOf(week, formatWindows).map(({ days, hours }) => `${formatDays(days)} ${hours}`);
  return [...parts, `holidays ${formatHolidays(holidays)}`].join('; ');
}

/** Formats the hours of a week as people say them: `Mon–Fri 9:00 am–8:00 pm, Sat 9:00 am–5:00 pm`. */
export function describeWeek({ week }: Hours): string {
  const groups = groupsOf(week, (day) => day.map(describeWindow).join(' and '));
  if (groups.length === 0) return 'never';
  return groups.map(({ days, hours }) => sayDays(days) + hours).join(', ');
}

/** Formats hours as people say them, with holidays: `Mon–Fri 9:00 am–8:00 pm, not on public holidays`. */
export function describeHours(hours: Hours): string {
  if (isWholeDay(hours.holidays)) return describeWeek(hours);
  const onHolidays = hours.holidays.map(describeWindow).join(' and ');
  return `${describeWeek(hours)}, ${onHolidays ? `only ${onHolidays}` : 'not'} on public holidays`;
}

/** Days with the same hours, in the order of the first of them. Closed days are left out. */
function groupsOf(week: readonly Day[], format: (day: Day) => string): { days: number[]; hours: string }[] {
  const groups = new Map<string, number[]>();
  for (const index of weekFromMonday) {
    const hours = format(week[index] ?? []);
    if (hours !== '') groups.set(hours, [...(groups.get(hours) ?? []), index]);
  }
  return [...groups].map(([hours, days]) => ({ days, hours }));
}

function formatHolidays(day: Day): string {
  if (day.length === 0) return 'closed';
  return isWholeDay(day) ? 'open' : formatWindows(day);
}

function sayDays(days: readonly number[]): string {
  return days.length === 7 ? '' : `${formatDays(days).replaceAll('-', '–')} `;
}
