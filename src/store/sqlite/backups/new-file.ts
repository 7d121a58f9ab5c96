import { randomUUID } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, lstatSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from '../../../domain/problem.ts';

/** Errors of file systems that have no hard links: exFAT, some network drives and containers' folders. */
const noHardLinks: ReadonlySet<string | undefined> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS']);

/** Creates an empty file beside `path`, for this user only, which {@link publish} gives its final name. @returns its path */
export function createDraft(path: string): string {
  const draft = `${path}.part-${randomUUID().slice(0, 8)}`;
  closeSync(openSync(draft, 'wx', 0o600));
  return draft;
}

/**
 * Gives a finished draft its final name, durably. Replaces nothing: not even a link to nowhere.
 *
 * @throws Node's `EEXIST` if something has that name
 */
export function publish(draft: string, path: string): void {
  const file = openSync(draft, 'r+');
  fsyncSync(file);
  closeSync(file);
  try {
    linkSync(draft, path);
    rmSync(draft);
  } catch (error) {
    if (!noHardLinks.has(errorCode(error))) throw error;
    if (isTaken(path)) throw Object.assign(new Error(`${path} exists`), { code: 'EEXIST' });
    renameSync(draft, path);
  }
  syncFolder(dirname(path));
}

/** Returns whether anything has this name, if only a link to nowhere. */
export function isTaken(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false }) !== undefined;
}

/** Makes new names in a folder durable. Windows cannot open folders, and needs no such thing. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const opened = openSync(folder, 'r');
  fsyncSync(opened);
  closeSync(opened);
}
