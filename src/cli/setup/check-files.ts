import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Problem } from '../../domain/problem.ts';
import { type Check, ok, warning } from '../../operations/health/check.ts';
import { isSecret } from '../../settings/definitions.ts';
import { readEnvFile } from '../../settings/env-file.ts';

/** Checks that other users cannot read the settings files that contain a key. */
export function checkSettingsFiles(paths: readonly string[]): Check[] {
  const name = 'settings_permissions';
  const exposed = paths.filter((path) => isOpenToOthers(path) && hasKey(path));
  if (exposed.length === 0) return [ok(name, 'No API key is in a file that others can read.')];
  return exposed.map((path) =>
    warning(name, `${path} contains an API key, and other users of this machine can read it.`, {
      hint: `Run: chmod 600 '${path}'`,
    }),
  );
}

/** Checks that this user can write the database, and other users cannot read it. @throws Problem `database_not_writable` */
export function checkDatabaseFile(path: string): Check[] {
  const name = 'database_permissions';
  const unwritable = [path, dirname(path)].find((target) => !isWritable(target));
  if (unwritable !== undefined) {
    throw new Problem('failed', {
      code: 'database_not_writable',
      message: `You cannot write to ${unwritable}.`,
      hint: 'You need write access to the database and its folder: SQLite creates files next to it.',
    });
  }
  const opened = ok('database', `The database ${path} can be read and written.`);
  if (!isOpenToOthers(path)) return [opened, ok(name, 'Only you can read the database.')];
  const exposed = warning(name, 'Other users of this machine can read the database.', {
    hint: `Run: chmod 600 '${path}'*`,
  });
  return [opened, exposed];
}

/** Always false on Windows, whose access rules Node does not show. */
function isOpenToOthers(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return process.platform !== 'win32' && stats !== undefined && (stats.mode & 0o077) !== 0;
}

function hasKey(path: string): boolean {
  return Object.entries(readEnvFile(path)).some(([name, value]) => isSecret(name) && Boolean(value));
}

function isWritable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
