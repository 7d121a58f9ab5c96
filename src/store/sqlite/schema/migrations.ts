import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import { z } from 'zod';
import { Problem } from '../../../domain/problem.ts';
import { backUp } from '../backups/backup.ts';
import { openSqlite } from '../connection/sqlite.ts';
import { hasTable, isMigrated } from './schema-version.ts';

const appliedRow = z.object({ hash: z.string(), created_at: z.coerce.number() });

/**
 * Returns the migrations that this database still lacks. Changes nothing.
 *
 * @param folder of drizzle-kit's migrations
 * @param path of the database
 * @throws Problem `database_too_new` if a newer voicebot migrated it, `database_of_another` if it is not voicebot's
 */
export function planMigration(database: Database, folder: string, path: string): MigrationMeta[] {
  return pendingMigrations(database, readMigrationFiles({ migrationsFolder: folder }), path);
}

/**
 * Brings the database up to date, all or nothing, after copying it to a file beside it, and gives it an identity. If several processes open it at once, one
 * migrates it and the others find that done. Drizzle's own migrator reads the state before it takes the lock, so two at once would
 * both create the tables. The table of applied migrations is drizzle's.
 *
 * @param path of the database; undefined if it needs no copy
 * @returns the path of the copy; undefined if there was nothing to copy
 * @throws Problem `backup_not_written` if the copy cannot be written; the database is unchanged then
 */
export function migrate(
  database: Database,
  plan: MigrationMeta[],
  path: string | undefined,
): string | undefined {
  if (plan.length === 0) return undefined;
  // Rebuilding a table must not delete the rows that refer to it. SQLite ignores this inside a transaction.
  database.exec('PRAGMA foreign_keys = OFF');
  let copy: string | undefined;
  const apply = database.transaction(() => {
    const missing = pendingMigrations(database, plan, path ?? '');
    if (missing.length === 0) return;
    if (path !== undefined && isMigrated(database)) copy = copyBeforeUpdate(path);
    database.exec(
      'CREATE TABLE IF NOT EXISTS __drizzle_migrations (id INTEGER PRIMARY KEY, hash text NOT NULL, created_at numeric)',
    );
    const record = database.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)');
    for (const migration of missing) {
      for (const statement of migration.sql) database.exec(statement);
      record.run(migration.hash, migration.folderMillis);
    }
    if (hasTable(database, 'ledger')) giveIdentity(database);
  });
  try {
    apply.immediate();
    return copy;
  } catch (error) {
    // The update was rolled back.
    if (copy) rmSync(copy);
    throw error;
  }
}

/** Gives a database its identity, unless it has one. */
function giveIdentity(database: Database): void {
  database
    .prepare('INSERT INTO ledger (id, identity) SELECT 1, ? WHERE NOT EXISTS (SELECT 1 FROM ledger)')
    .run(randomUUID());
}

/** Copies the database as it was last committed, through a connection outside the migration. @returns the path of the copy */
function copyBeforeUpdate(path: string): string {
  const now = new Date();
  const time = now.toISOString().replace(/\D/g, '').slice(0, 14);
  const copy = `${path}.before-update-${time}`;
  const reader = openSqlite(path, { readonly: true });
  try {
    backUp(reader, copy, { from: path, now });
    return copy;
  } finally {
    reader.close();
  }
}

function pendingMigrations(database: Database, migrations: MigrationMeta[], path: string): MigrationMeta[] {
  const applied = appliedMigrations(database, path);
  const newest = Math.max(0, ...applied.map((row) => row.created_at));
  const ours = Math.max(0, ...migrations.map((migration) => migration.folderMillis));
  if (newest > ours) {
    throw new Problem('failed', {
      code: 'database_too_new',
      message: `The database ${path} was written by a newer version of voicebot.`,
    });
  }
  return migrations.filter((migration) => migration.folderMillis > newest);
}

function appliedMigrations(database: Database, path: string): z.infer<typeof appliedRow>[] {
  if (!isMigrated(database)) {
    refuseForeignFile(database, path);
    return [];
  }
  return z
    .array(appliedRow)
    .parse(database.prepare('SELECT hash, created_at FROM __drizzle_migrations').all());
}

/** Refuses a file that has tables but no migrations: it belongs to another program. */
function refuseForeignFile(database: Database, path: string): void {
  const table = database
    .prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .get();
  if (!table) return;
  throw new Problem('failed', {
    code: 'database_of_another',
    message: `${path} belongs to another program.`,
  });
}
