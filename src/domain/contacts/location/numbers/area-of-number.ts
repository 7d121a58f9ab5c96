import { shared } from '../area.ts';
import { australianAreas } from './australian-numbers.ts';
import type { NumberArea } from './number-area.ts';
import { numberAreas, zoneAliases } from './number-areas.ts';

/** Zones around the world, for a number of no country. Waking hours in all of them at once are hardly ever. */
const anywhere: NumberArea = {
  country: null,
  zones: shared([
    'America/Los_Angeles',
    'America/New_York',
    'Asia/Kolkata',
    'Asia/Tokyo',
    'Europe/London',
    'Pacific/Auckland',
    'Pacific/Honolulu',
  ]),
  regions: null,
  isGeographic: false,
};

/** The longest prefix in the table. */
const longestPrefix = 9;

let areas: ReadonlyMap<string, NumberArea> | undefined;
let aliases: ReadonlyMap<string, string> | undefined;

/**
 * Returns where a phone number is, by the longest prefix that is known. A mobile may be anywhere in its country. In North
 * America, where mobiles have area codes as well, any number may be anywhere in its area.
 *
 * @param e164 with its `+`
 */
export function areaOfNumber(e164: string): NumberArea {
  areas ??= readAreas();
  for (let end = Math.min(longestPrefix, e164.length - 1); end > 0; end--) {
    const area = areas.get(e164.slice(1, end + 1));
    if (area !== undefined) return area;
  }
  return anywhere;
}

/** Returns the zone that stands for this one in the areas of numbers: of a country's zones with the same clock they have one. */
export function zoneInAreas(zone: string): string {
  aliases ??= new Map(
    linesOf(zoneAliases).map((line): [string, string] => {
      const [name = '', other = ''] = line.split(' ');
      return [name, other];
    }),
  );
  return aliases.get(zone) ?? zone;
}

function readAreas(): ReadonlyMap<string, NumberArea> {
  const read = new Map(australianAreas);
  for (const line of linesOf(numberAreas)) {
    const [area = '', prefixes = ''] = line.split(': ');
    const [country = '', regions = '', zones = ''] = area.split(' ');
    const isGeographic = !country.endsWith('*');
    const value: NumberArea = {
      country: country.slice(0, 2),
      zones: shared(zones.split(',')),
      regions: regions === '-' ? null : regions.split(','),
      isGeographic,
    };
    for (const prefix of prefixes.split(' ')) read.set(prefix, value);
  }
  return read;
}

function linesOf(text: string): string[] {
  return text.trim().split('\n');
}
