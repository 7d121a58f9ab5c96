import type { Contact } from '../domain/contacts/contact.ts';
import { firstInAddress } from '../domain/contacts/location/address.ts';
import type { Location } from '../domain/contacts/location/location.ts';
import type { View } from './view.ts';

/** The fields of a contact. The state and the postcode are those that one of its custom fields says. */
export const contactView = [
  { name: 'id', value: (row) => row.id },
  { name: 'name', value: (row) => row.name },
  { name: 'phoneNumber', value: (row) => row.phoneNumber },
  { name: 'email', value: (row) => row.email },
  { name: 'businessName', value: (row) => row.businessName },
  { name: 'businessWebsite', value: (row) => row.businessWebsite },
  { name: 'timezone', value: (row) => row.timezone },
  { name: 'state', value: (row) => firstInAddress(row.customFields, 'state') },
  { name: 'postcode', value: (row) => firstInAddress(row.customFields, 'postcode') },
  { name: 'customFields', value: (row) => row.customFields, parts: 'any' },
  { name: 'tags', value: (row) => row.tags },
  { name: 'doNotCall', value: (row) => row.doNotCallAt !== null },
  { name: 'createdAt', value: (row) => row.createdAt },
  { name: 'updatedAt', value: (row) => row.updatedAt },
] as const satisfies View<Contact>;

/** The fields of where a contact may be. Null: its time zone cannot be read. */
export const locationView = [
  { name: 'zones', value: (row) => row?.zones ?? null },
  { name: 'zonesFrom', value: (row) => row?.zonesFrom ?? null },
] as const satisfies View<Location | null>;
