import type { Contact } from '../domain/contacts/contact.ts';
import type { View } from './view.ts';

/** What programs are shown of a contact. */
export const contactView = [
  { name: 'id', of: (row) => row.id },
  { name: 'name', of: (row) => row.name },
  { name: 'phoneNumber', of: (row) => row.phoneNumber },
  { name: 'email', of: (row) => row.email },
  { name: 'businessName', of: (row) => row.businessName },
  { name: 'businessWebsite', of: (row) => row.businessWebsite },
  { name: 'timezone', of: (row) => row.timezone },
  { name: 'customFields', of: (row) => row.customFields },
  { name: 'tags', of: (row) => row.tags },
  { name: 'doNotCall', of: (row) => row.doNotCallAt !== null },
  { name: 'createdAt', of: (row) => row.createdAt },
  { name: 'updatedAt', of: (row) => row.updatedAt },
] as const satisfies View<Contact>;
