import { chmodSync, createWriteStream, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { rejectReason } from '../domain/contact-columns.ts';
import { Problem } from '../domain/problem.ts';

/** Where rejected rows go as they stood, each after its reason: mended, the file can be imported as it is. */
export interface RejectFile {
  /** Once, before any row. */
  begin(headers: readonly string[]): void;
  add(cells: readonly string[], reason: string): void;
  /** Resolves when all of it is written. */
  end(): Promise<void>;
}

/**
 * Finds out, before anything is imported, whether the file can be written.
 *
 * @param list the list itself, which must not be overwritten; undefined for standard input
 * @throws Problem `rejects_not_writable`
 */
export async function openRejectFile(
  folder: string,
  list: string | undefined,
  called: string,
): Promise<RejectFile> {
  const path = writablePath(folder, list, called);
  const { stringify } = await import('csv-stringify/sync');
  const stream = createWriteStream(path, { mode: 0o600 });
  const failure = finished(stream).then(
    () => undefined,
    (error: unknown) => notWritable(`--rejects ${called} cannot be written (${codeOf(error)}).`),
  );
  return {
    begin: (headers) => void stream.write(stringify([[rejectReason, ...headers]])),
    add: (cells, reason) => void stream.write(stringify([[reason, ...cells]])),
    end: async () => {
      stream.end();
      const problem = await failure;
      if (problem) throw problem;
    },
  };
}

function writablePath(folder: string, list: string | undefined, called: string): string {
  const path = resolve(folder, called);
  if (list !== undefined && isSameFile(path, resolve(folder, list)))
    throw notWritable(`--rejects ${called} would overwrite the list itself.`);
  try {
    const before = readFileSync(path, { flag: 'a+' }).toString('utf8', 0, rejectReason.length);
    if (before && before !== rejectReason)
      throw notWritable(`--rejects ${called} would overwrite a file that is none of rejects.`);
    chmodSync(path, 0o600);
    return path;
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw notWritable(`--rejects ${called} cannot be written (${codeOf(error)}).`);
  }
}

function notWritable(message: string): Problem {
  return new Problem('usage', {
    code: 'rejects_not_writable',
    message,
    hint: 'Name another file with --rejects.',
  });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

function isSameFile(one: string, other: string): boolean {
  const [a, b] = [one, other].map((path) => statSync(path, { throwIfNoEntry: false }));
  return a !== undefined && a.ino === b?.ino && a.dev === b.dev;
}
