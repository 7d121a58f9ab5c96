import { nearestNames } from '../nearest-names.ts';
import { Problem } from '../problem.ts';

/**
 * Returns the IANA name of a zone in its usual spelling: `australia/sydney` → `Australia/Sydney`. An alias stays as it is
 * (`Asia/Kolkata`), whichever name this version of Node prefers.
 *
 * Accepts `Area/Place` and `UTC`, but not abbreviations (`AEST`, `EST`), offsets (`+10:00`) or one-word names (`Japan`): what Intl
 * makes of them differs between versions of Node, or is not what people mean (`EST` is Panama).
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

/**
 * Returns the IANA name of the zone that an operator types, without the spaces around it.
 *
 * @throws Problem `invalid_timezone`
 */
export function requireTimeZone(text: string): string {
  const zone = canonicalTimeZone(text.trim());
  if (zone) return zone;
  const near = zoneMeantBy(text) ?? '';
  throw new Problem('usage', {
    code: 'invalid_timezone',
    message: `"${text}" is not a time zone.`,
    hint: `${near ? `Did you mean ${near}? ` : ''}Use an IANA name, such as Australia/Perth.`,
    facts: { near },
  });
}

/** Returns the zone that a text may be a slip of, or whose city it names: `Australia/Sydney` for `Sydney`. */
export function zoneMeantBy(text: string): string | undefined {
  const zones = Intl.supportedValuesOf('timeZone');
  const cities = new Map(zones.map((zone) => [cityName(zone), zone]));
  const [near] = nearestNames(text, [...zones, ...cities.keys()]);
  return near === undefined ? undefined : (cities.get(near) ?? near);
}

/** Returns the city of a zone: `Buenos Aires` for `America/Argentina/Buenos_Aires`. */
export function cityName(zone: string): string {
  return zone.slice(zone.lastIndexOf('/') + 1).replaceAll('_', ' ');
}

function preferredName(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** Words in IANA zone names with unusual capitals. */
const unusualWords = new Map(
  [
    ...['ACT', 'GMT', 'GMT0', 'IN', 'LHI', 'NSW', 'UCT', 'US', 'UTC'],
    ...['BajaNorte', 'BajaSur', 'ComodRivadavia', 'DeNoronha', 'EasterIsland'],
  ].map((word) => [word.toLowerCase(), word]),
);

/**
 * Returns the usual spelling of an alias: `asia/kolkata` → `Asia/Kolkata`. Intl corrects the case of the names it prefers, but
 * replaces an alias with another name.
 */
function spellZoneName(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^/_+-]+/g, (word) => unusualWords.get(word) ?? word.charAt(0).toUpperCase() + word.slice(1));
}
