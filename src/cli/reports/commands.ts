import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { groupings } from '../../domain/reports/groupings.ts';
import type { Run } from '../context.ts';
import { headings } from '../options/headings.ts';

export function addReportCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('report')
    .description('show how calls went: people reached, outcomes, answer rates by hour, cost')
    .optionsGroup(headings.calls)
    .option('--campaign <campaign>', 'only calls of this campaign, by id or name')
    .option('--since <time>', 'only calls placed since then, such as 7d, yesterday or 2026-12-01')
    .option('--until <time>', 'only calls placed before then; a day is included')
    .optionsGroup('The report:')
    .addOption(
      new Option('--by <what>', 'break calls down by the hour on the callee’s clock, or by this')
        .choices(groupings)
        .default('day' as const),
    )
    .option('--html <file>', 'write a page to open in a browser, in one file')
    .action((options) => run(async (context) => (await import('./report.ts')).report(context, options)));
}
