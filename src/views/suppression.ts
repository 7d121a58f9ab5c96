import type { Suppression } from '../domain/contacts/suppression/suppression.ts';
import type { View } from './view.ts';

/** The fields of an entry of the do-not-call list. */
export const suppressionView = [
  { name: 'phoneNumber', value: (row) => row.phoneNumber },
  { name: 'reason', value: (row) => row.reason },
  { name: 'source', value: (row) => row.source },
  { name: 'createdAt', value: (row) => row.createdAt },
  { name: 'addedBy', value: (row) => row.addedBy },
] as const satisfies View<Suppression>;
