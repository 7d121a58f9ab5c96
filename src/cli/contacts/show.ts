import type { Contact } from '../../domain/contacts/contact.ts';
import { customField } from '../../domain/contacts/custom-fields.ts';
import { showContact } from '../../operations/contacts/show-contact.ts';
import { callView } from '../../views/call.ts';
import { contactView } from '../../views/contact.ts';
import { scheduledCallView } from '../../views/scheduled-call.ts';
import { objectOf } from '../../views/view.ts';
import type { Context } from '../context.ts';
import { callFields, contactFields, scheduledCallFields } from '../terminal/columns.ts';
import { paint } from '../terminal/styled-text.ts';

/** `contacts show` */
export async function show(context: Context, text: string): Promise<void> {
  const { output, terminal, settings } = context;
  const store = await context.store();
  const { contact, scheduledCalls, calls } = await showContact(store, text, settings.country);
  output.result(
    {
      contact: objectOf(contact, contactView),
      scheduledCalls: scheduledCalls.map((row) => objectOf(row, scheduledCallView)),
      calls: calls.map((row) => objectOf(row, callView)),
    },
    () => output.details(contact, [...builtInFields, ...customFields(contact)]),
  );
  if (output.format.json) return;
  if (scheduledCalls.length > 0) {
    terminal.out(['', paint.bold('Scheduled')]);
    const table = { key: 'scheduledCalls', rows: scheduledCalls, fields: scheduledCallFields, empty: '' };
    await output.list(table);
  }
  if (calls.length > 0) {
    terminal.out(['', paint.bold('Calls')]);
    await output.list({ key: 'calls', rows: calls, fields: callFields, empty: '' });
  }
}

const builtInFields = contactFields.filter(({ name }) => name !== 'customFields');

function customFields(contact: Contact) {
  return Object.keys(contact.customFields).map((key) => ({
    name: key,
    value: (row: Contact) => customField(row.customFields, key),
    columns: [{ header: key }],
  }));
}
