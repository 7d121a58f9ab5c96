import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { callStatuses } from '../../domain/calls/call-status.ts';
import { dispositions } from '../../domain/calls/outcomes/disposition.ts';
import type { Run } from '../context.ts';
import { dispositionsOption, limitOption, statusOption, variableOption } from '../options/option-values.ts';
import { allowRepeatOption, callTimesOption, outsideHoursOption } from './rule-options.ts';

export function addCallCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('call')
    .description('call a contact now')
    .argument('<contact>', 'id, phone number, or a name or e-mail that matches one contact')
    .option('--from <number>', 'number to call from')
    .option('--agent <id>', 'agent to use')
    .option('--var <k=v>', 'variable for the agent’s prompt (repeatable)', variableOption)
    .option(...callTimesOption)
    .option(...outsideHoursOption)
    .option(...allowRepeatOption)
    .option('--wait', 'stay until the call is over, and show what came of it (see: voicebot help exit-codes)')
    .option('--dry-run', 'show what would be sent, without calling')
    .action((contact, options) =>
      run(async (context) => (await import('./call.ts')).call(context, contact, options), {
        tellsOfHalt: true,
      }),
    );
}

export function addCallsCommand(program: CommandUnknownOpts, run: Run): void {
  const calls = program.command('calls').helpCommand(false).description('list calls and their outcomes');
  calls
    .command('list')
    .description('list calls, newest first')
    .option('--status <status>', `only ${callStatuses.join(', ')}`, statusOption(callStatuses))
    .option(
      '--disposition <what>',
      `only ${dispositions.map((name) => name.replace('_', '-')).join(', ')} (several with commas)`,
      dispositionsOption,
    )
    .option('--contact <contact>', 'only calls to this contact')
    .option('--campaign <campaign>', 'only calls of this campaign, by id or name')
    .option('--limit <n>', 'how many to show (default 50 on a terminal; 0 for all)', limitOption)
    .action((options) => run(async (context) => (await import('./list.ts')).listCalls(context, options)));
  calls
    .command('show')
    .description('show a call, what came of it and what was said')
    .argument('<id>')
    .action((id) => run(async (context) => (await import('./show.ts')).showCall(context, id)));
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
    .option('--limit <n>', 'how many to show (default 50 on a terminal; 0 for all)', limitOption)
    .action((options) => run(async (context) => (await import('./callbacks.ts')).list(context, options)));
  callbacks
    .command('done')
    .description('mark callbacks as settled')
    .argument('<ids...>')
    .action((ids) => run(async (context) => (await import('./callbacks.ts')).done(context, ids)));
}
