import { type Area, shared } from './area.ts';

/** The zones of each state and territory. */
const stateZones: Readonly<Record<string, readonly string[]>> = {
  ACT: ['Australia/Sydney'],
  NSW: ['Australia/Broken_Hill', 'Australia/Sydney'],
  NT: ['Australia/Darwin'],
  QLD: ['Australia/Brisbane', 'Australia/Lindeman'],
  SA: ['Australia/Adelaide'],
  TAS: ['Australia/Hobart'],
  VIC: ['Australia/Melbourne'],
  WA: ['Australia/Eucla', 'Australia/Perth'],
};

/** States and territories by their names, as `lettersOf` returns them. */
export const australianNames: Readonly<Record<string, string>> = {
  AUSTRALIANCAPITALTERRITORY: 'ACT',
  NEWSOUTHWALES: 'NSW',
  NORTHERNTERRITORY: 'NT',
  QUEENSLAND: 'QLD',
  SOUTHAUSTRALIA: 'SA',
  TASMANIA: 'TAS',
  VICTORIA: 'VIC',
  WESTERNAUSTRALIA: 'WA',
};

const states: ReadonlyMap<string, Area> = new Map(
  Object.entries(stateZones).map(([code, zones]) => [
    code,
    { country: 'AU', zones: shared(zones), regions: [code] },
  ]),
);

/** Returns the area of an Australian state. @param code in capitals, such as `NSW` */
export function australianState(code: string): Area | undefined {
  return states.get(code);
}

/** Returns the codes of the Australian states that have one of these zones. */
export function australianStatesIn(zones: readonly string[]): string[] {
  return Object.keys(stateZones).filter((code) => stateZones[code]?.some((zone) => zones.includes(zone)));
}

/**
 * Postcodes that are not simply their state's: `first-last`, states, zones. Australia Post's ranges; those from 1000 and from 8000 are
 * post office boxes. 0872 is the desert of three states, 6443 the Nullarbor, and 6798 and 6799 are islands in the Indian Ocean.
 */
const special = `
200-299 ACT Sydney
872-872 NT,SA,WA Adelaide,Darwin,Perth
800-999 NT Darwin
1000-1999 NSW Sydney
2600-2618 ACT Sydney
2880-2880 NSW Broken_Hill
2898-2898 NSW Lord_Howe
2899-2899 - Pacific/Norfolk
2900-2920 ACT Sydney
2000-2999 NSW Sydney
3000-3999 VIC Melbourne
4000-4999 QLD Brisbane,Lindeman
5000-5999 SA Adelaide
6443-6443 WA Eucla,Perth
6798-6798 WA Indian/Christmas
6799-6799 WA Indian/Cocos
6000-6999 WA Perth
7000-7999 TAS Hobart
8000-8999 VIC Melbourne
9000-9999 QLD Brisbane,Lindeman
`;

const postcodes = special
  .trim()
  .split('\n')
  .map((line) => {
    const [range = '', regions = '', zones = ''] = line.split(' ');
    const [first = 0, last = 0] = range.split('-').map(Number);
    const area: Area = {
      country: 'AU',
      zones: shared(zones.split(',').map((zone) => (zone.includes('/') ? zone : `Australia/${zone}`))),
      regions: regions === '-' ? null : regions.split(','),
    };
    return { first, last, area };
  });

/** Returns the area of an Australian postcode. A spreadsheet may have removed its 0: `800` is Darwin. */
export function australianPostcode(text: string): Area | undefined {
  if (!/^\d{3,4}$/.test(text)) return undefined;
  const number = Number(text);
  return postcodes.find(({ first, last }) => first <= number && number <= last)?.area;
}
