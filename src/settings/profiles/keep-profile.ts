import { rmSync } from 'node:fs';
import { errorCode, Problem } from '../../domain/problem.ts';
import { writePrivateFile } from '../env-file.ts';
import { keptProfileFile } from './kept-profile.ts';
import type { Folders } from './known-profiles.ts';

/** Keeps the profile to use where none is named; for `default`, keeps none. @throws Problem `settings_not_written` */
export function keepProfile(name: string, folders: Folders): void {
  const path = keptProfileFile(folders);
  try {
    if (name === 'default') rmSync(path, { force: true });
    else writePrivateFile(path, `${name}\n`);
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(
      'failed',
      {
        code: 'settings_not_written',
        message: `${path} could not be removed (${errorCode(error) ?? error}).`,
        hint: 'You need write access to its folder.',
      },
      { cause: error },
    );
  }
}
