import { eq, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Call } from '../../../../domain/calls/call.ts';
import { calls } from '../../schema/call-tables.ts';
import { readableRows } from '../readable.ts';
import { callColumns } from '../rows.ts';

/** Returns the calls with these ids, ours or Retell's, in no order, without those that cannot be read. */
export function callsOf(
  db: BetterSQLite3Database,
  column: typeof calls.id | typeof calls.retellCallId,
  values: readonly (string | number)[],
): Call[] {
  // One parameter, however many they are.
  const isOneOf: SQL = sql`${column} in (select value from json_each(${JSON.stringify(values)}))`;
  const queries = {
    all: () => db.select(callColumns).from(calls).where(isOneOf).all(),
    ids: () => db.select({ id: calls.id }).from(calls).where(isOneOf).all(),
    one: (id: number) => db.select(callColumns).from(calls).where(eq(calls.id, id)).get(),
  };
  return readableRows(queries, new Set());
}
