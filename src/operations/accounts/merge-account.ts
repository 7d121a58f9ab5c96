import { Problem } from '../../domain/problem.ts';
import type { Account, AccountKey } from '../ports/account-store.ts';
import { type AccountConnection, RunAccount } from './run-account.ts';

/** An account, and whether the key of the settings belongs to it. */
export type ListedAccount = Account & { isCurrent: boolean };

/**
 * Returns every account that calls were sent to, oldest first.
 *
 * @param key the key of the settings; undefined if there is none
 */
export async function listAccounts(
  { store }: Pick<AccountConnection, 'store'>,
  key: AccountKey | undefined,
): Promise<ListedAccount[]> {
  const accounts = await store.accounts();
  const own = accounts.find(
    ({ address, fingerprint }) => address === key?.address && fingerprint === key.fingerprint,
  );
  const canonical = own && (own.sameAs ?? own.id);
  return accounts.map((account) => ({ ...account, isCurrent: (account.sameAs ?? account.id) === canonical }));
}

/**
 * Records that the key of the settings has replaced the key of another account: both are the same account at Retell. From then on
 * its calls are looked for and sent again with the new key.
 *
 * @returns the account as it is now
 * @throws Problem `account_not_found`
 */
export async function mergeAccount(id: number, connection: AccountConnection): Promise<Account> {
  const { store, clock } = connection;
  const account = await requireAccount(store, id);
  await store.mergeAccounts(id, await new RunAccount(connection).id(), clock.now());
  return account;
}

/** Returns an account. @throws Problem `account_not_found` */
export async function requireAccount(
  store: Pick<AccountConnection['store'], 'accounts'>,
  id: number,
): Promise<Account> {
  const account = (await store.accounts()).find((candidate) => candidate.id === id);
  if (account) return account;
  throw new Problem('not_found', {
    code: 'account_not_found',
    message: `No call was ever sent to an account ${id}.`,
  });
}
