import { sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { preparedOnce } from './prepared.ts';

/**
 * Returns a text that changes with every change of the database. `data_version` tells of what others have committed, and only of that
 * (https://sqlite.org/pragma.html#pragma_data_version); `total_changes()` counts the rows that this connection has changed.
 */
export function readVersion(db: BetterSQLite3Database): string {
  const { others, own } = version(db).get() ?? {};
  return `${others}-${own}`;
}

const version = preparedOnce((db) =>
  db
    .select({ others: sql<number>`data_version`, own: sql<number>`total_changes()` })
    .from(sql`pragma_data_version`)
    .prepare(),
);
