import { Problem } from '../../problem.ts';
import { canonicalTimeZone } from '../../time/time-zone.ts';
import type { Contact } from '../contact.ts';
import { addressOf } from './address.ts';
import { areasOfAddress } from './address-area.ts';
import { type Area, combined, shared } from './area.ts';
import { australianStatesIn } from './australia.ts';
import { areaOfNumber, zoneInAreas } from './numbers/area-of-number.ts';
import type { NumberArea } from './numbers/number-area.ts';
import { usStatesIn } from './us-states.ts';

/** What the zones of a contact were found from. `assumed`: the operator said what to assume of numbers without an area. */
export type ZonesFrom = 'timezone' | 'state' | 'postcode' | 'number' | 'assumed';

/** Where a person may be. A call must be allowed in every zone and region. */
export interface Location {
  /** IANA names, sorted, at least one. The same array each time for the same zones. */
  zones: readonly string[];
  /** What the zones were found from, the surest first. */
  zonesFrom: readonly ZonesFrom[];
  /** The country of the number, ISO 3166-1; null if it is of none, such as a satellite phone. */
  country: string | null;
  /** The states of that country that the person may be in, as `NSW` or `FL`; null if not known. */
  regions: readonly string[] | null;
}

/**
 * Returns where a contact may be. The contact's own time zone counts alone. Otherwise the state and postcode of its address do,
 * combined with its number: if they agree, the person is where they overlap; if not, both count. Otherwise the number counts.
 *
 * @param assumedZone the zone of those whose number says only the country, if that country has it
 * @throws Problem `unreadable_timezone` if the contact's time zone is none, so that nothing is decided by it
 */
export function locationOf(
  contact: Pick<Contact, 'phoneNumber' | 'timezone' | 'customFields'>,
  assumedZone?: string,
): Location {
  const numberArea = areaOfNumber(contact.phoneNumber);
  const address = areasOfAddress(addressOf(contact.customFields), numberArea.country);
  if (contact.timezone !== null)
    return inOwnZone(contact.timezone, address.state ?? address.postcode, numberArea);
  const { state, postcode } = address;
  const area = state && postcode ? combined(state, postcode) : (state ?? postcode);
  if (area === undefined) return byNumber(numberArea, assumedZone);
  const both = combined(area, numberArea);
  const { zones } = both;
  const zonesFrom: ZonesFrom[] = [];
  if (state) zonesFrom.push('state');
  if (postcode) zonesFrom.push('postcode');
  if (zones !== area.zones) zonesFrom.push('number');
  const regions = area.country === numberArea.country ? both.regions : numberArea.regions;
  return { zones, zonesFrom, country: numberArea.country, regions };
}

/** Returns the countries of contacts' numbers. */
export function countriesOf(contacts: Iterable<Pick<Contact, 'phoneNumber'>>): Set<string> {
  const countries = new Set<string>();
  for (const { phoneNumber } of contacts) {
    const { country } = areaOfNumber(phoneNumber);
    if (country !== null) countries.add(country);
  }
  return countries;
}

function inOwnZone(zone: string, area: Area | undefined, numberArea: NumberArea): Location {
  requireKnown(zone);
  const fromAddress = area?.country === numberArea.country ? area?.regions : undefined;
  const regions = fromAddress ?? regionsInZone(zone, numberArea);
  return { zones: shared([zone]), zonesFrom: ['timezone'], country: numberArea.country, regions };
}

/** Returns the states of someone in a zone: those of the number that have it, or else all of the country that have. */
function regionsInZone(zone: string, { country, zones, regions }: NumberArea): readonly string[] | null {
  const names = [zoneInAreas(zone), preferredName(zone)];
  const states = country === 'AU' ? australianStatesIn(names) : country === 'US' ? usStatesIn(names) : [];
  if (states.length === 0) return zones.includes(zoneInAreas(zone)) ? regions : null;
  const both = states.filter((state) => regions?.includes(state));
  return both.length > 0 ? both : states;
}

function byNumber(numberArea: NumberArea, assumedZone: string | undefined): Location {
  const { country, regions } = numberArea;
  if (assumedZone !== undefined && !numberArea.isGeographic && hasZone(numberArea, assumedZone))
    return {
      zones: shared([assumedZone]),
      zonesFrom: ['assumed'],
      country,
      regions: regionsInZone(assumedZone, numberArea),
    };
  return { zones: numberArea.zones, zonesFrom: ['number'], country, regions };
}

/** Returns whether an area has a zone, whatever name it goes by: `Australia/Canberra` is Sydney's. */
function hasZone({ zones }: NumberArea, zone: string): boolean {
  const name = zoneInAreas(zone);
  return zones.includes(name) || zones.some((one) => preferredName(one) === preferredName(name));
}

const knownZones = new Set<string>();

/** @throws Problem `unreadable_timezone` */
function requireKnown(zone: string): void {
  if (knownZones.has(zone)) return;
  if (canonicalTimeZone(zone) === undefined) {
    throw new Problem('failed', {
      code: 'unreadable_timezone',
      message: `The contact's time zone "${zone}" is unknown.`,
      facts: { zone },
    });
  }
  knownZones.add(zone);
}

const preferredNames = new Map<string, string>();

/** Returns the name that Intl prefers for a zone; asking it takes longer than all the rest. */
function preferredName(zone: string): string {
  const known = preferredNames.get(zone);
  if (known !== undefined) return known;
  const name = new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone;
  preferredNames.set(zone, name);
  return name;
}
