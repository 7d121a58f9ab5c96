import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';

/**
 * Returns whether a database has all of this program's migrations and no newer one: the last one applied is the last one in
 * drizzle-kit's journal.
 *
 * @param folder of drizzle-kit's migrations
 */
export function isUpToDate(database: Database, folder: string): boolean {
  if (!isMigrated(database)) return false;
  const applied = database.prepare('SELECT max(created_at) FROM __drizzle_migrations').pluck().get();
  return applied === newestMigration(folder);
}

/** Returns whether a database has any migrations. A new one has none. */
export function isMigrated(database: Database): boolean {
  return hasTable(database, '__drizzle_migrations');
}

/** Returns whether a database has a table of this name. */
export function hasTable(database: Database, name: string): boolean {
  const table = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?";
  return database.prepare(table).get(name) !== undefined;
}

function newestMigration(folder: string): number | undefined {
  const journal: { entries: { when: number }[] } = JSON.parse(
    readFileSync(join(folder, 'meta', '_journal.json'), 'utf8'),
  );
  return journal.entries.at(-1)?.when;
}
