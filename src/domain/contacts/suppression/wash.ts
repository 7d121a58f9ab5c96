import { Problem } from '../../problem.ts';
import { readDay } from '../../time/calendar-day.ts';
import { instantsOf, wallTimeAt } from '../../time/local-time.ts';

/**
 * Reads the day of a wash, such as `2026-11-20`, as its first moment: a wash is as old as it can be.
 *
 * @throws Problem `invalid_date`, or `date_in_future`
 */
export function parseWashDay(text: string, { now, zone }: { now: Date; zone: string }): Date {
  const words = text.trim().toLowerCase();
  const day = /^\d{4}-|^today$/.test(words) ? readDay(words, wallTimeAt(now, zone)) : undefined;
  if (!day) {
    throw new Problem('usage', {
      code: 'invalid_date',
      message: `"${text}" is not a date.`,
      hint: 'Write the day on which the register washed the numbers, such as 2026-11-20.',
    });
  }
  // On some days midnight does not exist.
  const hours = [0, 1, 2, 3];
  const [at] = hours.flatMap((hour) => instantsOf({ ...day, hour, minute: 0, second: 0 }, zone));
  if (at && at <= now) return at;
  throw new Problem('usage', {
    code: 'date_in_future',
    message: `The wash cannot be from ${text}: that day has not begun.`,
    hint: 'Write the day on which the register washed the numbers.',
  });
}
