/** Where the numbers with a prefix are. */
export interface Area {
  country: string;
  /** Sorted. */
  zones: readonly string[];
  /** States or provinces; empty if not known. */
  regions: readonly string[];
  /** Whether the prefix says where in the country a number is: false for mobiles and toll-free numbers. */
  isGeographic: boolean;
}

/** Areas by prefix, with the calling code and without `+`. */
export type Areas = Map<string, Area>;

/** What zones each country has. */
export interface CountryZones {
  /** The zones of a country, one for each of its clocks. */
  of: (country: string) => readonly string[];
  /** Returns the zone of a country with the same clock as `zone`, if it has one. */
  sameClock: (country: string, zone: string) => string | undefined;
  /** Zones of a country that another one of its zones stands for. */
  aliases: ReadonlyMap<string, string>;
}

export function isSame(a: Area, b: Area): boolean {
  return keyOf(a) === keyOf(b);
}

/** Returns the table as a module: a line for each area, with its prefixes. */
export function formatAreas(areas: Areas, aliases: ReadonlyMap<string, string>, release: string): string {
  const byArea = new Map<string, string[]>();
  for (const [prefix, area] of areas) {
    const key = keyOf(area);
    byArea.set(key, [...(byArea.get(key) ?? []), prefix]);
  }
  const lines = [...byArea]
    .map(([key, prefixes]) => `${key}: ${prefixes.sort().join(' ')}`)
    .sort()
    .join('\n');
  const names = [...aliases].map(([name, zone]) => `${name} ${zone}`).sort();
  return `/*
 * Made by tests/number-areas. Do not edit.
 * From Google's libphonenumber (Apache License 2.0, copyright The Libphonenumber Authors), as of ${release}, and zone.tab of the tz
 * database (public domain).
 */

/** Country, regions (\`-\` if not known) and zones of the numbers with these prefixes. \`*\`: they can be anywhere in the country. */
export const numberAreas = \`
${lines}
\`;

/** Zones, each with the one in the table that has the same clock and country. */
export const zoneAliases = \`
${names.join('\n')}
\`;
`;
}

function keyOf({ country, zones, regions, isGeographic }: Area): string {
  return `${country}${isGeographic ? '' : '*'} ${regions.join(',') || '-'} ${zones.join(',')}`;
}

/** Returns items by a key of theirs, in order. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(key(item), [...(groups.get(key(item)) ?? []), item]);
  return groups;
}
