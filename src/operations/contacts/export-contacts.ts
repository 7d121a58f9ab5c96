import type { Contact } from '../../domain/contacts/contact.ts';
import type { ContactFilter } from '../../domain/contacts/contact-filter.ts';
import { customField } from '../../domain/contacts/custom-fields.ts';
import { customHeader } from '../../domain/lists/contact-columns.ts';
import { exportedHeaders } from '../../domain/lists/headings/own-exports.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import { type FilteringStore, prepareFilter, type SelectOptions } from './selecting/prepare-filter.ts';
import { refuseUnknownNames } from './selecting/refuse-unknown.ts';

export type ExportingStore = FilteringStore & Pick<ContactStore, 'contactIds' | 'listContacts'>;

/** A table that can be imported again: each row has a cell for each header. */
export interface ContactTable {
  headers: string[];
  rows: AsyncIterable<string[]>;
}

/** The cells of the columns that every table has. */
const cells: Record<(typeof exportedHeaders)[number], (contact: Contact) => string | null> = {
  name: (contact) => contact.name,
  phone: (contact) => contact.phoneNumber,
  email: (contact) => contact.email,
  business_name: (contact) => contact.businessName,
  business_website: (contact) => contact.businessWebsite,
  timezone: (contact) => contact.timezone,
  tags: (contact) => contact.tags.join('; '),
  do_not_call: (contact) => (contact.doNotCallAt ? 'yes' : ''),
};

/** Contacts that are in memory at a time. */
const pageSize = 1000;

/** Returns all contacts, or those that meet the filter, in order of id. @throws Problem as `prepareFilter` */
export async function exportContacts(
  store: ExportingStore,
  filter: ContactFilter | undefined,
  options: SelectOptions,
): Promise<AsyncIterable<Contact>> {
  return (await contactReader(store, filter, options))();
}

/** Returns the same contacts as a table, with a column for every custom field that any of them has. */
export async function exportTable(
  store: ExportingStore,
  filter: ContactFilter | undefined,
  options: SelectOptions,
): Promise<ContactTable> {
  const read = await contactReader(store, filter, options);
  const keys = new Set<string>();
  for await (const contact of read()) for (const key of Object.keys(contact.customFields)) keys.add(key);
  return {
    headers: [...exportedHeaders, ...[...keys].map(customHeader)],
    rows: rowsOf(read(), [...keys]),
  };
}

async function* rowsOf(contacts: AsyncIterable<Contact>, keys: readonly string[]): AsyncGenerator<string[]> {
  for await (const contact of contacts) {
    yield [
      ...exportedHeaders.map((header) => cells[header](contact) ?? ''),
      ...keys.map((key) => customField(contact.customFields, key) ?? ''),
    ];
  }
}

/** Returns a function that reads the contacts from the beginning each time. */
async function contactReader(
  store: ExportingStore,
  filter: ContactFilter | undefined,
  options: SelectOptions,
): Promise<() => AsyncGenerator<Contact>> {
  if (!filter) return () => allContacts(store);
  const ids = await store.contactIds(await prepareFilter(store, filter, options));
  if (ids.length === 0) await refuseUnknownNames(store, filter);
  return () => contactsWith(store, ids);
}

async function* allContacts(store: ExportingStore): AsyncGenerator<Contact> {
  for (let afterId = 0; ; ) {
    const page = await store.listContacts({ afterId, limit: pageSize });
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    afterId = last.id;
  }
}

async function* contactsWith(store: ExportingStore, ids: readonly number[]): AsyncGenerator<Contact> {
  for (let start = 0; start < ids.length; start += pageSize)
    yield* await store.listContacts({ ids: ids.slice(start, start + pageSize) });
}
