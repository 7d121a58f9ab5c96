import type { CommandUnknownOpts } from '@commander-js/extra-typings';
import { accountOrders } from '../../operations/ports/paging/orders.ts';
import type { Run } from '../context.ts';
import { byLimit, byPage, bySort } from '../listing/page-options.ts';

export function addAccountsCommand(program: CommandUnknownOpts, run: Run): void {
  const accounts = program
    .command('accounts')
    .helpCommand(false)
    .description('list and merge the accounts at Retell that calls were sent to');
  accounts
    .command('list')
    .description('list accounts, with their unconfirmed calls')
    .option(...bySort(accountOrders))
    .option(...byLimit)
    .option(...byPage)
    .action((options) =>
      run(async (context) => (await import('./accounts.ts')).listAllAccounts(context, options)),
    );
  accounts
    .command('merge')
    .description('confirm that an account is the current one: only its key was replaced')
    .argument('<id>', 'the account of the old key; see: voicebot accounts list')
    .action((id) => run(async (context) => (await import('./accounts.ts')).mergeOldAccount(context, id)));
}
