import { Problem } from '../problem.ts';

const maxDays = 365;

const units = [
  { suffix: 'd', word: 'day', ms: 86_400_000 },
  { suffix: 'h', word: 'hour', ms: 3_600_000 },
  { suffix: 'm', word: 'minute', ms: 60_000 },
  { suffix: 's', word: 'second', ms: 1000 },
  { suffix: 'ms', word: 'millisecond', ms: 1 },
] as const;

const pattern = new RegExp(`^${units.map(({ suffix }) => `(?:(\\d+) ?${suffix})?`).join(' ?')}$`);

/**
 * Reads a length of time: `90s`, `2m`, `1h30m`, `1d`, `0s`, `500ms`. Whole numbers, each with a unit (d, h, m, s, ms), each
 * unit at most once, the largest first; spaces are allowed anywhere except within a number.
 *
 * @returns milliseconds, from 0 to 365 days; undefined if `text` is anything else
 */
export function readDuration(text: string): number | undefined {
  const words = text.trim().replace(/\s+/g, ' ');
  const amounts = pattern.exec(words)?.slice(1);
  if (words === '' || amounts === undefined) return undefined;
  const ms = units.reduce((sum, unit, index) => sum + Number(amounts[index] ?? 0) * unit.ms, 0);
  return ms <= maxDays * 86_400_000 ? ms : undefined;
}

/**
 * Reads a duration as {@link readDuration} does, and rejects anything else.
 *
 * @returns milliseconds
 * @throws Problem `usage` `invalid_duration`
 */
export function parseDuration(text: string): number {
  const ms = readDuration(text);
  if (ms !== undefined) return ms;
  throw new Problem('usage', {
    code: 'invalid_duration',
    message: `"${text}" is not a duration.`,
    hint: `Write whole numbers with units, such as 90s, 2m, 1h30m or 1d, up to ${maxDays}d.`,
  });
}

/** The longest that a timer waits, ms: a longer one goes off at once (Node.js, timers: 24.8 days). */
export const longestTimer = 2 ** 31 - 1;

/**
 * Reads a duration for which a timer waits.
 *
 * @returns milliseconds
 * @throws Problem `usage` `invalid_duration`
 */
export function parseTimerDuration(text: string): number {
  const ms = parseDuration(text);
  if (ms <= longestTimer) return ms;
  throw new Problem('usage', {
    code: 'invalid_duration',
    message: `"${text}" is too long.`,
    hint: 'Write at most 24d.',
  });
}

/**
 * Formats a duration in the shortest exact form that {@link parseDuration} reads: `2m`, `1h30m`, `0s`.
 *
 * @param ms whole milliseconds, 0 or more; fractions are rounded
 */
export function formatDuration(ms: number): string {
  const parts = split(ms).map(({ amount, unit }) => `${amount}${unit.suffix}`);
  return parts.join('') || '0s';
}

/** Formats a duration in words: `2 minutes`, `1 hour 30 minutes`, `0 seconds`. @param ms as for {@link formatDuration} */
export function describeDuration(ms: number): string {
  const parts = split(ms).map(({ amount, unit }) => `${amount} ${unit.word}${amount === 1 ? '' : 's'}`);
  return parts.join(' ') || '0 seconds';
}

function split(ms: number) {
  let rest = Math.round(ms);
  return units
    .map((unit) => {
      const amount = Math.floor(rest / unit.ms);
      rest -= amount * unit.ms;
      return { amount, unit };
    })
    .filter(({ amount }) => amount > 0);
}
