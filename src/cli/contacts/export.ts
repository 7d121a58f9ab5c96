import type { Contact } from '../../domain/contacts/contact.ts';
import type { ContactFilter } from '../../domain/contacts/contact-filter.ts';
import { customField } from '../../domain/contacts/custom-fields.ts';
import { customHeader } from '../../domain/lists/contact-columns.ts';
import { guarded } from '../../domain/lists/spreadsheet-cell.ts';
import { everyContact } from '../../operations/contacts/select-contacts.ts';
import type { ContactStore } from '../../operations/ports/contact-store.ts';
import { contactView } from '../../views/contact.ts';
import { objectOf } from '../../views/view.ts';
import type { Context } from '../context.ts';
import type { SelectionOptions } from '../options/selection.ts';
import { filterOf } from '../options/selection-options.ts';
import { mapped, writeLong } from '../terminal/long-result.ts';
import { printable, printableJson } from '../terminal/printable.ts';
import { openProgress } from '../terminal/progress.ts';

export interface ExportOptions extends SelectionOptions {
  format?: 'csv' | 'json' | 'ndjson' | undefined;
}

/** The columns that every export has, by headers that `contacts import` knows. */
const columns: [header: string, of: (contact: Contact) => string | null][] = [
  ['name', (contact) => contact.name],
  ['phone', (contact) => contact.phoneNumber],
  ['email', (contact) => contact.email],
  ['business_name', (contact) => contact.businessName],
  ['business_website', (contact) => contact.businessWebsite],
  ['timezone', (contact) => contact.timezone],
  ['tags', (contact) => contact.tags.join('; ')],
  ['do_not_call', (contact) => (contact.doNotCallAt ? 'yes' : '')],
];

/** `contacts export`: every contact, or those that a filter chooses, read a page at a time. */
export async function exportContacts(context: Context, options: ExportOptions): Promise<void> {
  const { output } = context;
  const store = await context.store();
  const filter = await filterOf(context, options);
  switch (options.format ?? (output.format.json ? 'json' : 'csv')) {
    case 'json':
      return exportJson(context, store, filter);
    case 'ndjson':
      return exportLines(context, store, filter);
    default:
      return exportCsv(context, store, filter);
  }
}

/** One document, written as it is read: a million contacts are more than memory should hold. */
async function exportJson(
  { terminal }: Context,
  store: ContactStore,
  filter: ContactFilter | undefined,
): Promise<void> {
  await writeLong(terminal, {
    key: 'contacts',
    rows: mapped(told(terminal, everyContact(store, filter)), (contact) => objectOf(contact, contactView)),
  });
}

async function exportLines(
  { terminal }: Context,
  store: ContactStore,
  filter: ContactFilter | undefined,
): Promise<void> {
  for await (const contact of told(terminal, everyContact(store, filter)))
    if (!(await terminal.write(`${printableJson(objectOf(contact, contactView), 0)}\n`))) break;
}

/** A column for each custom field that anybody has; what a spreadsheet would run is made harmless. */
async function exportCsv(
  { terminal }: Context,
  store: ContactStore,
  filter: ContactFilter | undefined,
): Promise<void> {
  const { stringify } = await import('csv-stringify/sync');
  const clean = (text: string | null | undefined) =>
    guarded(terminal.isInteractive && text ? printable(text) : (text ?? ''));
  const keys = await customKeys(store, filter);
  await terminal.write(stringify([[...columns.map(([header]) => header), ...keys.map(customHeader)]]));
  for await (const contact of told(terminal, everyContact(store, filter))) {
    const cells = [
      ...columns.map(([, of]) => of(contact)),
      ...keys.map((key) => customField(contact.customFields, key)),
    ];
    if (!(await terminal.write(stringify([cells.map(clean)])))) break;
  }
}

/** The same contacts, with progress told; not where the export itself goes to the screen. */
async function* told(
  terminal: Context['terminal'],
  contacts: AsyncIterable<Contact>,
): AsyncGenerator<Contact> {
  const progress = openProgress(terminal);
  let count = 0;
  for await (const contact of contacts) {
    if (++count % 1000 === 0 && !terminal.isInteractive) progress.at('Exporting', count);
    yield contact;
  }
  progress.end();
}

async function customKeys(store: ContactStore, filter: ContactFilter | undefined): Promise<string[]> {
  const keys = new Set<string>();
  for await (const contact of everyContact(store, filter))
    for (const key of Object.keys(contact.customFields)) keys.add(key);
  return [...keys];
}
