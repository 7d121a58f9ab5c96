import { rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { errorCode, Problem } from '../../../domain/problem.ts';
import { openSqlite } from '../connection/sqlite.ts';
import { sqliteCode } from '../connection/sqlite-errors.ts';
import { hasTable } from '../schema/schema-version.ts';
import { createDraft, isTaken, publish } from './new-file.ts';

const checkRow = z.record(z.string(), z.unknown());

/** Where a copy comes from, and when it is made. */
export interface CopySource {
  /** The path of the original. */
  from: string;
  now: Date;
}

/**
 * Writes a consistent copy of the database while other processes keep writing, checks it, and marks it as a copy. It appears under its
 * name whole or not at all, and only this user can read it.
 *
 * @throws Problem `backup_exists`, `backup_not_written`
 */
export function backUp(database: Database, path: string, source: CopySource): void {
  if (isTaken(path)) throw backupExists(path);
  let draft: string | undefined;
  try {
    draft = createDraft(path);
    // One read transaction: other processes keep writing, but not into the copy (https://www.sqlite.org/lang_vacuum.html).
    database.prepare('VACUUM INTO ?').run(draft);
    const damage = withDatabase(draft, (copy) => {
      markAsCopy(copy, source);
      return findDamage(copy);
    });
    if (damage.length > 0) throw notWritten(path, damage.join('; '));
    publish(draft, path);
  } catch (error) {
    if (draft) rmSync(draft, { force: true });
    if (error instanceof Problem || sqliteCode(error)) throw error;
    const code = errorCode(error) ?? String(error);
    throw code === 'EEXIST' ? backupExists(path) : notWritten(path, code);
  }
}

/** Marks a database as a copy, so that no calls are placed from it, unless it is one already or is from before databases had an identity. */
export function markAsCopy(database: Database, { from, now }: CopySource): void {
  if (!hasTable(database, 'ledger')) return;
  database
    .prepare('UPDATE ledger SET copied_at = ?, copied_from = ? WHERE copied_at IS NULL')
    .run(now.getTime(), from);
}

/** Returns what is wrong with a database: damaged pages and indexes, and rows that refer to missing rows. */
export function findDamage(database: Database): string[] {
  const pages = z
    .array(z.object({ integrity_check: z.string() }))
    .parse(database.prepare('PRAGMA integrity_check').all());
  const orphans = z.array(checkRow).parse(database.prepare('PRAGMA foreign_key_check').all());
  return [
    ...pages.map((row) => row.integrity_check).filter((line) => line !== 'ok'),
    ...orphans.map((row) => `row ${String(row['rowid'])} of ${String(row['table'])} refers to a missing row`),
  ];
}

function withDatabase<T>(path: string, work: (database: Database) => T): T {
  const database = openSqlite(path);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

function backupExists(path: string): Problem {
  return new Problem('usage', {
    code: 'backup_exists',
    message: `The file ${path} already exists.`,
    hint: 'Choose a new file name: a backup never overwrites a file.',
  });
}

function notWritten(path: string, why: string): Problem {
  return new Problem('failed', {
    code: 'backup_not_written',
    message: `The backup ${path} could not be written (${why}).`,
    hint: 'Check that there is enough disk space and that you can write to its folder.',
  });
}
