import { chmodSync, closeSync, createWriteStream, openSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { rejectReason } from '../../../domain/lists/contact-columns.ts';
import { guarded } from '../../../domain/lists/spreadsheet-cell.ts';
import { errorCode, Problem } from '../../../domain/problem.ts';

/** Where rejected rows go as they stood, each after its reason: mended, the file can be imported as it is. */
export interface RejectFile {
  /**
   * Once, before any row and before anything is imported: what was in the file is gone.
   * @throws Problem `rejects_not_writable`, such as for a full disk
   */
  begin(headers: readonly string[]): Promise<void>;
  add(cells: readonly string[], reason: string): void;
  /** Resolves when all of it is written, or with why it could not be. */
  end(): Promise<Problem | undefined>;
}

/**
 * Finds out, before anything is read, whether the file may be written.
 *
 * @param list the list itself, which must not be overwritten; undefined for standard input
 * @throws Problem `rejects_not_writable`
 */
export async function openRejectFile(
  folder: string,
  list: string | undefined,
  label: string,
): Promise<RejectFile> {
  const path = resolve(folder, label);
  requireWritable(path, list === undefined ? undefined : resolve(folder, list), label);
  const { stringify } = await import('csv-stringify/sync');
  // It is opened in a spreadsheet to be mended.
  const line = (cells: readonly string[]) => stringify([cells.map(guarded)]);
  let file: ReturnType<typeof openFile> | undefined;
  // Of a list that is such a file itself the reasons of that time are left out.
  let kept = 0;
  return {
    begin: async (headers) => {
      kept = headers[0] === rejectReason ? 1 : 0;
      file = openFile(path);
      const failure = await file.write(line([rejectReason, ...headers.slice(kept)]));
      if (failure) throw notWritable(`--rejects ${label} cannot be written (${errorCode(failure)}).`);
    },
    add: (cells, reason) => void file?.write(line([reason, ...cells.slice(kept)])),
    end: async () => {
      const failure = await file?.end();
      if (failure === undefined) return undefined;
      return new Problem('failed', {
        code: 'rejects_not_written',
        message: `--rejects ${label} could not be written to its end (${errorCode(failure)}).`,
        hint: 'The good rows are in. Import the list again with another --rejects to have all that were rejected.',
      });
    },
  };
}

function openFile(path: string) {
  const stream = createWriteStream(path, { mode: 0o600 });
  const ended = finished(stream).then(
    () => undefined,
    (error: unknown) => error,
  );
  return {
    write: (text: string) => new Promise<unknown>((resolve) => stream.write(text, (error) => resolve(error))),
    end: () => {
      stream.end();
      return ended;
    },
  };
}

function requireWritable(path: string, list: string | undefined, label: string): void {
  try {
    if (list !== undefined && isSameFile(path, list))
      throw notWritable(`--rejects ${label} would overwrite the list itself.`);
    // A device has nothing to lose, and may have no end.
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) return;
    const before = beginningOf(path);
    if (before && before !== rejectReason)
      throw notWritable(`--rejects ${label} would overwrite a file that is none of rejects.`);
    chmodSync(path, 0o600);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw notWritable(`--rejects ${label} cannot be written (${errorCode(error)}).`);
  }
}

/** The first characters of a file, which is made where there is none. */
function beginningOf(path: string): string {
  const file = openSync(path, 'a+', 0o600);
  try {
    const bytes = Buffer.alloc(rejectReason.length);
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(file);
  }
}

function notWritable(message: string): Problem {
  return new Problem('usage', {
    code: 'rejects_not_writable',
    message,
    hint: 'Nothing was imported. Name another file with --rejects.',
  });
}

function isSameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }));
  return a !== undefined && a.ino === b?.ino && a.dev === b.dev;
}
