import {
  type CountryCode,
  getCountries,
  getCountryCallingCode,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/max';
import { usStates } from '../../src/domain/contacts/location/us-states.ts';
import { type Area, type Areas, type CountryZones, groupBy } from './areas.ts';

const provinces: Readonly<Record<string, string>> = {
  Alberta: 'AB',
  'British Columbia': 'BC',
  'British Colombia': 'BC',
  Manitoba: 'MB',
  'New Brunswick': 'NB',
  'Newfoundland and Labrador': 'NL',
  'Northwest Territories': 'NT',
  'Nova Scotia': 'NS',
  Nunavut: 'NU',
  Ontario: 'ON',
  'Prince Edward Island': 'PE',
  Quebec: 'QC',
  Saskatchewan: 'SK',
  Yukon: 'YT',
};

const stateNames = new Map<string, string>([
  ...usStates.map(({ code, name }): [string, string] => [name, code]),
  ...Object.entries(provinces),
  ['Washington State', 'WA'],
  ['Washington D.C.', 'DC'],
]);

/** States of area codes that Google's data does not have yet. */
const newAreas: Readonly<Record<string, string>> = { '273': 'QC' };
const stateCodes = new Set(stateNames.values());

/** Zones of Canada: Google's names for its clocks. */
const canada = 'Edmonton Fort_Nelson Halifax Regina St_Johns Toronto Vancouver Winnipeg';

/**
 * Area codes whose zones Google's data gives wrong or too few: an overlay has the zones of the code that it overlays, and a number
 * that was moved within an area code can be anywhere in it.
 */
const corrections: Readonly<Record<string, string>> = {
  '208 986': 'Denver Los_Angeles',
  '250 236 257 672 778': 'Edmonton Fort_Nelson Vancouver',
  '270 364 812 930 850 448': 'Chicago New_York',
  '306 474 639': 'Edmonton Regina',
  '273 367 418 581': 'Halifax Toronto',
  '458 541': 'Denver Los_Angeles',
  '689': 'New_York',
  '709 879': 'Halifax St_Johns',
  '907': 'Adak Anchorage',
};

/** Zones of Google's data that have the clock of another one of the same country. */
const merged: Readonly<Record<string, string>> = {
  'America/Boise': 'America/Denver',
  'America/North_Dakota/Center': 'America/Chicago',
};

/** Returns the areas of area codes. Other numbers, such as toll-free ones, can be anywhere in the countries with code 1. */
export function northAmerica(sources: {
  zones: CountryZones;
  google: ReadonlyMap<string, string>;
  names: ReadonlyMap<string, string>;
}): Areas {
  const corrected = new Map(
    Object.entries(corrections).flatMap(([codes, names]) =>
      codes.split(' ').map((code) => [code, names.split(' ').map((name) => `America/${name}`)] as const),
    ),
  );
  const areas: Areas = new Map();
  for (let area = 200; area < 1000; area++) {
    const country = countryOf(area);
    if (country === undefined) continue;
    const isDivided = country === 'US' || country === 'CA';
    const prefix = `1${area}`;
    const zones = isDivided
      ? (corrected.get(String(area)) ?? zonesUnder(prefix, sources.google))
      : sources.zones.of(country);
    if (zones.length === 0) {
      process.stderr.write(`No zones for area code ${area} of ${country}\n`);
      continue;
    }
    const regions = isDivided ? regionsUnder(prefix, sources.names) : [];
    areas.set(prefix, { country, zones, regions, isGeographic: true });
  }
  const all = new Set([
    ...usStates.flatMap(({ zones }) => zones),
    ...canada.split(' ').map((name) => `America/${name}`),
    ...[...areas.values()].flatMap(({ zones }) => zones),
  ]);
  const anywhere: Area = { country: 'US', zones: [...all].sort(), regions: [], isGeographic: false };
  return new Map([['1', anywhere], ...areas]);
}

const northAmericans: readonly CountryCode[] = getCountries().filter(
  (country) => getCountryCallingCode(country) === '1',
);

/** Returns the country of an area code of subscribers, fixed or mobile. */
function countryOf(area: number): CountryCode | undefined {
  for (const rest of [
    '2345678',
    '4567890',
    '7234567',
    '9345678',
    '2223333',
    '8765432',
    '6912345',
    '2982345',
  ]) {
    const number = parsePhoneNumberFromString(`+1${area}${rest}`);
    const type = number?.getType();
    if (type === 'FIXED_LINE' || type === 'MOBILE' || type === 'FIXED_LINE_OR_MOBILE')
      return northAmericans.find((country) => country === number?.country);
  }
  return undefined;
}

/** Returns the zones of all prefixes under an area code. */
function zonesUnder(prefix: string, google: ReadonlyMap<string, string>): string[] {
  const under = [...google].filter(([key]) => key.startsWith(prefix));
  const zones = under.flatMap(([, names]) => names.split('&')).map((zone) => merged[zone] ?? zone);
  return [...new Set(zones)].sort();
}

/** Returns the states of an area code: those in its name, or else the one that most of its towns are in. */
function regionsUnder(prefix: string, names: ReadonlyMap<string, string>): string[] {
  const area = newAreas[prefix.slice(1)];
  const named = area === undefined ? statesIn(names.get(prefix) ?? '') : [area];
  if (named.length > 0) return named;
  const under = [...names].filter(([key]) => key.startsWith(prefix)).flatMap(([, name]) => statesIn(name));
  const counts = [...groupBy(under, (state) => state)].map(([state, { length }]) => ({ state, length }));
  const [most] = counts.sort((a, b) => b.length - a.length);
  if (most === undefined) throw new Error(`No state of area code ${prefix.slice(1)}`);
  return [most.state];
}

/** Returns the codes of the states that a town's name mentions: `Boise, ID`, `Nova Scotia/Prince Edward Island`. */
function statesIn(name: string): string[] {
  const [, code] = /, ([A-Z]{2})$/.exec(name) ?? [];
  if (code !== undefined && stateCodes.has(code)) return [code];
  return name
    .split('/')
    .flatMap((part) => stateNames.get(part) ?? [])
    .sort();
}
