import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { campaignOrders } from '../../operations/ports/paging/orders.ts';
import type { Run } from '../context.ts';
import { byLimit, byPage, bySort } from '../listing/page-options.ts';
import { byDryRun, capOption } from '../options/option-values.ts';

const which = ['[campaign]', 'id or name (a terminal asks if it is missing)'] as const;

export function addCampaignsCommand(program: CommandUnknownOpts, run: Run): void {
  const campaigns = program
    .command('campaigns')
    .helpCommand(false)
    .description('follow, pause and limit calls that were scheduled together');
  campaigns
    .command('list')
    .description('list campaigns and how far they have come, the newest first')
    .option(...bySort(campaignOrders))
    .option(...byLimit)
    .option(...byPage)
    .action((options) => run(async (context) => (await import('./list.ts')).listCampaigns(context, options)));
  campaigns
    .command('show')
    .description('show a campaign: people, outcomes, cost, and when it will be through')
    .argument(...which)
    .action((name) => run(async (context) => (await import('./list.ts')).showCampaign(context, name)));
  campaigns
    .command('pause')
    .description('place no more of its calls until it is resumed, in runs that are going on too')
    .argument(...which)
    .option('--reason <text>', 'why, for those who wonder')
    .action((name, options) =>
      run(async (context) => (await import('./change.ts')).pause(context, name, options)),
    );
  campaigns
    .command('resume')
    .description('go on with its calls, as far apart as planned')
    .argument(...which)
    .action((name) =>
      run(async (context) => (await import('./change.ts')).resume(context, name), { placesCalls: true }),
    );
  campaigns
    .command('cancel')
    .description('cancel all of its PENDING calls')
    .argument(...which)
    .option(...byDryRun)
    .action((name, options) =>
      run(async (context) => (await import('./change.ts')).cancel(context, name, options)),
    );
  campaigns
    .command('edit')
    .description('change the most that its calls may cost together')
    .argument(...which)
    .requiredOption('--max-cost <dollars>', 'in US dollars, or off', capOption)
    .action((name, { maxCost }) =>
      run(async (context) => (await import('./change.ts')).edit(context, name, maxCost)),
    );
  campaigns
    .command('rename')
    .description('give it another name')
    .argument(...which)
    .argument('[name]', 'the new name')
    .action((name, newName) =>
      run(async (context) => (await import('./change.ts')).rename(context, name, newName)),
    );
}
