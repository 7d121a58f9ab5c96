import { customField } from '../custom-fields.ts';

/** Which part of an address a custom field holds. */
export type AddressPart = 'state' | 'postcode' | 'country';

/** An address in a contact's custom fields. The contact may have several, such as a mailing and a billing address. */
export type Address = Readonly<Record<AddressPart, readonly string[]>>;

/** Words in exports of Salesforce, HubSpot, Outlook, Google Contacts and Xero, and in lists that people make, before the part. */
const whose =
  `mailing home residential primary contact person_mailing address address_1 addr_1 postal street physical po other
  shipping delivery sa billing business work office company default_address`.split(/\s+/);

const names: Readonly<Record<AddressPart, readonly string[]>> = {
  state: `state state_province state_region state_territory state_or_territory state_or_province state_code
    province region`.split(/\s+/),
  postcode: `postcode post_code postalcode postal_code zip zipcode zip_code zip_postal_code zip_postcode
    postcode_zip postal_zip pcode`.split(/\s+/),
  country: 'country country_code country_region'.split(' '),
};

/** What becomes of Xero's headers: `POPostalCode`, `SARegion`. */
const xero: readonly [string, AddressPart][] = ['po', 'sa'].flatMap((word) => [
  [`${word}region`, 'state'],
  [`${word}postal_code`, 'postcode'],
  [`${word}country`, 'country'],
]);

/** The parts by the keys of their custom fields. */
const parts: ReadonlyMap<string, AddressPart> = new Map([
  ...(['state', 'postcode', 'country'] as const).flatMap((part) => [
    ...names[part].map((name): [string, AddressPart] => [name, part]),
    ...whose.flatMap((word) => names[part].map((name): [string, AddressPart] => [`${word}_${name}`, part])),
  ]),
  ...xero,
]);

/** Returns the part of an address that a custom field holds: `mailing_state` → `state`. @param key in snake_case */
export function addressPart(key: string): AddressPart | undefined {
  return parts.get(key);
}

/**
 * Returns the state or the postcode of a contact, for people: that of the field with this very name, or else the first.
 *
 * @returns null if there is none
 */
export function firstInAddress(
  customFields: Readonly<Record<string, string>>,
  part: 'state' | 'postcode',
): string | null {
  return customField(customFields, part) ?? addressOf(customFields)[part][0] ?? null;
}

const none: readonly string[] = [];

/** Returns the states, postcodes and countries in a contact's custom fields, each only once. */
export function addressOf(customFields: Readonly<Record<string, string>>): Address {
  const found: Record<AddressPart, readonly string[]> = { state: none, postcode: none, country: none };
  for (const key in customFields) {
    const part = parts.get(key);
    const text = part && customFields[key]?.trim();
    if (part && text && !found[part].includes(text)) found[part] = [...found[part], text];
  }
  return found;
}

/** Returns the custom fields that hold a part of an address: all that a contact's location needs. */
export function addressFields(customFields: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(customFields).filter(([key]) => parts.has(key)));
}
