import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { duplicatePolicies } from '../../domain/contacts/merge.ts';
import type { Run } from '../context.ts';
import {
  countOption,
  limitOption,
  mappingOption,
  orderOption,
  settingOption,
  tagOption,
} from '../options/option-values.ts';
import { byField, bySearch, byTag } from '../options/selection.ts';

const oneContact = 'an id, a phone number, or a name or e-mail that fits exactly one contact';
const manyContacts = 'ids, ranges (3-9), phone numbers, or - for a list on standard input';

export function addContactsCommand(program: CommandUnknownOpts, run: Run): void {
  const contacts = program
    .command('contacts')
    .helpCommand(false)
    .description('import, find, tag and edit the people to phone');
  addImport(contacts, run);
  addQueries(contacts, run);
  addTags(contacts, run);
  addEdits(contacts, run);
}

function addImport(contacts: CommandUnknownOpts, run: Run): void {
  contacts
    .command('import')
    .description('import a list: CSV of any kind, .xlsx, JSON; importing it again changes nothing')
    .argument('[file]', 'a file with a header row, or - for standard input')
    .option('--map <Header=field>', 'what a column is; any number of times', mappingOption)
    .option('--ask-columns', 'ask what the columns are, although that was agreed before')
    .option('--country <code>', 'how a number without + is read (default: VOICEBOT_COUNTRY)')
    .option('--tag <tag>', 'give everybody in it this tag; any number of times', tagOption)
    .addOption(
      new Option('--on-duplicate <what>', 'what to do with a number that is a contact’s already')
        .choices(duplicatePolicies)
        .default('update'),
    )
    .option('--overwrite-empty', 'an empty cell clears what is known')
    .option('--encoding <name>', 'such as utf-8, utf-16le or windows-1252 (default: found out)')
    .option('--delimiter <character>', 'between two cells: comma, semicolon, tab, pipe (default: found out)')
    .option('--sheet <name>', 'which sheet of a workbook (default: the first with rows)')
    .option('--dry-run', 'show what would be created, changed and rejected; change nothing')
    .option('--rejects <file>', 'write the rejected rows there, each with its reason')
    .option('--undo', 'take the last import back, as long as nobody it concerns was called since')
    .action((file, options) =>
      run(async (context) => (await import('./import/import.ts')).importList(context, file, options)),
    );
}

function addQueries(contacts: CommandUnknownOpts, run: Run): void {
  contacts
    .command('list')
    .description('contacts in the order in which they came, or sorted')
    .option(...bySearch)
    .option(...byTag)
    .option(...byField)
    .option('--sort <field>', 'by id, name, phone or email; -name for the other way round', orderOption)
    .option('--limit <n>', 'at most so many; 0 for all', limitOption)
    .option('--page <n>', 'the n-th so many', countOption)
    .action((options) => run(async (context) => (await import('./list.ts')).list(context, options)));
  contacts
    .command('show')
    .description('one contact, the calls that wait and the calls that were')
    .argument('<contact>', oneContact)
    .action((contact) => run(async (context) => (await import('./show.ts')).show(context, contact)));
  contacts
    .command('export')
    .description('contacts as CSV, JSON or NDJSON, ready to be imported again')
    .option(...bySearch)
    .option(...byTag)
    .option(...byField)
    .addOption(
      new Option('--format <format>', 'how (default: csv, or json with --json)').choices([
        'csv',
        'json',
        'ndjson',
      ]),
    )
    .action((options) => run(async (context) => (await import('./export.ts')).exportList(context, options)));
}

function addTags(contacts: CommandUnknownOpts, run: Run): void {
  for (const [name, description, isTagged] of [
    ['tag', 'give contacts a tag', true],
    ['untag', 'take a tag from contacts', false],
  ] as const) {
    contacts
      .command(name)
      .description(description)
      .argument('<tag>', 'such as vip')
      .argument('[ids...]', manyContacts)
      .option(...byTag)
      .option(...byField)
      .option(...bySearch)
      .action((tag, ids, options) =>
        run(async (context) => (await import('./tag.ts')).tag(context, tag, isTagged, ids, options)),
      );
  }
  contacts
    .command('tags')
    .description('every tag, and how many contacts have it')
    .action(() => run(async (context) => (await import('./tags.ts')).tags(context)));
}

function addEdits(contacts: CommandUnknownOpts, run: Run): void {
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
    .option('--tag <tag>', 'any number of times', tagOption)
    .option('--do-not-call', 'somebody who must not be phoned')
    .action((options) => run(async (context) => (await import('./add.ts')).add(context, options)));
  contacts
    .command('edit')
    .description('change a contact; an empty value clears a field')
    .argument('<contact>', oneContact)
    .option('--phone <number>', 'in any format')
    .option('--name <name>')
    .option('--email <address>')
    .option('--business-name <name>')
    .option('--business-website <address>')
    .option('--timezone <zone>', 'an IANA name such as Australia/Perth')
    .option('--set <key=value>', 'a custom field; any number of times', settingOption)
    .option('--do-not-call', 'never phone this person again, whatever is imported')
    .option('--may-call', 'phone this person again: the mark is taken away')
    .action((contact, options) =>
      run(async (context) => (await import('./edit.ts')).edit(context, contact, options)),
    );
  contacts
    .command('remove')
    .description('remove a contact; the record of its calls stays')
    .argument('<contact>', oneContact)
    .action((contact) => run(async (context) => (await import('./remove.ts')).remove(context, contact)));
}
