import { Problem } from '../problem.ts';
import { type CalendarDay, describeMissingDay, readDay } from './calendar-day.ts';
import { readDuration } from './duration.ts';
import { asIfUtc, type WallTime, wallTimeAt } from './local-time.ts';
import { onlyInstantOf } from './only-instant.ts';
import { formatInstant, type Reader, relativeTo } from './time-display.ts';
import { readTimeOfDay, timeOfDayPattern } from './time-of-day.ts';

const howToWriteIt =
  'Write it as 2026-12-08 14:00, 14:00, tomorrow 9am, monday 9am, 2026-12-08T14:00:00Z, +10m or now.';

const wallPattern = new RegExp(`^(?:(.+?) (?:at )?)?(${timeOfDayPattern})$`);
const timeFirstPattern = new RegExp(`^(${timeOfDayPattern}) (?:on )?(.+)$`);
const isoInstantPattern =
  /^(\d{4}-\d\d-\d\d) (\d\d:\d\d(?::\d\d)?)(?:(?<=:\d\d:\d\d)\.(\d{1,9}))? ?(z|[+-]\d\d(?::?\d\d)?)$/;
const dayAndMonthPattern = /^\d{1,2}[/.-]\d{1,2}[/.-](\d{4}|\d\d)\b/;
const bareTimePattern = new RegExp(`^(?:today )?(${timeOfDayPattern})$`);

/**
 * Reads an instant as `--at` takes it. Case and extra spaces do not matter.
 *
 * - ISO 8601 with an offset: `2026-12-08T14:00:00Z`, `2026-12-08T14:00+11:00`.
 * - A wall time in the zone: `2026-12-08 14:00`, `2026-12-08T14:00`, `today 17:00`, `tomorrow 9am`, `monday 9:30am`,
 *   `tomorrow at 9am`, `9am tomorrow`, `next monday noon`. A weekday is the next one strictly after today, with or without `next`. A time alone (`14:00`, `2pm`)
 *   is today's, even if it has passed: see {@link requireFuture}.
 * - A wait: `+10m`, `+1h30m`, `+1w`, `in 2 hours`, `in an hour`, `in 1 hour 30 minutes`; up to 365 days. `now` is none at all.
 *
 * @throws Problem `usage` `invalid_time` if it is none of these, or no such day or time exists; `nonexistent_time` or
 * `ambiguous_time` if the zone's clocks skip it or show it twice
 */
export function parseWhen(text: string, { now, zone }: { now: Date; zone: string }): Date {
  const words = normalise(text);
  const wait = readWait(words);
  if (wait !== undefined) return new Date(now.getTime() + wait);
  const today = wallTimeAt(now, zone);
  const instant = readIsoInstant(words, today);
  if (instant !== undefined) return instant;
  const wall = readWall(words, today);
  if (wall !== undefined) return onlyInstantOf(wall, zone, text);
  throw invalidTime(text, words);
}

/**
 * Reads a wall time as {@link parseWhen} does, for clocks in other zones. A day such as `tomorrow` is one of this zone's calendar.
 *
 * @throws Problem `usage` `invalid_time` if it is no wall time
 */
export function parseWallTime(text: string, { now, zone }: { now: Date; zone: string }): WallTime {
  const words = normalise(text);
  const today = wallTimeAt(now, zone);
  const wall = readWall(words, today);
  if (wall !== undefined) return wall;
  if (readWait(words) === undefined && readIsoInstant(words, today) === undefined)
    throw invalidTime(text, words);
  throw new Problem('usage', {
    code: 'invalid_time',
    message: `"${text}" is one moment everywhere, not a time on each person's clock.`,
    hint: 'Write it as 2026-12-08 10:00, 10:00 or tomorrow 10am.',
  });
}

/**
 * Rejects an instant before `now`. `now` itself is accepted, and so is the word: it means the moment at which this is asked, however
 * long ago it was read.
 *
 * @param text what the operator wrote
 * @throws Problem `refused` `time_in_past`
 */
export function requireFuture(
  instant: Date,
  { now, text, ...reader }: Reader & { now: Date; text: string },
): void {
  const isNow = readWait(normalise(text)) === 0;
  if (isNow || instant.getTime() >= now.getTime()) return;
  const [, time] = bareTimePattern.exec(normalise(text)) ?? [];
  const later = time === undefined ? 'a later time' : `"tomorrow ${time}"`;
  throw new Problem('refused', {
    code: 'time_in_past',
    message: `"${text}" is in the past: ${formatInstant(instant, reader)} in ${reader.zone}, ${relativeTo(instant, now)}.`,
    hint: `It is now ${formatInstant(now, reader)}. Write ${later}, or a wait such as +10m.`,
  });
}

/** Returns the words of a time in lower case, with single spaces. */
export function normalise(text: string): string {
  const words = text.trim().toLowerCase().replace(/\s+/g, ' ');
  return words.replace(/^(\d{4}-\d\d-\d\d)t(?=\d)/, '$1 ');
}

const week = 7 * 86_400_000;
const longestWait = 365 * 86_400_000;

/** Returns ms; undefined if these words are no wait, such as `in 2 hours`, in lower case. */
export function readWait(words: string): number | undefined {
  if (words === 'now') return 0;
  const [, wait = ''] = /^(?:\+ ?|in )(.+)$/.exec(words) ?? [];
  const [, weeks, rest = ''] = /^(an?|\d+) ?w(?:eeks?)?(?: and)?(?: |$|(?=\d))(.*)$/.exec(wait) ?? [];
  if (weeks === undefined) return readSpelledDuration(wait);
  const ms = (Number(weeks) || 1) * week + (rest === '' ? 0 : (readSpelledDuration(rest) ?? Number.NaN));
  return ms <= longestWait ? ms : undefined;
}

/** Reads `1h30m`, `1 hour and 30 minutes`, `an hour`. */
function readSpelledDuration(words: string): number | undefined {
  const shortened = words
    .replaceAll(' and ', ' ')
    .replace(/\ban? (?=(?:day|hour|minute|second)\b)/g, '1 ')
    .replace(/(\d) ?(day|hour|hr|minute|min|second|sec)s?\b/g, (_, digit: string, unit: string) => {
      return digit + unit.charAt(0);
    });
  return readDuration(shortened);
}

function readIsoInstant(words: string, today: CalendarDay): Date | undefined {
  const [, date = '', time = '', fraction = '', offsetText = ''] = isoInstantPattern.exec(words) ?? [];
  const wall = readWall(`${date} ${time}`, today);
  const offset = readOffset(offsetText);
  if (wall === undefined || offset === undefined) return undefined;
  return new Date(asIfUtc(wall) + Number(fraction.padEnd(3, '0').slice(0, 3)) - offset);
}

/** Returns milliseconds ahead of UTC; undefined for more than 14 hours, since no zone is further off. */
function readOffset(text: string): number | undefined {
  if (text === 'z') return 0;
  const [, sign, hours, minutes = '0'] = /^([+-])(\d\d):?(\d\d)?$/.exec(text) ?? [];
  if (hours === undefined || Number(hours) > 14 || Number(minutes) > 59) return undefined;
  const ms = (Number(hours) * 60 + Number(minutes)) * 60_000;
  return sign === '-' ? -ms : ms;
}

function readWall(words: string, today: CalendarDay): WallTime | undefined {
  const [, timeFirst, lastDay] = timeFirstPattern.exec(words) ?? [];
  const [, firstDay = 'today', timeLast] = wallPattern.exec(words) ?? [];
  const [dayWords, timeWords = ''] =
    timeLast === undefined ? [lastDay ?? '', timeFirst] : [firstDay, timeLast];
  const day = readDay(dayWords, today);
  const time = readTimeOfDay(timeWords);
  if (day === undefined || time === undefined) return undefined;
  return { year: day.year, month: day.month, day: day.day, ...time };
}

function invalidTime(text: string, words: string): Problem {
  const code = 'invalid_time';
  if (dayAndMonthPattern.test(words)) {
    const message = `"${text}" is ambiguous: either the day or the month could come first.`;
    return new Problem('usage', { code, message, hint: 'Write the year first, as in 2026-12-08 14:00.' });
  }
  const missing = describeMissingDay(words);
  if (missing)
    return new Problem('usage', { code, message: `"${text}" is not a time: ${missing}`, hint: howToWriteIt });
  return new Problem('usage', {
    code,
    message: `"${text}" is not a time that voicebot can read.`,
    hint: howToWriteIt,
  });
}
