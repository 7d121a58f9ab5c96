import { shared } from '../area.ts';
import { australianPlaces } from './australian-numbers.ts';
import type { NumberPlace } from './number-place.ts';
import { numberPlaces, zoneAliases } from './number-places.ts';

/** Zones around the world, for a number of no country. Waking hours in all of them at once are hardly ever. */
const anywhere: NumberPlace = {
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

let places: ReadonlyMap<string, NumberPlace> | undefined;
let aliases: ReadonlyMap<string, string> | undefined;

/**
 * Returns where a phone number is, by the longest prefix that is known. A mobile may be anywhere in its country. In North
 * America, where mobiles have area codes as well, any number may be anywhere in its area.
 *
 * @param e164 with its `+`
 */
export function placeOfNumber(e164: string): NumberPlace {
  places ??= readPlaces();
  for (let end = Math.min(longestPrefix, e164.length - 1); end > 0; end--) {
    const place = places.get(e164.slice(1, end + 1));
    if (place !== undefined) return place;
  }
  return anywhere;
}

/** Returns the zone that stands for this one in the places of numbers: of a country's zones with the same clock they have one. */
export function zoneInPlaces(zone: string): string {
  aliases ??= new Map(
    linesOf(zoneAliases).map((line): [string, string] => {
      const [name = '', other = ''] = line.split(' ');
      return [name, other];
    }),
  );
  return aliases.get(zone) ?? zone;
}

function readPlaces(): ReadonlyMap<string, NumberPlace> {
  const read = new Map(australianPlaces);
  for (const line of linesOf(numberPlaces)) {
    const [place = '', prefixes = ''] = line.split(': ');
    const [country = '', regions = '', zones = ''] = place.split(' ');
    const isGeographic = !country.endsWith('*');
    const value: NumberPlace = {
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
