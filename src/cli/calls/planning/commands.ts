import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { plannedCallOrders } from '../../../operations/ports/paging/orders.ts';
import type { Run } from '../../context.ts';
import { byLimit, byPage, bySort } from '../../listing/page-options.ts';
import { smallCountOption } from '../../options/option-values.ts';

export function addWhyCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('why')
    .description('explain whether a phone may ring, and when')
    .argument('[contact]', 'id, phone number, or a name or e-mail that matches one contact')
    .option('--scheduled <id>', 'ask about this scheduled call')
    .option('--at <time>', 'ask about this time, as for schedule (default: now, or when the call is due)')
    .action((contact, options) =>
      run(async (context) => (await import('./why.ts')).why(context, contact, options), {
        tellsOfHalt: true,
      }),
    );
}

export function addPlanCommand(program: CommandUnknownOpts, run: Run): void {
  program
    .command('plan')
    .description('show what will ring in the coming days, when, and on whose clock')
    .addOption(
      new Option('--days <n>', 'how many days, today included').argParser(smallCountOption).default(7),
    )
    .option(...bySort(plannedCallOrders))
    .option(...byLimit)
    .option(...byPage)
    .action((options) => run(async (context) => (await import('./plan.ts')).plan(context, options)));
}
