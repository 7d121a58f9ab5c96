import { realpathSync, statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { Problem } from '../../../domain/problem.ts';
import { openSqlite } from './sqlite.ts';
import { sqliteCode } from './sqlite-errors.ts';

/** The files of an open database: whether they are still where they were opened. */
export interface OpenFiles {
  /**
   * Checks that the database, its `-wal` and its `-shm` are the files that were opened: another process would otherwise use other files,
   * and see nothing of what is written here. Other processes cannot make this fail by opening and closing the database: SQLite
   * replaces none of the three while a connection is open. Costs three calls of stat(2).
   *
   * @throws Problem `database_replaced`
   */
  requireInPlace(): void;
  /** Closes the connection. Leaves the files untouched if another process may be using others by the same names. */
  close(): void;
}

/** What is at a path: device and inode; undefined for nothing, or if that cannot be found out. */
export type FileIdentity = string | undefined;

/** Returns what is at this path, through symbolic links. Opens nothing: closing a file would drop SQLite's locks on it. */
export function identityAt(path: string): FileIdentity {
  try {
    const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
    return stats && `${stats.dev}:${stats.ino}`;
  } catch {
    return undefined;
  }
}

/** Checks that no other file has come to the path. @throws Problem `database_replaced` */
export function requireNotReplaced(path: string, before: FileIdentity): void {
  const now = identityAt(path);
  if (now !== undefined && now !== before) throw replaced(path);
}

/**
 * Returns the files of a connection that has just been opened and has read the database, so that all three exist.
 *
 * @param before what was at the path before it was opened: a restored database may have come there since
 * @throws Problem `database_replaced` if another file is there now
 */
export function openFiles(client: Database, path: string, before: FileIdentity): OpenFiles {
  // SQLite puts both beside the file itself, not beside a link to it.
  const realPath = realPathOf(path);
  const database = { path, identity: before };
  const log = [`${realPath}-wal`, `${realPath}-shm`].map((file) => ({
    path: file,
    identity: identityAt(file),
  }));
  const requireInPlace = () => {
    for (const file of [database, ...log]) if (!isInPlace(file)) throw replaced(file.path);
  };
  requireInPlace();
  return {
    requireInPlace,
    close: () => {
      if (!isInPlace(database)) return closeMoved(client, log.every(isInPlace));
      if (log.some((file) => !isInPlace(file) && identityAt(file.path)))
        return closeUntouched(client, realPath);
      client.close();
    },
  };
}

function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    throw replaced(path);
  }
}

interface OpenFile {
  path: string;
  /** What was opened. */
  identity: FileIdentity;
}

function isInPlace({ path, identity }: OpenFile): boolean {
  return identityAt(path) === identity;
}

/**
 * Closes a connection whose database is no longer at its path. SQLite leaves its log there, where it would damage the file that is there
 * now; so the log is written back to the database, wherever that is, and emptied.
 */
function closeMoved(client: Database, isLogInPlace: boolean): void {
  try {
    if (isLogInPlace) client.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  } catch (error) {
    if (!sqliteCode(error)) throw error;
  } finally {
    client.close();
  }
}

/**
 * Closes a connection without writing its log back or deleting it, which SQLite does for the last connection. Its view of the log is out
 * of date, so that would damage the database. SQLite leaves the files alone while another connection of this process is
 * reading, and a read-only one cannot write them either.
 */
function closeUntouched(client: Database, path: string): void {
  const reader = openSqlite(path, { readonly: true });
  try {
    reader.exec('BEGIN');
    reader.prepare('SELECT count(*) FROM sqlite_master').get();
  } finally {
    client.close();
    reader.close();
  }
}

function replaced(path: string): Problem {
  const what = identityAt(path) === undefined ? 'moved or deleted' : 'replaced by another file';
  return new Problem('failed', {
    code: 'database_replaced',
    message: `${path} was ${what} while voicebot had it open, so nothing more is placed or recorded.`,
  });
}
