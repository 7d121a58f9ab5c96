import { createRequire } from 'node:module';
import Sqlite, { type Database, type Options, type Statement } from 'better-sqlite3';

/** The compiled part of better-sqlite3, which cannot be in a bundle. */
const nativeBinding = createRequire(import.meta.url).resolve(
  'better-sqlite3/build/Release/better_sqlite3.node',
);

/** Every database of this process, for as long as it lives; see `openSqlite`. */
const kept: Database[] = [];

/**
 * Opens a database whose statements are prepared once each and kept until the process ends.
 *
 * Not only for speed: on Node 24 a statement of better-sqlite3 12 that is garbage-collected while no JavaScript runs
 * aborts the process (`RemoveEnvironmentCleanupHook`, nodejs/node `src/api/hooks.cc`), and better-sqlite3 13, which has
 * mended that, does not run on Node 20. For the same reason pragmas go through `exec`, which prepares nothing that is left.
 */
export function openSqlite(path: string, options: Options = {}): Database {
  const database = new Sqlite(path, { ...options, nativeBinding });
  kept.push(database);
  const prepare = database.prepare.bind(database);
  const statements = new Map<string, Statement>();
  const prepareOnce = (sql: string): Statement => {
    const known = statements.get(sql);
    if (known) return known;
    const made = prepare(sql);
    statements.set(sql, made);
    return made;
  };
  Object.defineProperty(database, 'prepare', { value: prepareOnce });
  return database;
}
