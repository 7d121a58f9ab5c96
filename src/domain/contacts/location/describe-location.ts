import { cityName } from '../../time/time-zone.ts';
import type { Contact } from '../contact.ts';
import { addressOf } from './address.ts';
import type { Location, ZonesFrom } from './location.ts';

/** How many zones are named. Australia has eleven. */
const mostNamed = 12;

/** Says which zones a contact may be in, and where they come from: `Eucla or Perth, from its state WA`. */
export function describeLocation(
  { zones, zonesFrom }: Location,
  contact: Pick<Contact, 'customFields'>,
): string {
  const named = zones.length > mostNamed ? zones.slice(0, mostNamed - 1) : zones;
  const more = zones.length - named.length;
  const cities = [...named.map(cityName), ...(more > 0 ? [`${more} other zones`] : [])];
  const sources = zonesFrom.map((source) => describeSource(source, contact));
  return `${listed(cities, 'or')}, ${zonesFrom.includes('assumed') ? '' : 'from '}${listed(sources, 'and')}`;
}

function describeSource(source: ZonesFrom, { customFields }: Pick<Contact, 'customFields'>): string {
  switch (source) {
    case 'timezone':
      return 'its time zone';
    case 'state':
    case 'postcode':
      return `its ${source} ${addressOf(customFields)[source].join(' and ')}`;
    case 'number':
      return 'its number';
    case 'assumed':
      return "assumed, because its number doesn't say";
  }
}

/** Joins words: `a, b or c`. */
function listed(words: readonly string[], conjunction: string): string {
  const last = words.at(-1) ?? '';
  return words.length > 1 ? `${words.slice(0, -1).join(', ')} ${conjunction} ${last}` : last;
}
