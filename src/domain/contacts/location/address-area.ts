import type { Address } from './address.ts';
import { type Area, either } from './area.ts';
import { australianNames, australianPostcode, australianState } from './australia.ts';
import { usNames, usState, usZip } from './us-states.ts';

/** Where the states and the postcodes of an address are. Undefined if none of them is known. */
export interface AddressAreas {
  state: Area | undefined;
  postcode: Area | undefined;
}

/**
 * Returns where an address is, if it is in Australia or the USA; others are not read. Its codes are those of the country that it names,
 * or else of the phone number's: `WA` is Western Australia or Washington. A state that is written out is known in either.
 *
 * @param numberCountry ISO 3166-1
 */
export function areasOfAddress(address: Address, numberCountry: string | null): AddressAreas {
  const named = address.country.map(countryIn);
  const countries = named.length > 0 ? named : [numberCountry];
  return {
    state: areaOf(address.state, countries, areaOfState),
    postcode: areaOf(address.postcode, countries, areaOfPostcode),
  };
}

function areaOf(
  texts: readonly string[],
  countries: readonly (string | null)[],
  read: (text: string, country: string | null) => Area | undefined,
): Area | undefined {
  if (texts.length === 0) return undefined;
  return either(texts.flatMap((text) => countries.flatMap((country) => read(text, country) ?? [])));
}

/** A list has few different states, and reading one takes as long as all the rest. */
const readStates = new Map<string, Area | undefined>();
const mostReadStates = 1000;

function areaOfState(text: string, country: string | null): Area | undefined {
  const key = `${country} ${text}`;
  if (readStates.has(key)) return readStates.get(key);
  if (readStates.size >= mostReadStates) readStates.clear();
  const area = readState(text, country);
  readStates.set(key, area);
  return area;
}

function readState(text: string, country: string | null): Area | undefined {
  for (const name of namesIn(text)) {
    const australian = Object.hasOwn(australianNames, name) ? australianNames[name] : undefined;
    if (australian !== undefined) return australianState(australian);
    const american = usNames.get(name);
    if (american !== undefined) return american;
    const area = country === 'AU' ? australianState(name) : country === 'US' ? usState(name) : undefined;
    if (area !== undefined) return area;
  }
  return undefined;
}

/** Returns what may be the state in a text: all of it, or what stands beside a city or country (`Perth, WA`, `US-FL`). */
function namesIn(text: string): string[] {
  const parts = text.split(/[-,/]/).map(lettersOf);
  const last = parts.at(-1) ?? '';
  return [lettersOf(text), Object.hasOwn(countryNames, last) ? (parts.at(-2) ?? '') : last];
}

function areaOfPostcode(text: string, country: string | null): Area | undefined {
  if (country === 'AU') return australianPostcode(text);
  return country === 'US' ? usZip(text) : undefined;
}

const countryNames: Readonly<Record<string, string>> = {
  AU: 'AU',
  AUS: 'AU',
  AUSTRALIA: 'AU',
  COMMONWEALTHOFAUSTRALIA: 'AU',
  US: 'US',
  USA: 'US',
  UNITEDSTATES: 'US',
  UNITEDSTATESOFAMERICA: 'US',
  AMERICA: 'US',
};

/** Returns AU or US, or null for another country. */
function countryIn(text: string): string | null {
  const letters = lettersOf(text);
  return Object.hasOwn(countryNames, letters) ? (countryNames[letters] ?? null) : null;
}

/** Returns the letters of a text as capitals: `N.S.W.` → `NSW`. */
function lettersOf(text: string): string {
  return text.toUpperCase().replace(/[^A-Z]/g, '');
}
