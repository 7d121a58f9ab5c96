import type { Database } from 'better-sqlite3';
import { type MigrationMeta, readMigrationFiles } from 'drizzle-orm/migrator';
import { z } from 'zod';
import { Problem } from '../../../domain/problem.ts';

const appliedRow = z.object({ hash: z.string(), created_at: z.coerce.number() });

/**
 * What this database still lacks of this program's schema. Changes nothing.
 *
 * @param folder where `drizzle-kit generate` wrote
 * @throws Problem `database_too_new` if a newer voicebot has migrated it, `database_of_another` if it is no voicebot's
 */
export function planMigration(database: Database, folder: string, path: string): MigrationMeta[] {
  return pending(database, readMigrationFiles({ migrationsFolder: folder }), path);
}

/**
 * Brings the database up to this program's schema, all or nothing. Where several processes open a new database at the
 * same instant one of them migrates and the others find it done: drizzle's own migrator reads the state before it
 * takes the lock, so two at once would both create the tables. The bookkeeping is drizzle's, table and columns.
 */
export function migrate(database: Database, plan: MigrationMeta[], path: string): void {
  if (plan.length === 0) return;
  // A table that is rebuilt must not take its children along; SQLite ignores this inside a transaction.
  database.exec('PRAGMA foreign_keys = OFF');
  database
    .transaction(() => {
      database.exec(
        'CREATE TABLE IF NOT EXISTS __drizzle_migrations (id INTEGER PRIMARY KEY, hash text NOT NULL, created_at numeric)',
      );
      const record = database.prepare('INSERT INTO __drizzle_migrations (hash, created_at) VALUES (?, ?)');
      for (const migration of pending(database, plan, path)) {
        for (const statement of migration.sql) database.exec(statement);
        record.run(migration.hash, migration.folderMillis);
      }
    })
    .immediate();
}

function pending(database: Database, migrations: MigrationMeta[], path: string): MigrationMeta[] {
  const applied = appliedMigrations(database, path);
  const newest = Math.max(0, ...applied.map((row) => row.created_at));
  const ours = Math.max(0, ...migrations.map((migration) => migration.folderMillis));
  if (newest > ours) {
    throw new Problem('failed', {
      code: 'database_too_new',
      message: `The database ${path} was made by a newer voicebot`,
    });
  }
  return migrations.filter((migration) => migration.folderMillis > newest);
}

function appliedMigrations(database: Database, path: string): z.infer<typeof appliedRow>[] {
  const known = database
    .prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '__drizzle_migrations'")
    .get();
  if (!known) {
    refuseForeignFile(database, path);
    return [];
  }
  return z
    .array(appliedRow)
    .parse(database.prepare('SELECT hash, created_at FROM __drizzle_migrations').all());
}

/** A file with tables but no bookkeeping is another program's, and none of ours to add tables to. */
function refuseForeignFile(database: Database, path: string): void {
  const table = database
    .prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
    .get();
  if (!table) return;
  throw new Problem('failed', {
    code: 'database_of_another',
    message: `${path} is the database of another program.`,
  });
}
