import type { Contact } from '../../domain/contact.ts';
import { customHeader } from '../../domain/contact-columns.ts';
import type { ContactStore } from '../../operations/store.ts';
import type { Context } from '../context.ts';
import { contactFields } from '../fields.ts';
import { printable } from '../printable.ts';

const pageSize = 1000;

/** The columns that every export has, by headers that `contacts import` knows. */
const columns: [header: string, of: (contact: Contact) => string | null][] = [
  ['name', (contact) => contact.name],
  ['phone', (contact) => contact.phoneNumber],
  ['email', (contact) => contact.email],
  ['business_name', (contact) => contact.businessName],
  ['business_website', (contact) => contact.businessWebsite],
  ['timezone', (contact) => contact.timezone],
];

/** `contacts export`: CSV that imports again, a column for each custom field that anybody has. */
export async function exportContacts(context: Context): Promise<undefined> {
  const { output, terminal } = context;
  const store = await context.store();
  if (output.format.json) {
    const contacts: Contact[] = [];
    for await (const contact of everyContact(store)) contacts.push(contact);
    await output.list({ key: 'contacts', rows: contacts, fields: contactFields, empty: '' });
    return undefined;
  }
  const { stringify } = await import('csv-stringify/sync');
  const clean = (text: string | null | undefined) =>
    terminal.isInteractive && text ? printable(text) : text;
  const line = (cells: (string | null | undefined)[]) => terminal.out(stringify([cells], { eof: false }));
  const keys = await customKeys(store);
  line([...columns.map(([header]) => header), ...keys.map(customHeader)]);
  for await (const contact of everyContact(store)) {
    line(
      [...columns.map(([, of]) => of(contact)), ...keys.map((key) => contact.customFields[key])].map(clean),
    );
  }
  return undefined;
}

async function customKeys(store: ContactStore): Promise<string[]> {
  const keys = new Set<string>();
  for await (const contact of everyContact(store))
    for (const key of Object.keys(contact.customFields)) keys.add(key);
  return [...keys];
}

async function* everyContact(store: ContactStore): AsyncGenerator<Contact> {
  let afterId = 0;
  for (;;) {
    const page = await store.listContacts({ afterId, limit: pageSize });
    yield* page;
    const last = page.at(-1);
    if (!last) return;
    afterId = last.id;
  }
}
