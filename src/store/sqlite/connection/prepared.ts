import { type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';

/**
 * A query that is built and prepared once for each open database. Building one costs ten times as much as running it, which
 * counts where it runs for every row of a list.
 */
export function preparedOnce<T>(prepare: (db: BetterSQLite3Database) => T): (db: BetterSQLite3Database) => T {
  const known = new WeakMap<BetterSQLite3Database, T>();
  return (db) => {
    const before = known.get(db);
    if (before !== undefined) return before;
    const made = prepare(db);
    known.set(db, made);
    return made;
  };
}

/** What a column is set to: given as `name`, or as null, each time that the prepared query runs. */
export function given(column: SQLiteColumn, name: string): SQL {
  // Drizzle would read the time of a null.
  const mapToDriverValue = (value: unknown) => (value === null ? null : column.mapToDriverValue(value));
  return sql`${sql.param(sql.placeholder(name), { mapToDriverValue })}`;
}
