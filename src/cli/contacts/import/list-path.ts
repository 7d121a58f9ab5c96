import { closeSync, createWriteStream, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Context } from '../../context.ts';

/** A list that can be read any number of times. */
export interface ListPath {
  path: string;
  /** Deletes the copy of standard input, if there is one. */
  release(): void;
}

/**
 * Returns the path of a list. Standard input is copied to a file, because a list is read more than once. The copy holds people's
 * numbers and is deleted when the process ends, at the latest.
 *
 * @param signal ends the wait for standard input, with what has arrived by then
 */
export async function listPath(
  { terminal, parts }: Context,
  file: string,
  signal: AbortSignal,
): Promise<ListPath> {
  if (file !== '-')
    return (
      openAsTyped(parts.workingFolder, file) ?? {
        path: resolve(parts.workingFolder, file),
        release: () => undefined,
      }
    );
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  const path = join(folder, 'standard-input');
  await pipeline(terminal.stdin, createWriteStream(path, { mode: 0o600 }), { signal }).catch((error) => {
    if (!signal.aborted) throw error;
  });
  return {
    path,
    release: () => {
      remove();
      process.off('exit', remove);
    },
  };
}

/** What Node puts for each byte of an argument that is not UTF-8. */
const unknown = '\ufffd';

/**
 * Opens a file whose name is not UTF-8, as names from old systems and archives are: Node passes such an argument on without the
 * bytes in question, but Linux has them.
 *
 * @returns a path to it; undefined for any other name, and if it cannot be opened
 */
function openAsTyped(folder: string, file: string): ListPath | undefined {
  if (!file.includes(unknown)) return undefined;
  try {
    const words = readFileSync('/proc/self/cmdline', 'latin1').split('\0');
    const typed = words.map((word) => Buffer.from(word, 'latin1')).find((word) => word.toString() === file);
    if (typed === undefined) return undefined;
    const opened = openSync(
      file.startsWith('/') ? typed : Buffer.concat([Buffer.from(`${folder}/`), typed]),
      'r',
    );
    return { path: `/proc/self/fd/${opened}`, release: () => closeSync(opened) };
  } catch {
    return undefined;
  }
}
