import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import type { Contact } from '../../domain/contact.ts';
import type { Context } from '../context.ts';
import { callFields, contactFields, scheduledCallFields } from '../fields.ts';
import { limitOption, mappingOption, settingOption } from '../option-values.ts';
import { printable } from '../printable.ts';
import type { Run } from '../run.ts';
import { limited, shownLimit } from '../shown-limit.ts';
import { addContact, editContact, removeContact } from './contacts-edit.ts';
import { exportContacts } from './contacts-export.ts';
import { importList } from './contacts-import.ts';

export function addContactsCommand(program: CommandUnknownOpts, run: Run): void {
  const contacts = program
    .command('contacts')
    .helpCommand(false)
    .description('import, find and edit the people to phone');
  contacts
    .command('import')
    .description('import a CSV file; importing it again changes nothing')
    .argument('<file>', 'a CSV file with a header row, or - for standard input')
    .option('--map <Header=field>', 'what a column is; any number of times', mappingOption)
    .option('--country <code>', 'how a number without + is read (default: VOICEBOT_COUNTRY)')
    .option('--dry-run', 'show what would happen; change nothing')
    .option('--rejects <file>', 'write the rejected rows there, each with its reason')
    .action((file, options) => run((context) => importList(context, file, options)));
  contacts
    .command('list')
    .description('contacts in the order in which they came')
    .option('--search <text>', 'only those with this in name, number, e-mail, business or custom fields')
    .option('--limit <n>', 'at most so many; 0 for all', limitOption)
    .action((options) => run((context) => list(context, options)));
  contacts
    .command('show')
    .description('one contact, the calls that wait and the calls that were')
    .argument('<contact>', 'an id, a phone number, or a name or e-mail that fits exactly one contact')
    .action((contact) => run((context) => show(context, contact)));
  contacts
    .command('add')
    .description('add a contact')
    .requiredOption('--phone <number>', 'in any format')
    .option('--name <name>')
    .option('--email <address>')
    .option('--business-name <name>')
    .option('--business-website <address>')
    .option('--timezone <zone>', 'an IANA name such as Australia/Perth')
    .option('--set <key=value>', 'a custom field; any number of times', settingOption)
    .action((options) => run((context) => addContact(context, options)));
  contacts
    .command('edit')
    .description('change a contact; an empty value clears a field')
    .argument('<contact>')
    .option('--phone <number>', 'in any format')
    .option('--name <name>')
    .option('--email <address>')
    .option('--business-name <name>')
    .option('--business-website <address>')
    .option('--timezone <zone>', 'an IANA name such as Australia/Perth')
    .option('--set <key=value>', 'a custom field; any number of times', settingOption)
    .action((contact, options) => run((context) => editContact(context, contact, options)));
  contacts
    .command('remove')
    .description('remove a contact; the record of its calls stays')
    .argument('<contact>')
    .action((contact) => run((context) => removeContact(context, contact)));
  contacts
    .command('export')
    .description('every contact as CSV (or --json), ready to be imported again')
    .action(() => run(exportContacts));
}

async function list(
  context: Context,
  { search, limit }: { search?: string | undefined; limit?: number | undefined },
): Promise<undefined> {
  const bound = shownLimit(context, limit);
  const rows = await (await context.store()).listContacts({ ...(search ? { search } : {}), ...bound.query });
  await context.output.list({
    key: 'contacts',
    rows: limited(context, rows, bound),
    fields: contactFields,
    empty: search
      ? `No contact matches that. 'voicebot contacts list' shows all.`
      : "No contacts yet. 'voicebot contacts import FILE' brings them in.",
  });
  return undefined;
}

async function show(context: Context, text: string): Promise<undefined> {
  const { output, terminal } = context;
  const { findContact } = await import('../../operations/find-contact.ts');
  const store = await context.store();
  const contact = await findContact(store, text, context.settings.country);
  const scheduledCalls = await store.listScheduledCalls({ contactId: contact.id });
  const calls = await store.listCalls({ contactId: contact.id });
  output.result(
    {
      contact: output.object(contact, contactFields),
      scheduledCalls: scheduledCalls.map((row) => output.object(row, scheduledCallFields)),
      calls: calls.map((row) => output.object(row, callFields)),
    },
    () => output.details(contact, [...contactFields.filter(isPlain), ...customFields(contact)]),
  );
  if (output.format.json) return undefined;
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
  return undefined;
}

const isPlain = ({ name }: { name: string }) => name !== 'customFields';

function customFields(contact: Contact) {
  return Object.keys(contact.customFields).map((key) => ({
    name: key,
    of: (row: Contact) => row.customFields[key],
    columns: [{ header: printable(key) }],
  }));
}
