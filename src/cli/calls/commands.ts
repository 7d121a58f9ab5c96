import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { callbackOrders } from '../../operations/ports/paging/orders.ts';
import type { Run } from '../context.ts';
import { byLimit, byPage, bySort } from '../listing/page-options.ts';
import { headings } from '../options/headings.ts';
import { variableOption } from '../options/option-values.ts';
import { addLedgerCommands } from './ledger/commands.ts';
import { allowRepeatOption, callTimesOption, outsideHoursOption } from './rule-options.ts';

export function addCallCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('call')
    .description('call a contact now')
    .argument(
      '[contact]',
      'id, phone number, name or e-mail (a terminal asks if it is missing or fits several)',
    )
    .optionsGroup(headings.callSetup)
    .option('--from <number>', 'number to call from')
    .option('--agent <id>', 'agent to use')
    .option('--var <k=v>', 'variable for the agent’s prompt (repeatable)', variableOption)
    .optionsGroup('The call:')
    .option('--wait', 'stay until the call is over, and show what came of it (see: voicebot help exit-codes)')
    .option('--ask', 'on a terminal, ask about everything, starting from these options')
    .option('--dry-run', 'show what would be sent, without calling')
    .optionsGroup(headings.rules)
    .option(...callTimesOption)
    .option(...outsideHoursOption)
    .option(...allowRepeatOption)
    .action((contact, options) =>
      run(async (context) => (await import('./call.ts')).call(context, contact, options), {
        tellsOfHalt: true,
        placesCalls: true,
      }),
    );
}

export function addCallsCommand(program: CommandUnknownOpts, run: Run): void {
  const calls = program
    .command('calls')
    .helpCommand(false)
    .description('list, export and show calls and their outcomes');
  addLedgerCommands(calls, run);
  calls
    .command('sync')
    .description('bring calls up to date with Retell: outcomes, costs and transcripts')
    .option('--since <time>', 'ask again about calls since then, such as 7d')
    .action((options) => run(async (context) => (await import('./sync.ts')).sync(context, options)));
  addCallbackCommands(calls, run);
  calls
    .command('resolve')
    .description('record what happened to an unconfirmed call')
    .argument('<id>')
    .option('--placed <call_id>', 'it was placed, under this id at Retell')
    .option('--not-placed', 'it was not placed')
    .action((id, options) =>
      run(async (context) =>
        (await import('./scheduled/resolve.ts')).resolveLedgerCall(context, id, options),
      ),
    );
}

function addCallbackCommands(calls: CommandUnknownOpts, run: Run): void {
  const callbacks = calls
    .command('callbacks')
    .helpCommand(false)
    .description('list the callbacks that people asked for: kept, late, broken, at risk, or left to you')
    .option(...bySort(callbackOrders))
    .option(...byLimit)
    .option(...byPage)
    .action((options) => run(async (context) => (await import('./callbacks.ts')).list(context, options)));
  callbacks
    .command('done')
    .description('mark callbacks as settled')
    .argument('<ids...>')
    .action((ids) => run(async (context) => (await import('./callbacks.ts')).done(context, ids)));
}
