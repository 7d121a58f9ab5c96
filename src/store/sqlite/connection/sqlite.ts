import { createRequire } from 'node:module';
import Sqlite, { type Database, type Options, type Statement } from 'better-sqlite3';

/** The compiled part of better-sqlite3, which cannot be bundled. */
const nativeBinding = createRequire(import.meta.url).resolve(
  'better-sqlite3/build/Release/better_sqlite3.node',
);

/** Every object that better-sqlite3 made in this process; see `openSqlite`. */
const kept: object[] = [];

function keep<T extends object>(made: T): T {
  kept.push(made);
  return made;
}

/**
 * Opens a database that prepares each statement once and keeps it until the process ends.
 *
 * This is not only for speed. On Node 24.19 and newer, a database, statement or iterator of better-sqlite3 12 that is garbage-collected
 * aborts the process (`RemoveEnvironmentCleanupHook`, nodejs/node#65446), so none of them ever is. better-sqlite3 13 fixes that, but
 * does not run on Node 20. For the same reason pragmas go through `exec`, which leaves no prepared statement behind.
 */
export function openSqlite(path: string, options: Options = {}): Database {
  const database = keep(new Sqlite(path, { ...options, nativeBinding }));
  const prepare = database.prepare.bind(database);
  const statements = new Map<string, Statement>();
  const prepareOnce = (sql: string): Statement => {
    const known = statements.get(sql);
    if (known) return known;
    const statement = keep(prepare(sql));
    const iterate = statement.iterate.bind(statement);
    statement.iterate = (...params) => keep(iterate(...params));
    statements.set(sql, statement);
    return statement;
  };
  Object.defineProperty(database, 'prepare', { value: prepareOnce });
  return database;
}
