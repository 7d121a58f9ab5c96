import { shared } from '../area.ts';
import type { NumberArea } from './number-area.ts';

/**
 * Zones and states of Australian numbers by their first digits after +61 (Telecommunications Numbering Plan 2015). Each area code
 * has parts of a neighbouring state: 02 Wodonga, 03 Deniliquin, 07 Tweed Heads, 08 Broken Hill.
 */
const table = `
2 ACT,NSW,VIC Lord_Howe,Sydney
3 NSW,TAS,VIC Hobart,Melbourne,Sydney
7 NSW,QLD Brisbane,Lindeman,Sydney
8 NSW,NT,SA,WA Adelaide,Broken_Hill,Darwin,Eucla,Perth
86 WA Eucla,Perth
87 NSW,SA Adelaide,Broken_Hill
879 NT Darwin
88 NSW,SA Adelaide,Broken_Hill
889 NT Darwin
89 WA Eucla,Perth
`;

/** Islands whose numbers are Australian too. */
const islands = `
89162 CC Indian/Cocos
89164 CX Indian/Christmas
`;

const australia = (zones: string) => shared(zones.split(',').map((zone) => `Australia/${zone}`));

/** Mobiles, 13 and 18 numbers, and whatever else has no area. */
const anywhere: NumberArea = {
  country: 'AU',
  zones: australia(
    'Adelaide,Brisbane,Broken_Hill,Darwin,Eucla,Hobart,Lindeman,Lord_Howe,Melbourne,Perth,Sydney',
  ),
  regions: null,
  isGeographic: false,
};

/** The areas of Australian numbers by prefix, with 61. */
export const australianAreas: ReadonlyMap<string, NumberArea> = new Map<string, NumberArea>([
  ['61', anywhere],
  ...linesOf(table).map(([prefix = '', regions = '', zones = '']): [string, NumberArea] => [
    `61${prefix}`,
    { country: 'AU', zones: australia(zones), regions: regions.split(','), isGeographic: true },
  ]),
  ...linesOf(islands).map(([prefix = '', country = '', zone = '']): [string, NumberArea] => [
    `61${prefix}`,
    { country, zones: shared([zone]), regions: null, isGeographic: true },
  ]),
]);

function linesOf(text: string): string[][] {
  return text
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
}
