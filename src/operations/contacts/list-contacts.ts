import type { Contact } from '../../domain/contacts/contact.ts';
import type { ContactFilter } from '../../domain/contacts/contact-filter.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import type { ContactOrder } from '../ports/paging/orders.ts';
import type { Page, PageQuery } from '../ports/paging/page.ts';
import { type FilteringStore, prepareFilter, type SelectOptions } from './prepare-filter.ts';

/** Lists a page of contacts, in order of id unless the query says otherwise. @throws Problem as `prepareFilter` */
export async function listContacts(
  store: FilteringStore & Pick<ContactStore, 'pageOfContacts'>,
  filter: ContactFilter | undefined,
  query: PageQuery<ContactOrder['by']>,
  options: SelectOptions,
): Promise<Page<Contact>> {
  return store.pageOfContacts(filter ? await prepareFilter(store, filter, options) : {}, query);
}
