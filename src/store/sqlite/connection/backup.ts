import { closeSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { errorCode, Problem } from '../../../domain/problem.ts';
import { openSqlite } from './sqlite.ts';

const checkRow = z.record(z.string(), z.unknown());

/**
 * Writes a consistent copy of the database while other processes keep writing, and checks it. The copy appears whole or not at all,
 * and only this user can read it.
 *
 * @throws Problem `backup_exists`, `backup_not_written`
 */
export function backUp(database: Database, path: string): void {
  const draft = `${path}.part-${process.pid}`;
  makeEmptyFiles(path, draft);
  try {
    // One read transaction: other processes keep writing, but not into the copy (https://www.sqlite.org/lang_vacuum.html).
    database.prepare('VACUUM INTO ?').run(draft);
    syncFile(draft);
    const damage = withDatabase(draft, findDamage);
    if (damage.length > 0) throw notWritten(path, damage.join('; '));
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    rmSync(path, { force: true });
    throw error;
  }
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

/** Creates both files for this user only: the file itself, so that nothing is overwritten, and the draft that replaces it. */
function makeEmptyFiles(path: string, draft: string): void {
  try {
    closeSync(openSync(path, 'wx', 0o600));
    closeSync(openSync(draft, 'w', 0o600));
  } catch (error) {
    const code = errorCode(error) ?? String(error);
    if (code !== 'EEXIST') throw notWritten(path, code);
    throw new Problem('usage', {
      code: 'backup_exists',
      message: `The file ${path} already exists.`,
      hint: 'Choose a new file name: a backup never overwrites a file.',
    });
  }
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  fsyncSync(file);
  closeSync(file);
}

function withDatabase<T>(path: string, work: (database: Database) => T): T {
  const database = openSqlite(path, { readonly: true });
  try {
    return work(database);
  } finally {
    database.close();
  }
}

function notWritten(path: string, why: string): Problem {
  return new Problem('failed', {
    code: 'backup_not_written',
    message: `The backup ${path} could not be written (${why}).`,
    hint: 'Check that there is enough disk space and that you can write to its folder.',
  });
}
