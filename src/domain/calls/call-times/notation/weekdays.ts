import { invalidCallTimes } from './invalid-call-times.ts';

/** As {@link Hours} counts them. */
export const weekdayNames = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;

const fullNames = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/**
 * Reads days such as `Mon-Fri`, `Mon,Wed` or `Sat-Mon`: names of three letters or more, in any case.
 *
 * @param part what the days stand in, for messages
 * @returns indexes, 0 for Sunday, in the order in which they are written
 * @throws Problem `invalid_call_times`
 */
export function readDays(days: string, part: string): number[] {
  return days.split(',').flatMap((item) => {
    const [first = '', last, ...more] = item.split(/ ?[-–] ?/).map((name) => name.trim());
    if (more.length > 0) throw invalidCallTimes(part, `"${item.trim()}" is not a range. Write it as Mon-Fri`);
    const from = readDayName(first, part);
    return last === undefined ? [from] : daysFrom(from, readDayName(last, part), part);
  });
}

function daysFrom(from: number, to: number, part: string): number[] {
  if (from === to)
    throw invalidCallTimes(
      part,
      `it begins and ends on ${weekdayNames[from]}. Write ${weekdayNames[from]}, or Mon-Sun for every day`,
    );
  const length = ((to - from + 7) % 7) + 1;
  return Array.from({ length }, (_, index) => (from + index) % 7);
}

function readDayName(name: string, part: string): number {
  const index = name.length < 3 ? -1 : fullNames.findIndex((full) => full.startsWith(name.toLowerCase()));
  if (index !== -1) return index;
  if (name === '') throw invalidCallTimes(part, 'a day is missing. Write days as Mon-Fri or Mon,Wed');
  throw invalidCallTimes(part, `"${name}" is not a day. Use Mon, Tue, Wed, Thu, Fri, Sat, Sun, or holidays`);
}

/** Formats days as ranges and lists: `Mon-Fri`, `Mon,Wed`. @param days indexes from Monday (1) to Sunday (0), in that order */
export function formatDays(days: readonly number[]): string {
  const runs: number[][] = [];
  for (const day of days) {
    const run = runs.at(-1);
    if (run?.at(-1) === (day + 6) % 7) run.push(day);
    else runs.push([day]);
  }
  return runs.map(formatRun).join(',');
}

function formatRun(run: readonly number[]): string {
  const names = run.map((day) => weekdayNames[day]);
  return run.length > 2 ? `${names.at(0)}-${names.at(-1)}` : names.join(',');
}
