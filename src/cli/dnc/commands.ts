import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { suppressionOrders } from '../../operations/ports/paging/orders.ts';
import type { Run } from '../context.ts';
import { byLimit, byPage, bySort } from '../listing/page-options.ts';
import { headings } from '../options/headings.ts';
import { byDryRun, mappingOption } from '../options/option-values.ts';

const numbers = 'phone numbers, beginnings of numbers such as "+6113*", or - for a list on standard input';
const file = 'a file with a header row, or - for standard input';

export function addDncCommand(program: CommandUnknownOpts, run: Run): void {
  const dnc = program
    .command('dnc')
    .helpCommand(false)
    .description('manage the do-not-call list: numbers that are never called');
  dnc
    .command('add')
    .description('never call these numbers; calls to them that were not placed are cancelled')
    .argument('<numbers...>', numbers)
    .option('--reason <text>', 'why, such as "asked on the phone"')
    .action((words, options) =>
      run(async (context) => (await import('./add.ts')).add(context, words, options), {
        createsDatabase: true,
      }),
    );
  dnc
    .command('remove')
    .description('let these numbers be called again')
    .argument('<numbers...>', numbers)
    .option(...byDryRun)
    .action((words, options) =>
      run(async (context) => (await import('./remove.ts')).remove(context, words, options)),
    );
  dnc
    .command('list')
    .description('list the numbers that are never called, in order of number')
    .option(...bySort(suppressionOrders))
    .option(...byLimit)
    .option(...byPage)
    .action((options) => run(async (context) => (await import('./list.ts')).list(context, options)));
  dnc
    .command('export')
    .description('export the list as CSV that can be imported again')
    .action(() => run(async (context) => (await import('./list.ts')).exportAll(context)));
  dnc
    .command('sync')
    .description('compare with Retell’s own contacts: what is marked on either side, is marked on both')
    .action(() => run(async (context) => (await import('./sync.ts')).sync(context)));
  addImports(dnc, run);
}

function addImports(dnc: CommandUnknownOpts, run: Run): void {
  for (const [name, description] of [
    ['import', 'never call the numbers of a list; where it has a do-not-call column, those marked there'],
    [
      'wash',
      'record that a do-not-call register has checked the numbers of a list; those it marks are never called',
    ],
  ] as const) {
    const command = dnc
      .command(name)
      .description(description)
      .argument('<file>', file)
      .optionsGroup(headings.reading)
      .option(
        '--map <Header=field>',
        'map a column to a field, such as Listed=do_not_call (repeatable)',
        mappingOption,
      )
      .option('--country <code>', 'country of numbers without + (default: VOICEBOT_COUNTRY)')
      .option('--encoding <name>', 'such as windows-1251 or shift_jis (default: detected)')
      .option('--delimiter <character>', 'comma, semicolon, tab or pipe (default: detected)')
      .option('--sheet <name>', 'the sheet of a workbook (default: the first with rows)')
      .optionsGroup(name === 'import' ? 'The entries:' : 'The wash:');
    if (name === 'import')
      command
        .option('--reason <text>', 'why, for rows without a reason of their own')
        .action((path, options) =>
          run(async (context) => (await import('./import.ts')).importList(context, path, options), {
            createsDatabase: true,
          }),
        );
    else
      command
        .requiredOption('--date <date>', 'the day of the wash, such as 2026-11-20')
        .requiredOption('--register <name>', 'the register, such as "DNCR Australia"')
        .action((path, options) =>
          run(async (context) => (await import('./import.ts')).importWashed(context, path, options), {
            createsDatabase: true,
          }),
        );
  }
}
