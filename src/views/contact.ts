import type { Contact } from '../domain/contacts/contact.ts';
import { firstInAddress } from '../domain/contacts/location/address.ts';
import type { Location } from '../domain/contacts/location/location.ts';
import type { Suppression } from '../domain/contacts/suppression/suppression.ts';
import { suppressionView } from './suppression.ts';
import { objectOf, type View } from './view.ts';

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

/** The fields of a contact that is shown by itself: those of a list, and what lists do not read. `zones` is null if its time zone cannot be read. */
export const contactDetailsView = [
  ...contactView,
  { name: 'zones', value: ({ location }) => location?.zones ?? null },
  { name: 'zonesFrom', value: ({ location }) => location?.zonesFrom ?? null },
  {
    name: 'doNotCallEntry',
    value: ({ suppression }) => (suppression ? objectOf(suppression, suppressionView) : null),
    parts: 'any',
  },
] as const satisfies View<Contact & { location: Location | null; suppression: Suppression | undefined }>;

/** The fields of a tag. */
export const tagView = [
  { name: 'tag', value: (row) => row.tag },
  { name: 'contacts', value: (row) => row.contacts },
] as const satisfies View<{ tag: string; contacts: number }>;
