import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
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
  if (file !== '-') return { path: resolve(parts.workingFolder, file), release: () => undefined };
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
