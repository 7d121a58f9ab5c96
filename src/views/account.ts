import type { ListedAccount } from '../operations/accounts/merge-account.ts';
import type { View } from './view.ts';

/** The fields of an account at Retell. Nothing of its key is shown. */
export const accountView = [
  { name: 'id', value: (row) => row.id },
  { name: 'address', value: (row) => row.address },
  { name: 'isCurrent', value: (row) => row.isCurrent },
  { name: 'sameAs', value: (row) => row.sameAs },
  { name: 'unconfirmed', value: (row) => row.unconfirmed },
  { name: 'createdAt', value: (row) => row.createdAt },
] as const satisfies View<ListedAccount>;
