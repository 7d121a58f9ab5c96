import { existsSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { Problem } from '../../../domain/problem.ts';
import { openSqlite } from '../connection/sqlite.ts';
import { sqliteCode } from '../connection/sqlite-errors.ts';
import { hasTable } from '../schema/schema-version.ts';
import { markAsCopy } from './backup.ts';
import { type OldTokens, readTokens } from './carry-tokens.ts';
import { isTaken, syncFolder } from './new-file.ts';

/** What a database that is about to be replaced says of itself. */
export interface OldLedger {
  identity: string;
  epoch: number;
  /** When it, or an epoch before, last sent a request, ms since 1970; null for never. */
  placedUntil: number | null;
}

/** A database that no other process has open. */
export interface LockedDatabase {
  /** Undefined if it cannot be read, or is from before databases had an identity. */
  ledger: OldLedger | undefined;
  /** Undefined if they cannot be read. */
  tokens: OldTokens | undefined;
  /** Lets other processes open it again. */
  release(): void;
}

/** How long other processes have to finish what they are doing, ms. */
const patience = 2000;

const ledgerRow = z.object({ identity: z.string(), epoch: z.number(), placedUntil: z.number().nullable() });

/**
 * Locks every other process out of a database. Each connection holds SQLite's shared lock on the file for as long as it is open, as
 * all of them use WAL, so an exclusive lock can be taken only if there is none (https://www.sqlite.org/wal.html#use_of_wal_without_shared_memory).
 * The log is written back, so that the file is complete on its own.
 *
 * @returns undefined if SQLite cannot read the file at all: then no process can have it open either
 * @throws Problem `database_in_use`
 */
export function lockOutOthers(path: string): LockedDatabase | undefined {
  const client = openSqlite(path, { timeout: patience, fileMustExist: true });
  try {
    client.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; COMMIT');
    client.exec('PRAGMA wal_checkpoint(TRUNCATE)');
    return { ledger: readLedger(client), tokens: readTokens(client), release: () => client.close() };
  } catch (error) {
    client.close();
    const code = sqliteCode(error);
    if (code?.startsWith('SQLITE_BUSY')) throw inUse(path);
    if (code === 'SQLITE_NOTADB' || code?.startsWith('SQLITE_CORRUPT')) return undefined;
    throw error;
  }
}

function readLedger(client: Database): OldLedger | undefined {
  try {
    if (!hasTable(client, 'ledger')) return undefined;
    const row = client
      .prepare(`SELECT identity, epoch,
        nullif(max(coalesce(placed_until, 0), (SELECT coalesce(max(max(requested_at, coalesce(sent_again_at, 0))), 0) FROM calls)), 0)
        AS placedUntil FROM ledger`)
      .get();
    return ledgerRow.safeParse(row).data;
  } catch (error) {
    if (sqliteCode(error)) return undefined;
    throw error;
  }
}

/**
 * Gives the database and what SQLite has put beside it another name, with the date. The database goes first: until another one has its
 * name there is none, and no process can take what is left for a whole one.
 *
 * @returns its new path
 */
export function putAside(path: string, now: Date): string {
  const stamp = now.toISOString().replace(/\D/g, '');
  let aside = `${path}.before-restore-${stamp}`;
  for (let n = 2; isTaken(aside); n++) aside = `${path}.before-restore-${stamp}-${n}`;
  for (const suffix of ['', '-wal', '-shm'])
    if (isTaken(path + suffix)) renameSync(path + suffix, aside + suffix);
  syncFolder(dirname(path));
  return aside;
}

/** Marks a database that was put aside as a copy, as far as it can be read: it must not place calls either. */
export function retire(aside: string, source: { from: string; now: Date }): void {
  if (!existsSync(aside)) return;
  const client = openSqlite(aside);
  try {
    markAsCopy(client, source);
  } catch (error) {
    if (!sqliteCode(error)) throw error;
  } finally {
    client.close();
  }
}

function inUse(path: string): Problem {
  return new Problem('try_again', {
    code: 'database_in_use',
    message: `The database ${path} is open in another process, so it cannot be replaced.`,
  });
}
