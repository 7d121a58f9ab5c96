import { type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';

/**
 * Returns a function that builds and prepares a query once per open database. Building takes ten times as long as running, which
 * matters when the query runs for every row of a list.
 */
export function preparedOnce<T>(prepare: (db: BetterSQLite3Database) => T): (db: BetterSQLite3Database) => T {
  const prepared = new WeakMap<BetterSQLite3Database, T>();
  return (db) => {
    const known = prepared.get(db);
    if (known !== undefined) return known;
    const query = prepare(db);
    prepared.set(db, query);
    return query;
  };
}

/** Returns a placeholder for the new value of a column, which may be null. */
export function placeholderFor(column: SQLiteColumn, name: string): SQL {
  // Drizzle would call getTime() on null.
  const mapToDriverValue = (value: unknown) => (value === null ? null : column.mapToDriverValue(value));
  return sql`${sql.param(sql.placeholder(name), { mapToDriverValue })}`;
}
