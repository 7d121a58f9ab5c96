import { spellZoneName } from './time-zone-spelling.ts';

/**
 * The IANA name of a zone in its usual spelling: `australia/sydney` → `Australia/Sydney`. Aliases stay themselves
 * (`Asia/Kolkata`, whichever name this version of Node prefers).
 *
 * Accepted are `Area/Place` and `UTC`. Abbreviations (`AEST`, `EST`), offsets (`+10:00`) and one-word names (`Japan`) are not:
 * what Intl makes of them differs between versions of Node, or is not what people mean (`EST` is Panama).
 *
 * @returns undefined if there is no such zone
 */
export function canonicalTimeZone(name: string): string | undefined {
  if (name.toLowerCase() === 'utc') return 'UTC';
  if (!/^[a-z]+\//i.test(name) || /^systemv\//i.test(name)) return undefined;
  const preferred = preferredName(name);
  if (preferred === undefined) return undefined;
  return preferred.toLowerCase() === name.toLowerCase() ? preferred : spellZoneName(name);
}

function preferredName(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}
