import type { Contact } from '../../domain/contacts/contact.ts';
import type { ContactFilter } from '../../domain/contacts/contact-filter.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import type { ContactOrder } from '../ports/paging/orders.ts';
import type { Page, PageQuery } from '../ports/paging/page.ts';
import { type WholeList, wholeList } from '../ports/paging/whole-list.ts';
import { type FilteringStore, prepareFilter, type SelectOptions } from './selecting/prepare-filter.ts';
import { refuseUnknownNames, refuseUnknownOrder } from './selecting/refuse-unknown.ts';

/** Lists a page of contacts, in order of id unless the query says otherwise. @throws Problem as `prepareFilter` and `refuseUnknownNames` */
export async function listContacts(
  store: FilteringStore & Pick<ContactStore, 'pageOfContacts'>,
  filter: ContactFilter | undefined,
  query: PageQuery<ContactOrder['by']>,
  options: SelectOptions,
): Promise<Page<Contact>> {
  await refuseUnknownOrder(store, query.order);
  const page = await store.pageOfContacts(filter ? await prepareFilter(store, filter, options) : {}, query);
  if (filter && page.total === 0) await refuseUnknownNames(store, filter);
  return page;
}

/** Returns the whole list of the same contacts in the same order. @throws Problem as `listContacts` */
export async function listAllContacts(
  store: FilteringStore & Pick<ContactStore, 'contactIds' | 'listContacts'>,
  filter: ContactFilter | undefined,
  order: ContactOrder | undefined,
  options: SelectOptions,
): Promise<WholeList<Contact>> {
  await refuseUnknownOrder(store, order);
  const ids = await store.contactIds(filter ? await prepareFilter(store, filter, options) : {}, order);
  if (filter && ids.length === 0) await refuseUnknownNames(store, filter);
  return wholeList(ids, async (some) => {
    const found = new Map((await store.listContacts({ ids: some })).map((contact) => [contact.id, contact]));
    return some.flatMap((id) => found.get(id) ?? []);
  });
}
