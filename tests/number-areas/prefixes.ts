import { type CountryCode, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { type Area, type Areas, type CountryZones, isSame } from './areas.ts';

/** How many digits after the calling code a prefix has at most. */
const longest = 7;
const samples = 280;

/** Prefixes whose zones Google's data gives wrongly, or too surely: Recife, for one, as an island off its coast. */
const corrections: Readonly<Record<string, string>> = {
  '5581': 'America/Noronha&America/Sao_Paulo',
  '5632': 'America/Santiago&Pacific/Easter',
  '5661': 'America/Punta_Arenas',
  '5667': 'America/Coyhaique',
  '6759': 'Pacific/Bougainville&Pacific/Port_Moresby',
  '7401': 'Europe/Kaliningrad',
  '7845': 'Europe/Saratov',
};

interface Sources {
  zones: CountryZones;
  google: ReadonlyMap<string, string>;
}

/**
 * Returns the areas of the numbers of a calling code. Those of fixed lines are as Google's data says; mobiles, toll-free and other
 * numbers can be anywhere in their country.
 *
 * @param countries that share the code, the main one first
 */
export function prefixAreas(
  code: string,
  countries: readonly CountryCode[],
  { zones, google }: Sources,
): Areas {
  const sources = { zones, google: corrected(code, google) };
  const prefixes = [...sources.google.keys()];
  const main = mainCountry(code, countries);
  const areas: Areas = new Map([[code, anywhereIn(main, sources.zones)]]);
  const isSimple = countries.length === 1 && sources.zones.of(main).length === 1;
  if (!isSimple)
    for (let digit = 0; digit < 10; digit++) walk(`${code}${digit}`, anywhereIn(main, sources.zones));
  return areas;

  function walk(prefix: string, inherited: Area): void {
    const kinds = kindsUnder(prefix, main, zones);
    const [kind] = kinds;
    if (kind === undefined) return;
    const isLast = prefix.length === code.length + longest;
    if (kinds.length > 1 && !isLast) {
      deeper(prefix, inherited);
      return;
    }
    const area = kinds.length > 1 ? anywhereIn(main, zones) : areaOf(prefix, kind, sources);
    if (!isSame(area, inherited)) areas.set(prefix, area);
    const hasFiner = prefixes.some((key) => key !== prefix && key.startsWith(prefix));
    if (hasFiner && !isLast && (kind.isFixed || countries.length > 1)) deeper(prefix, area);
  }

  function deeper(prefix: string, inherited: Area): void {
    for (let digit = 0; digit < 10; digit++) walk(`${prefix}${digit}`, inherited);
  }
}

/** Numbers of one country, fixed lines or not. In a country of one zone, that is the same. */
interface Kind {
  country: string;
  isFixed: boolean;
}

function kindsUnder(prefix: string, main: string, zones: CountryZones): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const number of sampleNumbers(prefix)) {
    const country = number.country ?? main;
    const type = number.getType();
    const isFixed = type === 'FIXED_LINE' || type === 'FIXED_LINE_OR_MOBILE';
    kinds.set(`${country} ${isFixed && zones.of(country).length > 1}`, { country, isFixed });
  }
  return [...kinds.values()];
}

/** Returns Google's entries for a calling code, with the corrections instead of what they correct. */
function corrected(code: string, google: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const isCorrected = (prefix: string) => Object.keys(corrections).some((key) => prefix.startsWith(key));
  const kept = [...google].filter(([prefix]) => prefix.startsWith(code) && !isCorrected(prefix));
  return new Map([...kept, ...Object.entries(corrections)]);
}

function mainCountry(code: string, countries: readonly CountryCode[]): CountryCode {
  const mains: Readonly<Record<string, CountryCode>> = {
    '7': 'RU',
    '39': 'IT',
    '44': 'GB',
    '47': 'NO',
    '212': 'MA',
    '262': 'RE',
    '290': 'SH',
    '358': 'FI',
    '590': 'GP',
    '599': 'CW',
  };
  const main = mains[code] ?? countries[0];
  if (main === undefined || (countries.length > 1 && mains[code] === undefined))
    throw new Error(`Which country is the main one of +${code}: ${countries.join(', ')}?`);
  return main;
}

function anywhereIn(country: string, zones: CountryZones): Area {
  return { country, zones: zones.of(country), regions: [], isGeographic: zones.of(country).length === 1 };
}

/** Returns the area of a prefix whose numbers are all of one country and either fixed lines or not. */
function areaOf(prefix: string, { country, isFixed }: Kind, { zones, google }: Sources): Area {
  const anywhere = anywhereIn(country, zones);
  if (!isFixed || anywhere.isGeographic) return anywhere;
  const names = lookUp(prefix, google) ?? '';
  const found = names.split('&').map((zone) => (zone ? zones.sameClock(country, zone) : undefined));
  const sure = found.filter((zone) => zone !== undefined);
  if (sure.length < found.length) return anywhere;
  return { country, zones: [...new Set(sure)].sort(), regions: [], isGeographic: true };
}

/** Returns the entry of the longest prefix that a text begins with. */
function lookUp(text: string, table: ReadonlyMap<string, string>): string | undefined {
  for (let length = text.length; length > 0; length--) {
    const value = table.get(text.slice(0, length));
    if (value !== undefined) return value;
  }
  return undefined;
}

/** Returns valid numbers with a prefix, the same ones each time. */
function* sampleNumbers(prefix: string): Generator<PhoneNumber> {
  let seed = Number(prefix) % 2_147_483_647 || 1;
  for (let sample = 0; sample < samples; sample++) {
    const total = 8 + (sample % 7);
    let digits = prefix;
    while (digits.length < total) {
      seed = (seed * 48_271) % 2_147_483_647;
      digits += seed % 10;
    }
    const number = digits.length === total ? parsePhoneNumberFromString(`+${digits}`) : undefined;
    if (number?.isValid() && number.number === `+${digits}`) yield number;
  }
}
