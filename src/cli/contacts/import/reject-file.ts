import { chmodSync, closeSync, createWriteStream, openSync, readSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { guarded } from '../../../domain/lists/cells/spreadsheet-cell.ts';
import { rejectReason } from '../../../domain/lists/column-meanings.ts';
import { errorCode, Problem } from '../../../domain/problem.ts';

/** The file of rejected rows: unchanged, each after its reason. Once they are corrected, it can be imported as it is. */
export interface RejectFile {
  /**
   * Empties the file and writes the headers, before anything is imported.
   *
   * @throws Problem `rejects_not_writable`, such as for a full disk
   */
  begin(headers: readonly string[]): Promise<void>;
  add(cells: readonly string[], reason: string): void;
  /** Waits until everything is written. @returns the problem if it could not be */
  end(): Promise<Problem | undefined>;
}

/**
 * Checks that the file can be written, before anything is read.
 *
 * @param list the list itself, which must not be overwritten; undefined for standard input
 * @param label the file as the operator typed it
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
  // People open it in a spreadsheet to correct it.
  const line = (cells: readonly string[]) => stringify([cells.map(guarded)]);
  let file: ReturnType<typeof openFile> | undefined;
  // 1 if the list is a file of rejects itself: its old reasons are left out.
  let firstCell = 0;
  return {
    begin: async (headers) => {
      firstCell = headers[0] === rejectReason ? 1 : 0;
      file = openFile(path);
      const failure = await file.write(line([rejectReason, ...headers.slice(firstCell)]));
      if (failure) throw cannotBeWritten(label, failure);
    },
    add: (cells, reason) => void file?.write(line([reason, ...cells.slice(firstCell)])),
    end: async () => {
      const failure = await file?.end();
      if (failure === undefined) return undefined;
      return new Problem('failed', {
        code: 'rejects_not_written',
        message: `--rejects ${label} could not be written completely (${errorCode(failure)}).`,
        hint: 'The good rows were imported. Import the list again with another --rejects file to get all rejected rows.',
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
    // A device has nothing to overwrite, and may be endless.
    if (statSync(path, { throwIfNoEntry: false })?.isFile() === false) return;
    const beginning = openBeginning(path);
    if (beginning && beginning !== rejectReason)
      throw notWritable(`--rejects ${label} would overwrite a file that is not a rejects file.`);
    chmodSync(path, 0o600);
  } catch (error) {
    throw error instanceof Problem ? error : cannotBeWritten(label, error);
  }
}

/** Returns the first characters of a file, and creates it if there is none. */
function openBeginning(path: string): string {
  const file = openSync(path, 'a+', 0o600);
  try {
    const bytes = Buffer.alloc(rejectReason.length);
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, 0));
  } finally {
    closeSync(file);
  }
}

function cannotBeWritten(label: string, error: unknown): Problem {
  return notWritable(`--rejects ${label} cannot be written (${errorCode(error)}).`);
}

function notWritable(message: string): Problem {
  return new Problem('usage', {
    code: 'rejects_not_writable',
    message,
    hint: 'Nothing was imported. Use another file for --rejects.',
  });
}

function isSameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }));
  return a !== undefined && a.ino === b?.ino && a.dev === b.dev;
}
