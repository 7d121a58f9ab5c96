import { type Area, shared } from './area.ts';

/** A state, district or territory of the USA. */
interface UsState {
  code: string;
  name: string;
  /** Sorted. */
  zones: readonly string[];
  /** The ranges of the first three digits of its ZIP codes. */
  zips: readonly { first: number; last: number }[];
}

const zoneNames: Readonly<Record<string, string>> = {
  E: 'America/New_York',
  C: 'America/Chicago',
  M: 'America/Denver',
  P: 'America/Los_Angeles',
  Z: 'America/Phoenix',
  A: 'America/Anchorage',
  L: 'America/Adak',
  H: 'Pacific/Honolulu',
  R: 'America/Puerto_Rico',
  V: 'America/St_Thomas',
  G: 'Pacific/Guam',
  N: 'Pacific/Saipan',
  S: 'Pacific/Pago_Pago',
};

/**
 * Code, zones, ZIP prefixes and name. A state that is divided has both of its zones, and Arizona that of the Navajo Nation (49 CFR 71).
 * Zones with the clock of a larger one count as that one: Detroit and Indianapolis as New York, Boise as Denver.
 * ZIP prefixes: USPS, Labeling List L002; those of armed forces (090-098, 340, 962-966) can be anywhere.
 */
const states = `
AK AL 995-999 Alaska
AL C 350-352,354-369 Alabama
AR C 716-729 Arkansas
AS S - American Samoa
AZ ZM 850-865 Arizona
CA P 900-961 California
CO M 800-816 Colorado
CT E 060-069 Connecticut
DC E 200,202-205,569 District of Columbia
DE E 197-199 Delaware
FL EC 320-339,341-349 Florida
GA E 300-319,398-399 Georgia
GU G 969 Guam
HI H 967-968 Hawaii
IA C 500-528 Iowa
ID MP 832-838 Idaho
IL C 600-629 Illinois
IN EC 460-479 Indiana
KS CM 660-679 Kansas
KY EC 400-427 Kentucky
LA C 700-714 Louisiana
MA E 010-027,055 Massachusetts
MD E 206-219 Maryland
ME E 039-049 Maine
MI EC 480-499 Michigan
MN C 550-567 Minnesota
MO C 630-658 Missouri
MP N - Northern Mariana Islands
MS C 386-397 Mississippi
MT M 590-599 Montana
NC E 270-289 North Carolina
ND CM 580-588 North Dakota
NE CM 680-693 Nebraska
NH E 030-038 New Hampshire
NJ E 070-089 New Jersey
NM M 870-884 New Mexico
NV PM 889-898 Nevada
NY E 005,100-149 New York
OH E 430-459 Ohio
OK C 730-732,734-749 Oklahoma
OR PM 970-979 Oregon
PA E 150-196 Pennsylvania
PR R 006-007,009 Puerto Rico
RI E 028-029 Rhode Island
SC E 290-299 South Carolina
SD CM 570-577 South Dakota
TN EC 370-385 Tennessee
TX CM 733,750-799,885 Texas
UT M 840-847 Utah
VA E 201,220-246 Virginia
VI V 008 Virgin Islands
VT E 050-054,056-059 Vermont
WA P 980-994 Washington
WI C 530-549 Wisconsin
WV E 247-268 West Virginia
WY M 820-831 Wyoming
`;

export const usStates: readonly UsState[] = states
  .trim()
  .split('\n')
  .map((line) => {
    const [code = '', zones = '', zips = '', ...name] = line.split(' ');
    return {
      code,
      name: name.join(' '),
      zones: [...zones].map((letter) => zoneNames[letter] ?? '').sort(),
      zips: zips === '-' ? [] : zips.split(',').map(rangeOf),
    };
  });

const areas: ReadonlyMap<string, Area> = new Map(
  usStates.map(({ code, zones }) => [code, { country: 'US', zones: shared(zones), regions: [code] }]),
);

/** States by their names in capital letters, without spaces and punctuation: `NEWYORK`. */
export const usNames: ReadonlyMap<string, Area> = new Map(
  [...usStates, ...otherNames()].flatMap(({ code, name }) => {
    const area = areas.get(code);
    return area ? [[name.toUpperCase().replace(/[^A-Z]/g, ''), area] as const] : [];
  }),
);

/** Returns the area of a state of the USA. @param code in capitals, such as `FL` */
export function usState(code: string): Area | undefined {
  return areas.get(code);
}

/** Returns the codes of the states of the USA that have one of these zones. */
export function usStatesIn(zones: readonly string[]): string[] {
  return usStates.filter((state) => state.zones.some((zone) => zones.includes(zone))).map(({ code }) => code);
}

/** Returns the area of a ZIP or ZIP+4 code. A spreadsheet may have removed its 0: `2134` is Boston. */
export function usZip(text: string): Area | undefined {
  const [, zip] = /^(\d{3,5})(?:-?\d{4})?$/.exec(text) ?? [];
  if (zip === undefined) return undefined;
  const prefix = Math.floor(Number(zip) / 100);
  const state = usStates.find(({ zips }) =>
    zips.some(({ first, last }) => first <= prefix && prefix <= last),
  );
  return state && areas.get(state.code);
}

function rangeOf(text: string): { first: number; last: number } {
  const [first = 0, last = first] = text.split('-').map(Number);
  return { first, last };
}

function otherNames(): Pick<UsState, 'code' | 'name'>[] {
  return [
    { code: 'DC', name: 'Washington DC' },
    { code: 'VI', name: 'US Virgin Islands' },
  ];
}
