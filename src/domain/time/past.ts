import { Problem } from '../problem.ts';
import { type CalendarDay, nextDay, readPastDay } from './calendar-day.ts';
import { instantsOf, neighboursOfGap, wallTimeAt } from './local-time.ts';
import { normalise, parseWhen, readWait } from './when.ts';

const hint = 'Write it as 7d, "2 hours ago", yesterday, "monday 9am", 2026-11-01 or "2026-11-01 14:00".';

/**
 * Reads an instant of which records are asked for: how long ago (`7d`, `-7d`, `7d ago`, `2 hours ago`), a day (`yesterday`, `monday` for
 * the last one, `2026-11-01`), a day with a time (`yesterday 9am`), or what {@link parseWhen} reads.
 *
 * @param end whether a day stands for its end: for the last day of a range
 * @throws Problem `usage` `invalid_time`, `nonexistent_time`, `ambiguous_time`
 */
export function parsePast(
  text: string,
  { now, zone, end = false }: { now: Date; zone: string; end?: boolean },
): Date {
  const words = normalise(text);
  const ago = readWait(`in ${words.replace(/^- ?| ago$/g, '')}`);
  if (ago !== undefined) return new Date(now.getTime() - ago);
  const today = wallTimeAt(now, zone);
  const day = readPastDay(words, today);
  if (day) return startOf(end ? nextDay(day) : day, zone);
  const dated = words.replace(/^((?:last )?[a-z]+)(?= )/, (name) => dateOf(readPastDay(name, today)) ?? name);
  try {
    return parseWhen(dated, { now, zone });
  } catch (error) {
    if (!(error instanceof Problem) || error.code !== 'invalid_time') throw error;
    throw new Problem('usage', { code: error.code, message: error.message.replace(dated, text), hint });
  }
}

function dateOf(day: CalendarDay | undefined): string | undefined {
  return day && new Date(Date.UTC(day.year, day.month - 1, day.day)).toISOString().slice(0, 10);
}

/** Returns the first instant of a day on a zone's clocks. */
function startOf(day: CalendarDay, zone: string): Date {
  const midnight = { ...day, hour: 0, minute: 0, second: 0 };
  return instantsOf(midnight, zone)[0] ?? neighboursOfGap(midnight, zone).after;
}
