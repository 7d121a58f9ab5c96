import { listAccounts, mergeAccount, requireAccount } from '../../operations/accounts/merge-account.ts';
import type { accountOrders } from '../../operations/ports/paging/orders.ts';
import { pageOfRows } from '../../operations/ports/paging/page.ts';
import { accountView } from '../../views/account.ts';
import { objectOf } from '../../views/view.ts';
import type { Context } from '../context.ts';
import type { PageOptions } from '../listing/page-options.ts';
import { showPage } from '../listing/show-page.ts';
import { parseCallId } from '../options/call-ids.ts';
import { accountFields } from '../terminal/columns.ts';
import { paint, styled } from '../terminal/styled-text.ts';

/** `accounts list`: shows the accounts that calls were sent to. */
export async function listAllAccounts(
  context: Context,
  options: PageOptions<(typeof accountOrders)[number]>,
): Promise<void> {
  await showPage(context, options, {
    key: 'accounts',
    fields: accountFields,
    read: async (query) => pageOfRows(await allAccounts(context), query, (row, key) => row[key]),
    empty: 'No call has been made yet.',
  });
}

async function allAccounts({ settings, store, telephony }: Context) {
  const key = settings.apiKey ? (await telephony()).account : undefined;
  return listAccounts({ store: await store() }, key);
}

/** `accounts merge`: records that an account's key was replaced by the current one. */
export async function mergeOldAccount(context: Context, text: string): Promise<void> {
  const { terminal, output, clock, telephony } = context;
  const id = parseCallId(text);
  const store = await context.store();
  const { address } = await requireAccount(store, id);
  const situation = `Account ${id}, at ${address}, counts as the account of the current key. If it is another one, its unconfirmed calls may ring twice.`;
  await terminal.confirm(`${situation} Continue?`, {
    default: false,
    unattended: 'refuse',
    action: `${situation} Merging them`,
  });
  await mergeAccount(id, { store, telephony, clock: clock() });
  const merged = (await allAccounts(context)).find((account) => account.id === id);
  const message = `Account ${id} is the account of the current key`;
  output.result(
    { success: true, message, account: merged ? objectOf(merged, accountView) : null },
    () => styled`${paint.green('✓')} ${message}. The next run looks for its unconfirmed calls.`,
  );
}
