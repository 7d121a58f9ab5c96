import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { scheduledCallStatuses } from '../../../domain/calls/scheduled-call.ts';
import { ifScheduledChoices } from '../../../domain/calls/scheduling/already-awaited.ts';
import { scheduledCallOrders } from '../../../operations/ports/paging/orders.ts';
import type { Run } from '../../context.ts';
import { byLimit, byPage, bySort } from '../../listing/page-options.ts';
import { headings } from '../../options/headings.ts';
import {
  byDryRun,
  dispositionsOption,
  dollarsOption,
  durationOption,
  redialOption,
  smallCountOption,
  statusOption,
  variableOption,
} from '../../options/option-values.ts';
import { byField, bySearch, byTag } from '../../options/selection.ts';
import { allowRepeatOption, callTimesOption, outsideHoursOption } from '../rule-options.ts';

export function addScheduleCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('schedule')
    .description('schedule calls to contacts, one after another')
    .argument(
      '[ids...]',
      'ids, ranges (3-9), phone numbers, or - for standard input (a terminal asks if missing)',
    )
    .optionsGroup(headings.contacts)
    .option(...byTag)
    .option(...byField)
    .option(...bySearch)
    .option('--campaign <campaign>', 'only contacts whom this campaign has not reached, by id or name')
    .option(
      '--last-outcome <what>',
      'only those of --campaign whose last call was one of these, such as busy,no-answer',
      dispositionsOption,
    )
    .addOption(
      new Option(
        '--if-scheduled <what>',
        'what to do with contacts who already wait for a call within a day (default: ask, or error)',
      ).choices(ifScheduledChoices),
    )
    .optionsGroup(headings.when)
    .option(
      '--at <time>',
      'when the first call is due: "tomorrow 9am", 14:00, +10m … (see: voicebot help times)',
    )
    .option(
      '--every <duration>',
      'time between calls; 0s for all at once (default: VOICEBOT_INTERVAL)',
      durationOption,
    )
    .option('--local', 'the time of --at on each person’s own clock')
    .option('--not-after <time>', 'when it is too late to place any of these calls')
    .optionsGroup(headings.callSetup)
    .option('--from <number>', 'number to call from')
    .option('--agent <id>', 'agent to use')
    .option('--no-check', 'skip checking number and agent with Retell')
    .option('--var <k=v>', 'variable for the agent’s prompt (repeatable)', variableOption)
    .optionsGroup('Campaign:')
    .option('--name <name>', 'name of the campaign (default: the time of the first call)')
    .option(
      '--redial <rules>',
      'whom to try again: "busy=10m x3, no-answer=2h x3, voicemail=1d" (default: VOICEBOT_REDIAL)',
      redialOption,
    )
    .option(
      '--max-attempts <n>',
      'how often to try a call that Retell refuses (default: VOICEBOT_MAX_ATTEMPTS)',
      smallCountOption,
    )
    .option(
      '--max-cost <dollars>',
      'the most that these calls may cost together, in US dollars',
      dollarsOption,
    )
    .optionsGroup(headings.rules)
    .option(...callTimesOption)
    .option(...outsideHoursOption)
    .option(...allowRepeatOption)
    .optionsGroup('The plan:')
    .option('--ask', 'on a terminal, ask about everything, starting from these options')
    .option('--dry-run', 'show the plan without scheduling')
    .action((ids, options) =>
      run(async (context) => (await import('./schedule/schedule.ts')).schedule(context, ids, options), {
        placesCalls: true,
      }),
    );
}

export function addScheduledCommand(program: CommandUnknownOpts, run: Run): void {
  const scheduled = program
    .command('scheduled')
    .helpCommand(false)
    .description('list, cancel, restore, retry and resolve scheduled calls');
  scheduled
    .command('list')
    .description('list the calls to come, earliest first; with --all or for programs, the others too')
    .optionsGroup(headings.calls)
    .option('--all', 'also those that are done, failed or cancelled')
    .option(
      '--status <status>',
      `only ${scheduledCallStatuses.join(', ')}`,
      statusOption(scheduledCallStatuses),
    )
    .option('--campaign <campaign>', 'only calls of this campaign, by id or name')
    .optionsGroup(headings.order)
    .option(...bySort(scheduledCallOrders))
    .option(...byLimit)
    .option(...byPage)
    .action((options) => run(async (context) => (await import('./list.ts')).listScheduled(context, options)));
  scheduled
    .command('show')
    .description('show a scheduled call and its attempts')
    .argument('[id]', 'its id (a terminal asks if it is missing)')
    .action((id) => run(async (context) => (await import('./list.ts')).showScheduled(context, id)));
  scheduled
    .command('cancel')
    .description('cancel PENDING calls')
    .argument('[ids...]', 'ids, ranges (3-9), or - for standard input (a terminal asks if missing)')
    .option('--all', 'cancel every PENDING call')
    .option(...byDryRun)
    .action((ids, options) =>
      run(async (context) => (await import('./cancel.ts')).cancelScheduled(context, ids, options)),
    );
  scheduled
    .command('restore')
    .description('schedule CANCELLED calls again, for when they were due')
    .argument('[ids...]', 'ids, ranges (3-9), or - for standard input (a terminal asks if missing)')
    .option('--at <time>', 'when instead, as for schedule')
    .option(...byDryRun)
    .action((ids, options) =>
      run(async (context) => (await import('./restore.ts')).restoreScheduled(context, ids, options), {
        placesCalls: true,
      }),
    );
  scheduled
    .command('resolve')
    .description('record what happened to unconfirmed calls')
    .argument('[ids...]', 'ids, ranges (3-9), or - for a list on standard input')
    .option('--all', 'every unconfirmed call')
    .option('--placed <call_id>', 'it was placed, under this id at Retell (one call)')
    .option('--not-placed', 'not placed (marks them FAILED; use retry to try again)')
    .action((ids, options) =>
      run(async (context) => (await import('./resolve.ts')).resolveScheduled(context, ids, options)),
    );
  scheduled
    .command('retry')
    .description('try FAILED calls again')
    .argument('[ids...]', 'ids, ranges (3-9), or - for standard input (a terminal asks if missing)')
    .option('--at <time>', 'when, as for schedule (default: now)')
    .option('--max-attempts <n>', 'how many new attempts (default: VOICEBOT_MAX_ATTEMPTS)', smallCountOption)
    .option(...byDryRun)
    .action((ids, options) =>
      run(async (context) => (await import('./retry.ts')).retryScheduled(context, ids, options), {
        placesCalls: true,
      }),
    );
}
