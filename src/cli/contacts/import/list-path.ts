import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Context } from '../../context.ts';

/** Where a list can be read, as often as need be. */
export interface ListPath {
  path: string;
  /** When it has been read. */
  release(): void;
}

/**
 * The file itself; standard input is put into a file first, for a list is read twice. That file holds people's numbers and does
 * not outlive the process.
 *
 * @param signal the waiting for standard input ends with it, at what has come until then
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
