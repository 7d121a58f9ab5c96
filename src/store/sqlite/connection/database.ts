import type { Database as SqliteDatabase } from 'better-sqlite3';
import type { SQL } from 'drizzle-orm';
import { type BetterSQLite3Database, drizzle } from 'drizzle-orm/better-sqlite3';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import { Problem } from '../../../domain/problem.ts';
import { backUp, findDamage } from '../backups/backup.ts';
import { migrate, planMigration } from '../schema/migrations.ts';
import { isUpToDate } from '../schema/schema-version.ts';
import { readVersion } from './data-version.ts';
import { createDatabaseFile, requireDatabaseFile } from './database-file.ts';
import { groupCommit } from './group-commit.ts';
import { identityAt, type OpenFiles, openFiles, requireNotReplaced } from './open-files.ts';
import { addSqlFunctions } from './sql-functions.ts';
import { openSqlite } from './sqlite.ts';
import { asProblem, sqliteCode } from './sqlite-errors.ts';
import type { Patience } from './write-lock.ts';

export interface DatabaseOptions {
  path: string;
  /** Whether to create the file and its folders, for this user only, if they are missing; true by default. */
  create?: boolean;
  /** The folder of drizzle-kit's migrations. */
  migrations: string;
  /**
   * How long to wait for another process's lock while that does not write, in ms; 5000 by default. While others write, twelve times
   * as long: a minute. With a result to record, ten minutes.
   */
  busyTimeout?: number;
  /** Receives the path of a copy of the old database when one of an older voicebot has been updated. */
  onUpdate?: ((copy: string) => void) | undefined;
}

type ConnectOptions = DatabaseOptions & { busyTimeout: number };

/** An open database. `read` and `write` are whole steps: if SQLite fails, they throw a `Problem`. */
export interface Database {
  readonly path: string;
  read<T>(work: (db: BetterSQLite3Database) => T): Promise<T>;
  /** Reads rows one by one, as arrays of SQLite's own values, for queries whose rows would not all fit into memory. */
  readRows<T>(work: (rows: (query: SQL) => IterableIterator<unknown[]>) => T): Promise<T>;
  /**
   * Runs `work` in a transaction that takes the write lock at the start: all of it or nothing. Writes requested at the same time
   * may share a transaction (`groupCommit`). Resolves once it is durable. Writes nothing if the files are no longer in place.
   */
  write<T>(work: (db: BetterSQLite3Database) => T): Promise<T>;
  /** Does the same, but gives up after a second: whoever sent what is written sends it again. */
  writeSoon<T>(work: (db: BetterSQLite3Database) => T): Promise<T>;
  /** Does the same, but waits much longer for the lock: what is recorded is known to nobody else. */
  record<T>(work: (db: BetterSQLite3Database) => T): Promise<T>;
  backup(path: string, now: Date): Promise<void>;
  findDamage(): Promise<string[]>;
  /** Returns a text that changes with every change of the database, by this connection or another. */
  version(): Promise<string>;
  /** Checks that the files are still where they were opened. @throws Problem `database_replaced` */
  requireInPlace(): Promise<void>;
  close(): void;
}

/** Opens the database, sets it up to be durable, and brings its schema up to date. @throws Problem */
export function openDatabase(options: DatabaseOptions): Database {
  const { path, busyTimeout = 5000 } = options;
  const { client, files } = guarded(path, () => connectIfThere({ ...options, busyTimeout }));
  const db = drizzle(client);
  const commit = groupCommit(client, { busyTimeout, check: files.requireInPlace });
  const write = <T>(work: (some: BetterSQLite3Database) => T, patience: Patience) =>
    commit(() => work(db), patience).catch((error: unknown) => {
      throw asProblem(error, path);
    });
  return {
    path,
    read: async (work) => guarded(path, () => work(db)),
    readRows: async (work) => guarded(path, () => readRows(client, work)),
    write: (work) => write(work, { stuck: busyTimeout, total: 12 * busyTimeout }),
    writeSoon: (work) => write(work, { stuck: 1000, total: 1000 }),
    record: (work) => write(work, { stuck: 120 * busyTimeout, total: 120 * busyTimeout }),
    backup: async (copy, now) => guarded(path, () => backUp(client, copy, { from: path, now })),
    findDamage: async () => guarded(path, () => findDamage(client)),
    version: async () => guarded(path, () => readVersion(db)),
    requireInPlace: async () => files.requireInPlace(),
    close: files.close,
  };
}

/** Connects, and if that fails because the file has been moved away since it was found, says that there is none. */
function connectIfThere(options: ConnectOptions): ReturnType<typeof connect> {
  try {
    return connect(options);
  } catch (error) {
    if (options.create === false && !(error instanceof Problem)) requireDatabaseFile(options.path);
    throw error;
  }
}

function connect({ path, create = true, migrations, busyTimeout, onUpdate }: ConnectOptions): {
  client: SqliteDatabase;
  files: OpenFiles;
} {
  if (create) createDatabaseFile(path);
  else requireDatabaseFile(path);
  const before = identityAt(path);
  const client = openSqlite(path, { fileMustExist: true, timeout: busyTimeout });
  try {
    requireNotReplaced(path, before);
    const plan = isUpToDate(client, migrations) ? [] : planMigration(client, migrations, path);
    useWriteAheadLog(client, busyTimeout);
    // Set on every open: better-sqlite3 opens a WAL file with NORMAL, and a power cut could undo a claim.
    client.exec('PRAGMA synchronous = FULL');
    // Migrations use them too.
    addSqlFunctions(client);
    const copy = migrate(client, plan, path);
    if (copy) onUpdate?.(copy);
    client.exec('PRAGMA foreign_keys = ON');
    // 8 MB instead of better-sqlite3's 16: importing a million rows takes no longer.
    client.exec('PRAGMA cache_size = -8000');
    // 32 MB instead of SQLite's 4: a long import would copy the same index pages into the file after every batch.
    client.exec('PRAGMA wal_autocheckpoint = 8000');
    // After a switch to WAL, SQLite opens its log when it next reads.
    client.exec('SELECT 1 FROM sqlite_master LIMIT 1');
    return { client, files: openFiles(client, path, before) };
  } catch (error) {
    client.close();
    // The file of one database may have been read with the log of another.
    requireNotReplaced(path, before);
    throw error;
  }
}

/** Switches to WAL. Several processes may open a new file at once, and this switch ignores the busy timeout. */
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

const dialect = new SQLiteSyncDialect();

/** Hands rows to `work`, and ends what it has not read to its end: that would keep the database from being written to or closed. */
function readRows<T>(
  client: SqliteDatabase,
  work: (rows: (query: SQL) => IterableIterator<unknown[]>) => T,
): T {
  const opened: IterableIterator<unknown[]>[] = [];
  try {
    return work((query) => {
      const rows = rowsOf(client, query);
      opened.push(rows);
      return rows;
    });
  } finally {
    for (const rows of opened) rows.return?.();
  }
}

function rowsOf(client: SqliteDatabase, query: SQL): IterableIterator<unknown[]> {
  const { sql, params } = dialect.sqlToQuery(query);
  return client
    .prepare<unknown[], unknown[]>(sql)
    .raw()
    .iterate(...params);
}

/** Runs `work`, and throws errors of SQLite as Problems. */
function guarded<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asProblem(error, path);
  }
}
