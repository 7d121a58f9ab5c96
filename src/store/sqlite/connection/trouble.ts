import { DrizzleQueryError } from 'drizzle-orm/errors';
import { errorCode, Problem } from '../../../domain/problem.ts';

/** SQLite's own code of an error, e.g. `SQLITE_BUSY`, also where drizzle has wrapped it. */
export function sqliteCode(error: unknown): string | undefined {
  if (error instanceof DrizzleQueryError) return sqliteCode(error.cause);
  const code = errorCode(error);
  return code?.startsWith('SQLITE_') ? code : undefined;
}

/**
 * An error of the database as something an operator can act on; anything else comes back as it is.
 * Codes: https://www.sqlite.org/rescode.html
 */
export function asProblem(error: unknown, path: string): unknown {
  const code = sqliteCode(error);
  if (!code) return error;
  const cause = { cause: error };
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new Problem(
      'try_again',
      {
        code: 'database_busy',
        message: `The database ${path} is held by another process`,
        hint: 'Try again in a moment.',
      },
      cause,
    );
  }
  const [word, message, hint] = explain(code, path);
  return new Problem('failed', { code: word, message, hint }, cause);
}

function explain(code: string, path: string): [code: string, message: string, hint?: string] {
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return ['database_unreadable', `${path} is not a database that voicebot can read (${code})`];
  }
  if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR')) {
    return [
      'database_not_written',
      `The database ${path} could not be written (${code})`,
      'Is the disk full? Make room, and run again: what could not be recorded is found out then.',
    ];
  }
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM') {
    return [
      'database_not_opened',
      `The database ${path} could not be opened for writing (${code})`,
      'Check that the file and its folder belong to you and can be written.',
    ];
  }
  return ['database_error', `The database ${path} answered ${code}`];
}
