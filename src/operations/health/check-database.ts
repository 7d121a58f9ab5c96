import { Problem } from '../../domain/problem.ts';
import { requireOriginal } from '../calling/ledger/require-original.ts';
import type { Store } from '../ports/store.ts';
import { type Check, ok } from './check.ts';

/** Checks that calls may be placed from the database: it is no copy. */
export async function checkOriginal(store: Pick<Store, 'ledger' | 'requireInPlace'>): Promise<Check[]> {
  await requireOriginal({ store });
  return [];
}

/** Checks that the database is undamaged. */
export async function checkIntegrity(store: Pick<Store, 'findDamage'>): Promise<Check> {
  const [first, ...more] = await store.findDamage();
  if (!first) return ok('integrity', 'The database is undamaged.');
  throw new Problem('failed', {
    code: 'database_damaged',
    message: `The database is damaged: ${first}${more.length > 0 ? `, and ${more.length} more` : ''}.`,
  });
}
