import type { Contact } from '../../domain/contacts/contact.ts';
import type { ContactOrder } from '../../domain/contacts/contact-filter.ts';
import { customField } from '../../domain/contacts/custom-fields.ts';
import { callView } from '../../views/call.ts';
import { contactView } from '../../views/contact.ts';
import { scheduledCallView } from '../../views/scheduled-call.ts';
import { objectOf } from '../../views/view.ts';
import type { Context } from '../context.ts';
import type { SelectionOptions } from '../options/selection.ts';
import { filterOf } from '../options/selection-options.ts';
import { shownLimit, shownPage } from '../options/shown-limit.ts';
import { callFields, contactFields, scheduledCallFields } from '../terminal/columns.ts';
import { printable } from '../terminal/printable.ts';

export interface ListOptions extends SelectionOptions {
  sort?: ContactOrder | undefined;
  limit?: number | undefined;
  page?: number | undefined;
}

/** `contacts list` */
export async function listContacts(context: Context, options: ListOptions): Promise<void> {
  const { output } = context;
  const filter = await filterOf(context, options);
  const bound = shownLimit(context, options.limit, options.page);
  const rows = await (await context.store()).listContacts({
    ...filter,
    order: options.sort,
    ...bound.query,
  });
  await output.list({
    key: 'contacts',
    rows: shownPage(context, rows, bound),
    fields: contactFields,
    empty: emptyPage(filter !== undefined, options.page),
  });
}

function emptyPage(isFiltered: boolean, page = 1): string {
  if (page > 1) return `There is no page ${page}.`;
  return isFiltered
    ? `No contact matches that. 'voicebot contacts list' shows all.`
    : "No contacts yet. 'voicebot contacts import FILE' brings them in.";
}

/** `contacts show` */
export async function showContact(context: Context, text: string): Promise<void> {
  const { output, terminal } = context;
  const { findContact } = await import('../../operations/contacts/find-contact.ts');
  const store = await context.store();
  const contact = await findContact(store, text, context.settings.country);
  const scheduledCalls = await store.listScheduledCalls({ contactId: contact.id });
  const calls = await store.listCalls({ contactId: contact.id });
  output.result(
    {
      contact: objectOf(contact, contactView),
      scheduledCalls: scheduledCalls.map((row) => objectOf(row, scheduledCallView)),
      calls: calls.map((row) => objectOf(row, callView)),
    },
    () => output.details(contact, [...contactFields.filter(isPlain), ...customFields(contact)]),
  );
  if (output.format.json) return;
  if (scheduledCalls.length > 0) {
    terminal.out(`\n${terminal.paint.bold('Scheduled')}`);
    await output.list({
      key: 'scheduledCalls',
      rows: scheduledCalls,
      fields: scheduledCallFields,
      empty: '',
    });
  }
  if (calls.length > 0) {
    terminal.out(`\n${terminal.paint.bold('Calls')}`);
    await output.list({ key: 'calls', rows: calls, fields: callFields, empty: '' });
  }
}

const isPlain = ({ name }: { name: string }) => name !== 'customFields';

function customFields(contact: Contact) {
  return Object.keys(contact.customFields).map((key) => ({
    name: key,
    of: (row: Contact) => customField(row.customFields, key),
    columns: [{ header: printable(key) }],
  }));
}
