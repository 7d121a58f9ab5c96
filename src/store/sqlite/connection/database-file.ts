import { closeSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode, Problem } from '../../../domain/problem.ts';
import { createPrivateFolder } from '../../../private-folder.ts';

/**
 * Creates the file, for this user only, if there is none. SQLite gives its `-wal` and `-shm` files the same permissions.
 *
 * @throws Problem `database_not_opened`
 */
export function createDatabaseFile(path: string): void {
  try {
    createPrivateFolder(dirname(path));
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw folderProblem(path);
    closeSync(openSync(path, 'ax', 0o600));
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (errorCode(error) === 'EEXIST') return;
    throw notOpened(path, 'created', error);
  }
}

/**
 * Checks that there is a database. An empty file is none yet: a process may have been killed right after creating it.
 *
 * @throws Problem `no_database`, `database_not_opened`
 */
export function requireDatabaseFile(path: string): void {
  try {
    const stats = statSync(path);
    if (stats.isDirectory()) throw folderProblem(path);
    if (stats.size > 0) return;
  } catch (error) {
    if (error instanceof Problem) throw error;
    if (errorCode(error) !== 'ENOENT') throw notOpened(path, 'opened', error);
  }
  throw new Problem('not_set_up', {
    code: 'no_database',
    message: `There is no database at ${path}.`,
    facts: { path },
  });
}

function notOpened(path: string, what: 'created' | 'opened', cause: unknown): Problem {
  return new Problem(
    'failed',
    {
      code: 'database_not_opened',
      message: `The database ${path} could not be ${what} (${errorCode(cause) ?? String(cause)}).`,
      facts: { what },
    },
    { cause },
  );
}

function folderProblem(path: string): Problem {
  return new Problem('failed', {
    code: 'database_not_opened',
    message: `${path} is a folder, not a database.`,
    facts: { what: 'folder' },
  });
}
