import { createRequire } from 'node:module';
import Sqlite, { type Database, type Options, type Statement } from 'better-sqlite3';

/** The compiled part of better-sqlite3, which cannot be bundled. */
const nativeBinding = createRequire(import.meta.url).resolve(
  'better-sqlite3/build/Release/better_sqlite3.node',
);

/** Keeps the databases of this process, and their statements, from being garbage-collected; see `openSqlite`. */
const openedDatabases: Database[] = [];

/**
 * Opens a database that prepares each statement once and keeps it until the process ends.
 *
 * This is not only for speed. On Node 24, a statement of better-sqlite3 12 that is garbage-collected while no JavaScript runs aborts
 * the process (`RemoveEnvironmentCleanupHook`, nodejs/node `src/api/hooks.cc`). better-sqlite3 13 fixes that, but does not run on
 * Node 20. For the same reason pragmas go through `exec`, which leaves no prepared statement behind.
 */
export function openSqlite(path: string, options: Options = {}): Database {
  const database = new Sqlite(path, { ...options, nativeBinding });
  openedDatabases.push(database);
  const prepare = database.prepare.bind(database);
  const statements = new Map<string, Statement>();
  const prepareOnce = (sql: string): Statement => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  Object.defineProperty(database, 'prepare', { value: prepareOnce });
  return database;
}
