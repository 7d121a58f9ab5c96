import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { duplicatePolicies } from '../../domain/contacts/merging/merge.ts';
import { newOwnerPolicies } from '../../domain/contacts/merging/new-owner.ts';
import { contactOrders, tagOrders } from '../../operations/ports/paging/orders.ts';
import type { Run } from '../context.ts';
import { byFormat, forExcel } from '../listing/format-options.ts';
import { byContactSort, byLimit, byPage, bySort } from '../listing/page-options.ts';
import { headings } from '../options/headings.ts';
import { byDryRun, mappingOption, settingOption, tagOption } from '../options/option-values.ts';
import { byField, bySearch, byTag } from '../options/selection.ts';

const oneContact =
  'an id, a phone number, or a name or e-mail (a terminal asks if it is missing or fits several)';
const manyContacts = 'ids, ranges (3-9), phone numbers, or - for standard input (a terminal asks if missing)';

export function addContactsCommand(program: CommandUnknownOpts, run: Run): void {
  const contacts = program
    .command('contacts')
    .helpCommand(false)
    .description('import, find, tag and edit contacts');
  addImport(contacts, run);
  addQueries(contacts, run);
  addTags(contacts, run);
  addEdits(contacts, run);
}

function addImport(contacts: CommandUnknownOpts, run: Run): void {
  contacts
    .command('import')
    .description('import a list (any CSV, .xlsx or JSON); importing it again changes nothing')
    .argument('[file]', 'a file with a header row, or - for standard input')
    .optionsGroup(headings.reading)
    .option('--map <Header=field>', 'map a column to a field (repeatable)', mappingOption)
    .option('--ask-columns', 'ask about the columns again')
    .option('--country <code>', 'country of numbers without + (default: VOICEBOT_COUNTRY)')
    .option('--encoding <name>', 'such as windows-1251 or shift_jis (default: detected)')
    .option('--delimiter <character>', 'comma, semicolon, tab or pipe (default: detected)')
    .option('--sheet <name>', 'the sheet of a workbook (default: the first with rows)')
    .optionsGroup('Contacts that exist already:')
    .addOption(
      new Option('--on-duplicate <what>', 'what to do if the number already belongs to a contact')
        .choices(duplicatePolicies)
        .default('update'),
    )
    .addOption(
      new Option(
        '--on-new-owner <what>',
        'what to do if the number belongs to someone else (default: reject)',
      ).choices(newOwnerPolicies),
    )
    .option('--overwrite-empty', 'let empty cells clear existing values')
    .optionsGroup('The import:')
    .option('--tag <tag>', 'tag every contact in the list (repeatable)', tagOption)
    .option('--rejects <file>', 'save rejected rows to this file, each with its reason')
    .option('--dry-run', 'show what would be created, changed and rejected, without changing anything')
    .option('--undo', 'undo the last import, unless one of its contacts has been called since')
    .action((file, options) =>
      run(async (context) => (await import('./import/import.ts')).importList(context, file, options), {
        createsDatabase: !options.undo,
      }),
    );
}

function addQueries(contacts: CommandUnknownOpts, run: Run): void {
  contacts
    .command('list')
    .description('list contacts, in order of arrival or sorted')
    .optionsGroup(headings.contacts)
    .option(...bySearch)
    .option(...byTag)
    .option(...byField)
    .optionsGroup(headings.order)
    .option(...byContactSort(contactOrders))
    .option(...byLimit)
    .option(...byPage)
    .action((options) => run(async (context) => (await import('./list.ts')).list(context, options)));
  contacts
    .command('show')
    .description('show a contact with its scheduled and past calls')
    .argument('[contact]', oneContact)
    .action((contact) => run(async (context) => (await import('./show/show.ts')).show(context, contact)));
  contacts
    .command('export')
    .description('export contacts as CSV, JSON or NDJSON that can be imported again')
    .optionsGroup(headings.contacts)
    .option(...bySearch)
    .option(...byTag)
    .option(...byField)
    .optionsGroup(headings.file)
    .addOption(byFormat())
    .option(...forExcel)
    .action((options) => run(async (context) => (await import('./export.ts')).exportList(context, options)));
}

function addTags(contacts: CommandUnknownOpts, run: Run): void {
  for (const [name, description, isTagged] of [
    ['tag', 'add a tag to contacts', true],
    ['untag', 'remove a tag from contacts', false],
  ] as const) {
    contacts
      .command(name)
      .description(description)
      .argument('[tag]', 'such as vip')
      .argument('[ids...]', manyContacts)
      .optionsGroup(headings.contacts)
      .option(...byTag)
      .option(...byField)
      .option(...bySearch)
      .option(...byDryRun)
      .action((tag, ids, options) =>
        run(async (context) => (await import('./tag.ts')).tag(context, tag, isTagged, ids, options)),
      );
  }
  contacts
    .command('tags')
    .description('list tags and how many contacts have each')
    .option(...bySort(tagOrders))
    .option(...byLimit)
    .option(...byPage)
    .action((options) => run(async (context) => (await import('./tags.ts')).tags(context, options)));
}

function addEdits(contacts: CommandUnknownOpts, run: Run): void {
  contacts
    .command('add')
    .description('add a contact')
    .optionsGroup(headings.fields)
    .requiredOption('--phone <number>', 'in any format')
    .option('--name <name>', 'what the person is called')
    .option('--email <address>', 'an e-mail address')
    .option('--business-name <name>', 'where the person works')
    .option('--business-website <address>', 'its website')
    .option('--timezone <zone>', 'an IANA name such as Australia/Perth')
    .option('--state <state>', 'the custom field state, such as WA: it says the time zone')
    .option('--postcode <code>', 'the custom field postcode, or ZIP code')
    .option('--set <key=value>', 'a custom field (repeatable)', settingOption)
    .optionsGroup(headings.marks)
    .option('--tag <tag>', 'a tag (repeatable)', tagOption)
    .option('--do-not-call', 'mark the contact do-not-call')
    .action((options) =>
      run(async (context) => (await import('./add.ts')).add(context, options), { createsDatabase: true }),
    );
  contacts
    .command('edit')
    .description('change a contact; an empty value clears a field')
    .argument('[contact]', oneContact)
    .optionsGroup(headings.fields)
    .option('--phone <number>', 'in any format')
    .option('--name <name>', 'what the person is called')
    .option('--email <address>', 'an e-mail address')
    .option('--business-name <name>', 'where the person works')
    .option('--business-website <address>', 'its website')
    .option('--timezone <zone>', 'an IANA name such as Australia/Perth')
    .option('--state <state>', 'the custom field state, such as WA: it says the time zone')
    .option('--postcode <code>', 'the custom field postcode, or ZIP code')
    .option('--set <key=value>', 'a custom field (repeatable)', settingOption)
    .optionsGroup(headings.marks)
    .option('--do-not-call', 'never call this contact, whatever is imported later')
    .option('--may-call', 'clear the do-not-call mark')
    .action((contact, options) =>
      run(async (context) => (await import('./edit.ts')).edit(context, contact, options)),
    );
  contacts
    .command('remove')
    .description('remove a contact; its call records are kept')
    .argument('[contact]', oneContact)
    .option(...byDryRun)
    .action((contact, options) =>
      run(async (context) => (await import('./remove.ts')).remove(context, contact, options)),
    );
  contacts
    .command('purge')
    .description('delete a contact, and what was kept of calls to it: transcripts, recordings, variables')
    .argument('[contact]', oneContact)
    .option(...byDryRun)
    .action((contact, options) =>
      run(async (context) => (await import('./purge.ts')).purge(context, contact, options)),
    );
}
