import { Problem } from '../problem.ts';
import { readDuration } from '../time/duration.ts';
import { parsePast } from '../time/past.ts';

/** The shortest and the longest time, ms and years. A shorter one would be over before it was in use. */
const shortest = 60_000;
const mostYears = 10;

/**
 * Reads when a token expires: after a duration (`90d`, `12h`, `1y`), at the end of a day (`2027-06-30`), or `never`.
 *
 * @param zone the operator's, whose calendar says when a day ends
 * @returns null for never
 * @throws Problem `usage` `invalid_expiry`
 */
export function parseExpiry(text: string, { now, zone }: { now: Date; zone: string }): Date | null {
  const words = text.trim().toLowerCase();
  if (words === 'never') return null;
  const at = readExpiry(words, now, zone);
  if (at === undefined) throw invalid(`"${text}" does not say when a token expires.`);
  if (at.getTime() - now.getTime() < shortest || at > inYears(now, mostYears))
    throw invalid(`A token lasts from 1 minute to ${mostYears} years: "${text}" is outside of that.`);
  return at;
}

function readExpiry(words: string, now: Date, zone: string): Date | undefined {
  const [, years] = /^(\d{1,3}) ?y(?:ears?)?$/.exec(words) ?? [];
  if (years !== undefined) return inYears(now, Number(years));
  const duration = readDuration(words);
  if (duration !== undefined) return new Date(now.getTime() + duration);
  return /^\d{4}-\d{2}-\d{2}$/.test(words) ? parsePast(words, { now, zone, end: true }) : undefined;
}

/** Returns the same day of the year, years later, at the same time in UTC. */
function inYears(now: Date, years: number): Date {
  const later = new Date(now);
  later.setUTCFullYear(now.getUTCFullYear() + years);
  return later;
}

function invalid(message: string): Problem {
  return new Problem('usage', {
    code: 'invalid_expiry',
    message,
    hint: 'Write how long it lasts, such as 12h, 90d or 1y, its last day, such as 2027-06-30, or never.',
  });
}
