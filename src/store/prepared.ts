import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';

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
