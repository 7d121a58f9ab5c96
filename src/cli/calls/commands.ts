import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { callStatuses } from '../../domain/calls/call.ts';
import { scheduledCallStatuses } from '../../domain/calls/scheduled-call.ts';
import type { Run } from '../context.ts';
import {
  durationOption,
  limitOption,
  smallCountOption,
  statusOption,
  variableOption,
} from '../options/option-values.ts';
import { byField, bySearch, byTag } from '../options/selection.ts';

export function addCallCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('call')
    .description('phone a contact now')
    .argument('<contact>', 'an id, a phone number, or a name or e-mail that fits exactly one contact')
    .option('--from <number>', 'the number to call from')
    .option('--agent <id>', 'the agent that talks')
    .option('--var <k=v>', 'a variable for the agent’s prompt; any number of times', variableOption)
    .option('--dry-run', 'show what would be sent; phone nobody')
    .action((contact, options) =>
      run(async (context) => (await import('./call.ts')).call(context, contact, options)),
    );
}

export function addScheduleCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('schedule')
    .description('have contacts phoned at a given time, one after the other')
    .argument('[ids...]', 'ids, ranges (3-9), phone numbers, or - for a list on standard input')
    .option(...byTag)
    .option(...byField)
    .option(...bySearch)
    .requiredOption('--at <time>', '2026-12-08 14:00, 14:00, tomorrow 9am, +10m, or ISO 8601 with an offset')
    .option(
      '--every <duration>',
      'between two calls; 0s for all at once (default: VOICEBOT_INTERVAL)',
      durationOption,
    )
    .option('--from <number>', 'the number to call from')
    .option('--agent <id>', 'the agent that talks')
    .option('--var <k=v>', 'a variable for the agent’s prompt; any number of times', variableOption)
    .option(
      '--max-attempts <n>',
      'how often a refused call is tried (default: VOICEBOT_MAX_ATTEMPTS)',
      smallCountOption,
    )
    .option('--dry-run', 'show the plan; schedule nothing')
    .action((ids, options) =>
      run(async (context) => (await import('./scheduled/schedule.ts')).schedule(context, ids, options)),
    );
}

export function addScheduledCommand(program: CommandUnknownOpts, run: Run): void {
  const scheduled = program
    .command('scheduled')
    .helpCommand(false)
    .description('see and cancel what is scheduled');
  scheduled
    .command('list')
    .description('scheduled calls in order of time')
    .option(
      '--status <status>',
      `only those that are ${scheduledCallStatuses.join(', ')}`,
      statusOption(scheduledCallStatuses),
    )
    .option('--limit <n>', 'at most so many; 0 for all', limitOption)
    .action((options) =>
      run(async (context) => (await import('./scheduled/list.ts')).listScheduled(context, options)),
    );
  scheduled
    .command('show')
    .description('one scheduled call and its attempts')
    .argument('<id>')
    .action((id) => run(async (context) => (await import('./scheduled/list.ts')).showScheduled(context, id)));
  scheduled
    .command('cancel')
    .description('cancel calls that are still PENDING')
    .argument('[ids...]', 'ids, ranges (3-9), or - for a list on standard input')
    .option('--all', 'every call that is PENDING')
    .action((ids, options) =>
      run(async (context) => (await import('./scheduled/cancel.ts')).cancelScheduled(context, ids, options)),
    );
  scheduled
    .command('resolve')
    .description('say what became of a call whose fate is unknown')
    .argument('<id>')
    .option('--placed <call_id>', 'it was placed: its id at Retell')
    .option('--not-placed', 'it was not placed; it has failed then, and is not tried again by itself')
    .action((id, options) =>
      run(async (context) => (await import('./scheduled/resolve.ts')).resolveScheduled(context, id, options)),
    );
  scheduled
    .command('retry')
    .description('give calls that have FAILED new attempts')
    .argument('<ids...>', 'ids, ranges (3-9), or - for a list on standard input')
    .option('--at <time>', 'when, as for schedule (default: as soon as possible)')
    .option('--max-attempts <n>', 'how many new attempts (default: VOICEBOT_MAX_ATTEMPTS)', smallCountOption)
    .action((ids, options) =>
      run(async (context) => (await import('./scheduled/retry.ts')).retryScheduled(context, ids, options)),
    );
}

export function addCallsCommand(program: CommandUnknownOpts, run: Run): void {
  const calls = program
    .command('calls')
    .helpCommand(false)
    .description('see every call placed or attempted, and what became of it');
  calls
    .command('list')
    .description('attempts, newest first')
    .option('--status <status>', `only those that are ${callStatuses.join(', ')}`, statusOption(callStatuses))
    .option('--contact <contact>', 'only those to this contact')
    .option('--limit <n>', 'at most so many; 0 for all', limitOption)
    .action((options) => run(async (context) => (await import('./list.ts')).listCalls(context, options)));
  calls
    .command('show')
    .description('one attempt')
    .argument('<id>')
    .action((id) => run(async (context) => (await import('./list.ts')).showCall(context, id)));
  calls
    .command('resolve')
    .description('say what became of an attempt whose fate is unknown')
    .argument('<id>')
    .option('--placed <call_id>', 'it was placed: its id at Retell')
    .option('--not-placed', 'it was not placed')
    .action((id, options) =>
      run(async (context) =>
        (await import('./scheduled/resolve.ts')).resolveLedgerCall(context, id, options),
      ),
    );
}
