import type { Contact } from '../../domain/contacts/contact.ts';
import type { ContactFilter, ContactOrder } from '../../domain/contacts/contact-filter.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import { type FilteringStore, prepareFilter, type SelectOptions } from './prepare-filter.ts';

export interface ContactPage {
  filter: ContactFilter | undefined;
  /** By id unless said otherwise. */
  order?: ContactOrder | undefined;
  limit?: number | undefined;
  offset?: number | undefined;
}

/** Lists a page of contacts. @throws Problem as `prepareFilter` */
export async function listContacts(
  store: FilteringStore & Pick<ContactStore, 'listContacts'>,
  { filter, ...page }: ContactPage,
  options: SelectOptions,
): Promise<Contact[]> {
  return store.listContacts({ ...(filter && (await prepareFilter(store, filter, options))), ...page });
}
