import { errorCode, Problem } from '../domain/problem.ts';

/**
 * The problem behind an error of the file system; anything else as it is.
 *
 * @param label what the operator calls the file
 */
export function fileProblem(error: unknown, label: string): unknown {
  const errno = error instanceof Problem ? undefined : errorCode(error);
  if (!errno) return error;
  const hint = 'Nothing was imported. See that the path is right and that you may read it.';
  const wrong = (code: string, message: string) =>
    new Problem('usage', { code, message, hint }, { cause: error });
  switch (errno) {
    case 'ENOENT':
    case 'ENOTDIR':
      return wrong('file_not_found', `There is no file ${label}.`);
    case 'EISDIR':
      return wrong('file_not_found', `${label} is a folder, not a file.`);
    default:
      return wrong('file_unreadable', `${label} cannot be read (${errno}).`);
  }
}

/** A file that is something else than a list. `what` with its article: `a PDF`. */
export function notATable(label: string, what: string, todo: string): Problem {
  return new Problem('usage', {
    code: 'not_a_table',
    message: `${label} is ${what}, not a table.`,
    hint: `Nothing was imported. ${todo}`,
  });
}

/** A file without a row that says anything. */
export function emptyFile(label: string): Problem {
  return new Problem('usage', {
    code: 'empty_file',
    message: `${label} has no rows.`,
    hint: 'Nothing was imported. Is it the right file?',
  });
}

/** CSV that cannot be divided into rows. @param what goes on after “line 5: ” */
export function invalidCsv(label: string, line: number, what: string): Problem {
  return new Problem('usage', {
    code: 'invalid_csv',
    message: `${label} is not proper CSV, line ${line}: ${what}`,
    hint: 'Nothing was imported. Mend that line, or export the list again as CSV (UTF-8).',
  });
}

/** JSON that is none, or holds something else than contacts. @param where such as `line 5` */
export function invalidJson(label: string, where: string, what: string): Problem {
  return new Problem('usage', {
    code: 'invalid_json',
    message: `${label} is not a list of contacts in JSON, ${where}: ${what}`,
    hint: 'Nothing was imported. Use an array of objects, {"contacts": […]}, or one object a line.',
  });
}

/** A text that was to be UTF-8, and is not from this line on. */
export function notUtf8(label: string, line: number): Problem {
  return new Problem('usage', {
    code: 'not_utf8',
    message: `${label} is not written in UTF-8: line ${line} has bytes that mean nothing in it.`,
    hint: 'Nothing was imported. Mend that line, export the list again as “CSV UTF-8”, or name its encoding, such as windows-1252.',
  });
}

/** A list that does not fit into memory in this form. @param instead what to make of it */
export function tooLarge(label: string, what: string, instead: string): Problem {
  return new Problem('usage', {
    code: 'file_too_large',
    message: `${label} is ${what}, too large to be read.`,
    hint: `Nothing was imported. ${instead}`,
  });
}
