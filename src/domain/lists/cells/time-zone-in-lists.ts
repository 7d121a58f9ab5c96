import { canonicalTimeZone } from '../../time/time-zone.ts';

/** Zones by how lists write them. Asking Intl takes longer than the rest of a row, and a list has few zones. */
const known = new Map<string, string>();

/**
 * Returns the IANA name of a time zone as lists write it: as {@link canonicalTimeZone} reads it, or as HubSpot exports it
 * (`UTC +10:00 Australia Sydney`, `australia_slash_sydney`). Undefined if it is not a time zone.
 */
export function timeZoneInList(text: string): string | undefined {
  const before = known.get(text);
  if (before !== undefined) return before;
  const zone = canonicalTimeZone(text) ?? hubSpotTimeZone(text);
  if (zone !== undefined) known.set(text, zone);
  return zone;
}

function hubSpotTimeZone(text: string): string | undefined {
  const [, label] = /^UTC [+-]\d\d:\d\d ([A-Za-z]+ .+)$/.exec(text) ?? [];
  const words = label?.split(' ') ?? [];
  // America/New_York, and America/Argentina/Buenos_Aires.
  const readings = [1, 2].map((slashes) =>
    [...words.slice(0, slashes), words.slice(slashes).join('_')].filter(Boolean).join('/'),
  );
  return [text.replaceAll('_slash_', '/'), ...readings].map(canonicalTimeZone).find(Boolean);
}
