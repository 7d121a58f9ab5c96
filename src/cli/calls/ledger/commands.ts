import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { callStatuses } from '../../../domain/calls/call-status.ts';
import { dispositions } from '../../../domain/calls/outcomes/disposition.ts';
import { callOrders } from '../../../operations/ports/paging/orders.ts';
import type { Run } from '../../context.ts';
import { byFormat, forExcel } from '../../listing/format-options.ts';
import { byLimit, byPage, bySort } from '../../listing/page-options.ts';
import { headings } from '../../options/headings.ts';
import { costOption, dispositionsOption, statusOption } from '../../options/option-values.ts';

const [byStatus, byDisposition, byContact, byCampaign, byAgent, since, until, minCost, maxCost, byWords] = [
  ['--status <status>', `only ${callStatuses.join(', ')}`, statusOption(callStatuses)],
  [
    '--disposition <what>',
    `only ${dispositions.map((name) => name.replace('_', '-')).join(', ')} (several with commas)`,
    dispositionsOption,
  ],
  ['--contact <contact>', 'only calls to this contact'],
  ['--campaign <campaign>', 'only calls of this campaign, by id or name'],
  ['--agent <id>', 'only calls of this agent'],
  ['--since <time>', 'only calls since then: 7d, yesterday, 2026-11-01, "monday 9am"'],
  ['--until <time>', 'only calls until then; a day counts to its end'],
  ['--min-cost <dollars>', 'only calls that cost this much or more, such as 0.50', costOption],
  ['--max-cost <dollars>', 'only calls that cost this much or less', costOption],
  [
    '--search <words>',
    'only calls in which all of these were said; "in quotes" as a phrase, call* for any ending',
  ],
] as const;

/** Adds `calls list`, `calls export` and `calls show`. */
export function addLedgerCommands(calls: CommandUnknownOpts, run: Run): void {
  chooseCalls(calls, 'list')
    .description('list calls, newest first')
    .option(...byLimit)
    .option(...byPage)
    .action((options) => run(async (context) => (await import('./list.ts')).listCalls(context, options)));
  chooseCalls(calls, 'export')
    .description('export calls as CSV, JSON or NDJSON, newest first')
    .optionsGroup(headings.file)
    .addOption(byFormat())
    .option(...forExcel)
    .action((options) => run(async (context) => (await import('./export.ts')).exportCalls(context, options)));
  calls
    .command('show')
    .description('show a call, what came of it and what was said')
    .argument('[id]', 'its id (a terminal asks if it is missing)')
    .option('--follow', 'stay with a call under way, until it is over, and show what was said')
    .action((id, options) =>
      run(async (context) => (await import('./show.ts')).showCall(context, id, options)),
    );
}

/** Adds a command that takes the options by which calls are chosen and sorted. */
function chooseCalls(calls: CommandUnknownOpts, name: string) {
  return calls
    .command(name)
    .optionsGroup(headings.calls)
    .option(...byStatus)
    .option(...byDisposition)
    .option(...byContact)
    .option(...byCampaign)
    .option(...byAgent)
    .option(...since)
    .option(...until)
    .option(...minCost)
    .option(...maxCost)
    .option(...byWords)
    .optionsGroup(headings.order)
    .option(...bySort(callOrders));
}
