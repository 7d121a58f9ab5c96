import { closeSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Database as SqliteDatabase } from 'better-sqlite3';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { errorCode, Problem } from '../../../domain/problem.ts';
import { migrate, planMigration } from '../schema/migrations.ts';
import { isUpToDate } from '../schema/schema-version.ts';
import { backUp, findDamage } from './backup.ts';
import { groupCommit } from './group-commit.ts';
import { addSqlFunctions } from './sql-functions.ts';
import { openSqlite } from './sqlite.ts';
import { asProblem, sqliteCode } from './trouble.ts';

export interface DatabaseOptions {
  /** The database file; it and the folders that are missing are made, for this user alone. */
  path: string;
  /** The folder that drizzle-kit writes migrations to. */
  migrations: string;
  /** How long to wait for another process's lock, ms. */
  busyTimeout?: number;
  /** Called when a database of an older voicebot was brought up to date, with the path of a copy of how it was. */
  onUpdate?: ((copy: string) => void) | undefined;
}

/** An open database. `read` and `write` are whole steps: what they throw is a `Problem` wherever SQLite is the cause. */
export interface Database {
  read<T>(work: (db: BetterSQLite3Database) => T): Promise<T>;
  /**
   * Runs `work` in a transaction that takes the write lock at its beginning, all of it or nothing. What is asked for at the
   * same time may share the transaction (`groupCommit`). Settles when it is durable.
   */
  write<T>(work: (db: BetterSQLite3Database) => T): Promise<T>;
  backup(path: string): Promise<void>;
  findDamage(): Promise<string[]>;
  close(): void;
}

/** Opens the database, makes it durable and brings it up to date. @throws Problem */
export function openDatabase(options: DatabaseOptions): Database {
  const { path, busyTimeout = 5000 } = options;
  const client = guarded(path, () => connect({ ...options, busyTimeout }));
  const db = drizzle(client);
  const commit = groupCommit(client, busyTimeout);
  return {
    read: async (work) => guarded(path, () => work(db)),
    write: (work) =>
      commit(() => work(db)).catch((error: unknown) => {
        throw asProblem(error, path);
      }),
    backup: async (copy) => guarded(path, () => backUp(client, copy)),
    findDamage: async () => guarded(path, () => findDamage(client)),
    close: () => client.close(),
  };
}

function connect({
  path,
  migrations,
  busyTimeout,
  onUpdate,
}: DatabaseOptions & { busyTimeout: number }): SqliteDatabase {
  makePrivateFile(path);
  const client = openSqlite(path, { timeout: busyTimeout });
  try {
    const plan = isUpToDate(client, migrations) ? [] : planMigration(client, migrations, path);
    useWriteAheadLog(client, busyTimeout);
    // Said at every opening: better-sqlite3 opens a WAL file with NORMAL, and a power cut could undo a claim.
    client.exec('PRAGMA synchronous = FULL');
    const copy = migrate(client, plan, path);
    if (copy) onUpdate?.(copy);
    client.exec('PRAGMA foreign_keys = ON');
    // better-sqlite3 is built with 16 MB; a million rows go in as fast with half.
    client.exec('PRAGMA cache_size = -8000');
    // 32 MB, for SQLite's 4: a long import would copy the same pages of its indexes into the file after every batch.
    client.exec('PRAGMA wal_autocheckpoint = 8000');
    addSqlFunctions(client);
    return client;
  } catch (error) {
    client.close();
    throw error;
  }
}

/** SQLite gives its `-wal` and `-shm` files the permissions of the database itself. */
function makePrivateFile(path: string): void {
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw folderProblem(path);
    closeSync(openSync(path, 'ax', 0o600));
  } catch (error) {
    if (error instanceof Problem) throw error;
    const code = errorCode(error);
    if (code === 'EEXIST') return;
    throw new Problem(
      'failed',
      {
        code: 'database_not_opened',
        message: `The database ${path} could not be created (${code ?? String(error)})`,
        facts: { what: 'created' },
      },
      { cause: error },
    );
  }
}

function folderProblem(path: string): Problem {
  return new Problem('failed', {
    code: 'database_not_opened',
    message: `The database ${path} is a folder.`,
    facts: { what: 'folder' },
  });
}

/** Several processes may open a new file at once, and the switch to WAL does not wait for the busy timeout. */
function useWriteAheadLog(client: SqliteDatabase, busyTimeout: number): void {
  const deadline = performance.now() + busyTimeout;
  for (;;) {
    try {
      client.exec('PRAGMA journal_mode = WAL');
      return;
    } catch (error) {
      if (!sqliteCode(error)?.startsWith('SQLITE_BUSY') || performance.now() > deadline) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
    }
  }
}

function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asProblem(error, path);
  }
}
