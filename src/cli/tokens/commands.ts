import { type CommandUnknownOpts, Option } from '@commander-js/extra-typings';
import { scopes } from '../../domain/access/scope.ts';
import { tokenOrders } from '../../operations/ports/paging/orders.ts';
import type { Run } from '../context.ts';
import { byLimit, byPage, bySort } from '../listing/page-options.ts';
import { byDryRun } from '../options/option-values.ts';

export function addTokensCommand(program: CommandUnknownOpts, run: Run): void {
  const tokens = program
    .command('tokens')
    .helpCommand(false)
    .description("create and revoke tokens for programs that use 'voicebot serve'");
  tokens
    .command('create')
    .description('create a token, and print it this once')
    .option('--name <name>', 'what it is for, such as CRM')
    .addOption(new Option('--scope <scope>', 'what it may do').choices(scopes).default('read' as const))
    .option('--expires <when>', 'after 90d, 1y …, at the end of 2027-06-30, or never', '1y')
    .action((options) =>
      run(async (context) => (await import('./tokens.ts')).createOneToken(context, options)),
    );
  tokens
    .command('list')
    .description('list tokens, what each may do, and when it was last used')
    .option(...bySort(tokenOrders))
    .option(...byLimit)
    .option(...byPage)
    .action((options) =>
      run(async (context) => (await import('./tokens.ts')).listAllTokens(context, options)),
    );
  tokens
    .command('revoke')
    .description('revoke a token for good, at once')
    .argument('[token]', 'id, name, or the token itself')
    .option(...byDryRun)
    .action((token, options) =>
      run(async (context) => (await import('./tokens.ts')).revokeOneToken(context, token, options)),
    );
}
