import { z } from 'zod';
import { openSqlite } from './sqlite/connection/sqlite.ts';

/** Returns the version of SQLite, such as `3.50.4`. @throws Node's error if its compiled part cannot be loaded */
export function sqliteVersion(): string {
  const database = openSqlite(':memory:');
  try {
    return z.string().parse(database.prepare('select sqlite_version()').pluck().get());
  } finally {
    database.close();
  }
}
