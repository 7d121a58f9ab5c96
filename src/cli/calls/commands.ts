import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { callStatuses } from '../../domain/calls/call-status.ts';
import { dispositions } from '../../domain/calls/outcomes/disposition.ts';
import { scheduledCallStatuses } from '../../domain/calls/scheduled-call.ts';
import { ifScheduledChoices } from '../../domain/calls/scheduling/already-awaited.ts';
import type { Run } from '../context.ts';
import {
  dispositionsOption,
  durationOption,
  limitOption,
  redialOption,
  smallCountOption,
  statusOption,
  variableOption,
} from '../options/option-values.ts';
import { byField, bySearch, byTag } from '../options/selection.ts';

const callTimesOption = [
  '--call-times <name>',
  'call times for these calls: au, us, a name, or hours (default: VOICEBOT_CALL_TIMES)',
] as const;

const outsideHoursOption = [
  '--outside-hours <reason>',
  'call outside the call times this once; the reason is recorded',
] as const;

const allowRepeatOption = [
  '--allow-repeat <reason>',
  'call beyond VOICEBOT_MAX_CALLS_PER_DAY this once; the reason is recorded',
] as const;

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
    .option('--dry-run', 'show what would be sent, without calling')
    .action((contact, options) =>
      run(async (context) => (await import('./call.ts')).call(context, contact, options), {
        tellsOfHalt: true,
      }),
    );
}

export function addScheduleCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('schedule')
    .description('schedule calls to contacts, one after another')
    .argument('[ids...]', 'ids, ranges (3-9), phone numbers, or - for a list on standard input')
    .option(...byTag)
    .option(...byField)
    .option(...bySearch)
    .requiredOption(
      '--at <time>',
      'when the first call is due: "tomorrow 9am", 14:00, +10m … (see: voicebot help times)',
    )
    .option(
      '--every <duration>',
      'time between calls; 0s for all at once (default: VOICEBOT_INTERVAL)',
      durationOption,
    )
    .option('--from <number>', 'number to call from')
    .option('--agent <id>', 'agent to use')
    .option('--var <k=v>', 'variable for the agent’s prompt (repeatable)', variableOption)
    .option(
      '--max-attempts <n>',
      'how often to try a call that Retell refuses (default: VOICEBOT_MAX_ATTEMPTS)',
      smallCountOption,
    )
    .addOption(
      new Option(
        '--if-scheduled <what>',
        'what to do with contacts who already wait for a call within a day (default: ask, or error)',
      ).choices(ifScheduledChoices),
    )
    .option('--name <name>', 'name of the campaign (default: the time of the first call)')
    .option(
      '--redial <rules>',
      'whom to try again: "busy=10m x3, no-answer=2h x3, voicemail=1d" (default: VOICEBOT_REDIAL)',
      redialOption,
    )
    .option('--local', 'the time of --at on each person’s own clock')
    .option('--not-after <time>', 'when it is too late to place any of these calls')
    .option(...callTimesOption)
    .option(...outsideHoursOption)
    .option(...allowRepeatOption)
    .option('--dry-run', 'show the plan without scheduling')
    .action((ids, options) =>
      run(async (context) => (await import('./scheduled/schedule.ts')).schedule(context, ids, options)),
    );
}

export function addScheduledCommand(program: CommandUnknownOpts, run: Run): void {
  const scheduled = program
    .command('scheduled')
    .helpCommand(false)
    .description('list, cancel, retry and resolve scheduled calls');
  scheduled
    .command('list')
    .description('list scheduled calls, earliest first')
    .option(
      '--status <status>',
      `only ${scheduledCallStatuses.join(', ')}`,
      statusOption(scheduledCallStatuses),
    )
    .option('--campaign <campaign>', 'only calls of this campaign, by id or name')
    .option('--limit <n>', 'how many to show (default 50 on a terminal; 0 for all)', limitOption)
    .action((options) =>
      run(async (context) => (await import('./scheduled/list.ts')).listScheduled(context, options)),
    );
  scheduled
    .command('show')
    .description('show a scheduled call and its attempts')
    .argument('<id>')
    .action((id) => run(async (context) => (await import('./scheduled/list.ts')).showScheduled(context, id)));
  scheduled
    .command('cancel')
    .description('cancel PENDING calls')
    .argument('[ids...]', 'ids, ranges (3-9), or - for a list on standard input')
    .option('--all', 'cancel every PENDING call')
    .action((ids, options) =>
      run(async (context) => (await import('./scheduled/cancel.ts')).cancelScheduled(context, ids, options)),
    );
  scheduled
    .command('resolve')
    .description('record what happened to unconfirmed calls')
    .argument('[ids...]', 'ids, ranges (3-9), or - for a list on standard input')
    .option('--all', 'every unconfirmed call')
    .option('--placed <call_id>', 'it was placed, under this id at Retell (one call)')
    .option('--not-placed', 'not placed (marks them FAILED; use retry to try again)')
    .action((ids, options) =>
      run(async (context) =>
        (await import('./scheduled/resolve.ts')).resolveScheduled(context, ids, options),
      ),
    );
  scheduled
    .command('retry')
    .description('try FAILED calls again')
    .argument('<ids...>', 'ids, ranges (3-9), or - for a list on standard input')
    .option('--at <time>', 'when, as for schedule (default: now)')
    .option('--max-attempts <n>', 'how many new attempts (default: VOICEBOT_MAX_ATTEMPTS)', smallCountOption)
    .action((ids, options) =>
      run(async (context) => (await import('./scheduled/retry.ts')).retryScheduled(context, ids, options)),
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
