import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CountryCode } from 'libphonenumber-js/max';
import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max';
import { type Area, type Areas, formatAreas } from './areas.ts';
import { readCountryZones } from './country-zones.ts';
import { northAmerica } from './north-america.ts';
import { prefixAreas } from './prefixes.ts';

/*
 * Makes the table of where phone numbers are. Run it as
 *   npm run generate:number-areas -- <clone of github.com/google/libphonenumber> <zone.tab of the tz database>
 * and look at the differences. Australia is left out: its table is in `australian-numbers.ts`.
 */
const [libphonenumber = '', zoneTab = ''] = process.argv.slice(2);
const target = 'src/domain/contacts/location/numbers/number-areas.ts';

const zones = readCountryZones(readFileSync(zoneTab, 'utf8'));
const google = readTable('resources/timezones/map_data.txt');
const countries = new Map<string, CountryCode[]>();
for (const country of getCountries()) {
  const code = getCountryCallingCode(country);
  countries.set(code, [...(countries.get(code) ?? []), country]);
}

const areas: Areas = new Map<string, Area>();
for (const [code, sharing] of countries) {
  if (code === '61') continue;
  const found =
    code === '1'
      ? northAmerica({ zones, google, names: readTable('resources/geocoding/en/1.txt') })
      : prefixAreas(code, sharing, { zones, google });
  for (const [prefix, area] of found) areas.set(prefix, area);
}
const release = execFileSync('git', ['-C', libphonenumber, 'log', '-1', '--format=%cs'], {
  encoding: 'utf8',
});
writeFileSync(target, formatAreas(areas, zones.aliases, release.trim()));

/** Reads lines of `prefix|value`. */
function readTable(file: string): ReadonlyMap<string, string> {
  const text = readClone(file);
  return new Map(
    text.split('\n').flatMap((line) => {
      const [, prefix, value] = /^(\d+)\|(.+)$/.exec(line) ?? [];
      return prefix !== undefined && value !== undefined ? [[prefix, value] as const] : [];
    }),
  );
}

/** Reads a file of a clone, which may have no work tree. */
function readClone(file: string): string {
  const isBare = execFileSync('git', ['-C', libphonenumber, 'rev-parse', '--is-bare-repository'], {
    encoding: 'utf8',
  });
  if (isBare.trim() === 'false') return readFileSync(join(libphonenumber, file), 'utf8');
  const options = { encoding: 'utf8', maxBuffer: 2 ** 26 } as const;
  return execFileSync('git', ['-C', libphonenumber, 'show', `HEAD:${file}`], options);
}
