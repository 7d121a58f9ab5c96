import { existsSync, realpathSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { z } from 'zod';
import { errorCode, Problem } from '../../../domain/problem.ts';
import type { Restored, RestoreOptions } from '../../../operations/ports/ledger-store.ts';
import { createPrivateFolder } from '../../../private-folder.ts';
import { openSqlite } from '../connection/sqlite.ts';
import { asProblem } from '../connection/sqlite-errors.ts';
import { migrate, planMigration } from '../schema/migrations.ts';
import { hasTable, isMigrated } from '../schema/schema-version.ts';
import { findDamage } from './backup.ts';
import { beginRestored } from './begin-restored.ts';
import { carryTokens, type OldTokens } from './carry-tokens.ts';
import { createDraft, isTaken, publish } from './new-file.ts';
import { type LockedDatabase, lockOutOthers, putAside, retire } from './old-database.ts';

/**
 * Puts a copy of a database in the place of the one at `path`, if any, in a new epoch. The copy is checked, and copied through SQLite
 * to a new file, before anything is changed. If the process is killed, either database is at `path`, or none, and nothing is lost.
 *
 * @param options `migrations` is the folder of drizzle-kit's migrations
 * @throws Problem `file_not_found`, `not_a_backup`, `backup_damaged`, `database_too_new`, `database_of_another`, `database_in_use` …
 */
export function restoreDatabase(options: RestoreOptions & { migrations: string }): Restored {
  const { file, migrations, now } = options;
  const path = existsSync(options.path) ? realpathSync(options.path) : options.path;
  requireFile(file);
  let draft: string | undefined;
  try {
    createPrivateFolder(dirname(path));
    draft = createDraft(path);
    copyTo(draft, file, migrations);
    const old = isTaken(path) ? lockOutOthers(path) : undefined;
    try {
      const begun = prepare(draft, old, { migrations, now });
      const aside = isTaken(path) ? putAside(path, now) : null;
      publish(draft, path);
      old?.release();
      if (aside) retire(aside, { from: path, now });
      return { ...begun, path, aside };
    } finally {
      old?.release();
    }
  } catch (error) {
    throw asRestoreProblem(error, file, path);
  } finally {
    if (draft) removeDraft(draft);
  }
}

function removeDraft(draft: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(draft + suffix, { force: true });
}

function requireFile(file: string): void {
  const stats = statSync(file, { throwIfNoEntry: false });
  if (stats?.isFile()) return;
  throw new Problem('usage', {
    code: 'file_not_found',
    message: stats ? `${file} is not a file.` : `There is no file ${file}.`,
    hint: 'Nothing was changed. Check the path.',
  });
}

/** Checks a copy of a database, and copies it to an empty file. @throws Problem */
function copyTo(draft: string, file: string, migrations: string): void {
  const source = openSqlite(file, { readonly: true, fileMustExist: true });
  try {
    planMigration(source, migrations, file);
    if (!isMigrated(source))
      throw unusable('not_a_backup', `${file} is empty: it is no backup of a database.`);
    const [damage] = findDamage(source);
    if (damage) throw unusable('backup_damaged', `The backup ${file} is damaged: ${damage}.`);
    source.prepare('VACUUM INTO ?').run(draft);
  } finally {
    source.close();
  }
}

const identityRow = z.object({ identity: z.string() });
const copyRow = z.object({ copied_at: z.number().nullable() });

/** Brings the new database up to date, and begins its epoch. */
function prepare(
  draft: string,
  old: LockedDatabase | undefined,
  { migrations, now }: { migrations: string; now: Date },
): Pick<Restored, 'copiedAt' | 'toVerify' | 'unverifiable' | 'uncertainTokens'> {
  const client = openSqlite(draft);
  try {
    const hasIdentity = hasTable(client, 'ledger');
    migrate(client, planMigration(client, migrations, draft), undefined);
    const { copied_at } = copyRow.parse(client.prepare('SELECT copied_at FROM ledger').get());
    const begun = client.transaction(() => ({
      ...beginRestored(drizzle(client), { old: old?.ledger, hasIdentity, now }),
      uncertainTokens: carryTokens(client, tokensOfSame(client, old), now),
    }))();
    return { ...begun, copiedAt: copied_at === null ? null : new Date(copied_at) };
  } finally {
    client.close();
  }
}

/** Returns the tokens of the replaced database, if it is the one that was copied. */
function tokensOfSame(client: Database, old: LockedDatabase | undefined): OldTokens | undefined {
  const { identity } = identityRow.parse(client.prepare('SELECT identity FROM ledger').get());
  return old?.ledger?.identity === identity ? old.tokens : undefined;
}

function asRestoreProblem(error: unknown, file: string, path: string): unknown {
  if (error instanceof Problem) return error;
  const problem = asProblem(error, file);
  if (problem instanceof Problem) return ofBackup(problem);
  const code = errorCode(error);
  if (!code) return error;
  return unusable('not_restored', `${file} could not be restored to ${path} (${code}).`);
}

/** Returns the problem of a file that is no database: not the path of the database is wrong. */
function ofBackup(problem: Problem): Problem {
  const { kind, code, message } = problem;
  if (code !== 'database_unreadable') return problem;
  return new Problem(kind, { code, message, facts: { what: 'backup' } }, { cause: problem.cause });
}

function unusable(code: string, message: string): Problem {
  return new Problem('failed', { code, message });
}
