import { mkdirSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { errorCode } from './domain/problem.ts';

/**
 * Creates a folder, for this user only, and those above it, unless it exists. Node's own `recursive` never returns below /proc.
 *
 * @throws Node's error if one of them cannot be created
 */
export function createPrivateFolder(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })) return;
  if (dirname(path) !== path) createPrivateFolder(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    // Another process may have created it.
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}
