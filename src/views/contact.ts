import type { Contact } from '../domain/contacts/contact.ts';
import type { View } from './view.ts';

/** The fields of a contact. */
export const contactView = [
  { name: 'id', value: (row) => row.id },
  { name: 'name', value: (row) => row.name },
  { name: 'phoneNumber', value: (row) => row.phoneNumber },
  { name: 'email', value: (row) => row.email },
  { name: 'businessName', value: (row) => row.businessName },
  { name: 'businessWebsite', value: (row) => row.businessWebsite },
  { name: 'timezone', value: (row) => row.timezone },
  { name: 'customFields', value: (row) => row.customFields },
  { name: 'tags', value: (row) => row.tags },
  { name: 'doNotCall', value: (row) => row.doNotCallAt !== null },
  { name: 'createdAt', value: (row) => row.createdAt },
  { name: 'updatedAt', value: (row) => row.updatedAt },
] as const satisfies View<Contact>;
