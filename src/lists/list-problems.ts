import { countText } from '../domain/count-text.ts';
import { errorCode, Problem } from '../domain/problem.ts';

/**
 * Returns the problem for an error of the file system, or any other error as it is.
 *
 * @param label the file's name in messages, here and below
 */
export function fileProblem(error: unknown, label: string): unknown {
  const errno = error instanceof Problem ? undefined : errorCode(error);
  if (!errno) return error;
  const hint = 'Nothing was imported. Check the path and that you have permission to read it.';
  const problem = (code: string, message: string) =>
    new Problem('usage', { code, message, hint }, { cause: error });
  switch (errno) {
    case 'ENOENT':
    case 'ENOTDIR':
      return problem('file_not_found', `There is no file ${label}.`);
    case 'EISDIR':
      return problem('file_not_found', `${label} is a folder, not a file.`);
    default:
      return problem('file_unreadable', `${label} cannot be read (${errno}).`);
  }
}

/** Returns the problem for a file that is not a list. @param what with its article: `a PDF` */
export function notATable(label: string, what: string, todo: string): Problem {
  return new Problem('usage', {
    code: 'not_a_table',
    message: `${label} is ${what}, not a table.`,
    hint: `Nothing was imported. ${todo}`,
  });
}

/** Returns the problem for a file without rows. */
export function emptyFile(label: string): Problem {
  return new Problem('usage', {
    code: 'empty_file',
    message: `${label} has no rows.`,
    hint: 'Nothing was imported. Check that it is the right file.',
  });
}

/** The columns of a sheet (Excel specifications and limits). No list needs more in any format. */
const mostColumns = 16_384;

/** Refuses a list that is as wide as no list is. @throws Problem `too_many_columns` */
export function requireColumns(count: number, label: string): void {
  if (count <= mostColumns) return;
  throw new Problem('usage', {
    code: 'too_many_columns',
    message: `${label} has more than ${countText(mostColumns)} columns.`,
    hint: 'Nothing was imported. Check that it is the right file, with a header row and a contact in each row.',
  });
}

/** Returns the problem for CSV that cannot be divided into rows. @param what follows "line 5: " */
export function invalidCsv(label: string, line: number, what: string): Problem {
  return new Problem('usage', {
    code: 'invalid_csv',
    message: `${label} is not valid CSV, line ${line}: ${what}`,
    hint: 'Nothing was imported. Correct that line, or export the list again as CSV UTF-8.',
  });
}

/** Returns the problem for JSON that is invalid or not a list of contacts. @param where such as `line 5` */
export function invalidJson(label: string, where: string, what: string): Problem {
  return new Problem('usage', {
    code: 'invalid_json',
    message: `${label} is not a JSON list of contacts, ${where}: ${what}`,
    hint: 'Nothing was imported. Use an array of objects, {"contacts": […]}, or one object per line.',
  });
}

/** Returns the problem for a text that should be UTF-8 and is not, at `line` for the first time. */
export function notUtf8(label: string, line: number): Problem {
  return new Problem('usage', {
    code: 'not_utf8',
    message: `${label} is not valid UTF-8: line ${line} has bytes that cannot be decoded.`,
    hint: 'Nothing was imported. Correct that line, export the list again as CSV UTF-8, or give its encoding, such as windows-1252.',
  });
}

/** Returns the problem for a text with bytes that its encoding does not have, on `line` for the first time. */
export function notDecodable(label: string, encoding: string, line: number): Problem {
  return new Problem('usage', {
    code: 'not_decodable',
    message: `${label} is not valid ${encoding}: line ${line} has bytes that cannot be decoded.`,
  });
}

/** Returns the problem for a list that would not fit into memory in its format. @param instead what to do about it */
export function tooLarge(label: string, what: string, instead: string): Problem {
  return new Problem('usage', {
    code: 'file_too_large',
    message: `${label} is ${what}, too large to read.`,
    hint: `Nothing was imported. ${instead}`,
  });
}

/** Returns the problem for a list that is not read in time. @param deadline in ms */
export function tooSlow(label: string, deadline: number): Problem {
  return new Problem('usage', {
    code: 'list_takes_too_long',
    message: `${label} could not be read within ${Math.round(deadline / 1000)} seconds.`,
    hint: 'Nothing more was imported. Open it in a spreadsheet and save the list as CSV UTF-8.',
  });
}
