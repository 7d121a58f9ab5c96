import { appendFileSync, renameSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { errorCode } from '../../domain/problem.ts';
import type { Parts } from '../parts.ts';

/** The size at which a log begins again, bytes. The one before is kept, so that both together have at most twice that. */
const fullAt = 1024 * 1024;

/** Appends text to a log. Never throws. */
export type AppendToLog = (text: string) => void;

/**
 * Opens a log of bounded size: a full one is renamed to `….1`, in place of the one before. What a process appends begins with a line
 * that has the time and the id of the process. If it cannot be written, it says so once, on standard error.
 *
 * @param file undefined for no log
 */
export function openLog(
  file: string | undefined,
  { clock, workingFolder, streams }: Pick<Parts, 'clock' | 'workingFolder' | 'streams'>,
): AppendToLog | undefined {
  if (file === undefined) return undefined;
  const path = resolve(workingFolder, file);
  const { now } = clock({});
  let state: 'new' | 'begun' | 'given up' = 'new';
  return (text) => {
    if (state === 'given up') return;
    try {
      if ((statSync(path, { throwIfNoEntry: false })?.size ?? 0) >= fullAt) renameSync(path, `${path}.1`);
      const heading = state === 'new' ? `--- ${now().toISOString()} process ${process.pid}\n` : '';
      appendFileSync(path, `${heading}${text}`, { mode: 0o600 });
      state = 'begun';
    } catch (error) {
      state = 'given up';
      streams.stderr.write(`! ${path} cannot be written (${errorCode(error) ?? 'unknown error'}).\n`);
    }
  };
}
