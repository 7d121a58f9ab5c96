import { DrizzleQueryError } from 'drizzle-orm/errors';
import { errorCode, Problem, type ProblemText } from '../../../domain/problem.ts';

/** Returns SQLite's own code of an error, such as `SQLITE_BUSY`, even if drizzle wrapped it; undefined for any other error. */
export function sqliteCode(error: unknown): string | undefined {
  if (error instanceof DrizzleQueryError) return sqliteCode(error.cause);
  const code = errorCode(error);
  return code?.startsWith('SQLITE_') ? code : undefined;
}

/**
 * Turns an error of SQLite into a Problem that an operator can act on. Returns any other error unchanged.
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
        message: `The database ${path} is locked by another process.`,
        hint: 'Try again in a moment.',
      },
      cause,
    );
  }
  return new Problem('failed', explain(code, path), cause);
}

function explain(code: string, path: string): ProblemText {
  if (code === 'SQLITE_NOTADB' || code.startsWith('SQLITE_CORRUPT')) {
    return {
      code: 'database_unreadable',
      message: `${path} is not a database that voicebot can read (${code}).`,
    };
  }
  if (code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR')) {
    return {
      code: 'database_not_written',
      message: `The database ${path} could not be written (${code}).`,
      hint: 'Is the disk full? Free some space and run again: voicebot then finds out what it could not record.',
    };
  }
  if (code.startsWith('SQLITE_CANTOPEN') || code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM') {
    return {
      code: 'database_not_opened',
      message: `The database ${path} could not be opened for writing (${code}).`,
      hint: 'Check that you own the file and its folder, and can write to both.',
    };
  }
  return { code: 'database_error', message: `The database ${path} failed (${code}).` };
}
