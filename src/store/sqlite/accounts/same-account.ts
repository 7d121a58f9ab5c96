import { type SQL, sql } from 'drizzle-orm';
import { calls } from '../schema/call-tables.ts';

/** The id that all keys of one account have in common. Merging keeps chains flat. */
export const canonicalId = sql<number>`coalesce(same_as, id)`;

/** Returns the SQL condition that a call was sent to this account, under whichever of its keys, or that this is not recorded. */
export function mayBelongTo(account: number): SQL {
  return sql`(${calls.accountId} is null or ${belongsTo(account)})`;
}

/** Returns the SQL condition that a call was sent to this account, under whichever of its keys. */
export function belongsTo(account: number): SQL {
  const keys = sql`select id from accounts where ${canonicalId} = (select ${canonicalId} from accounts where id = ${account})`;
  return sql`${calls.accountId} in (${keys})`;
}
