import { accessSync, constants, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Problem } from '../../domain/problem.ts';
import { type Check, ok, warning } from '../../operations/health/check-health.ts';
import { readEnvFile } from '../../settings/env-file.ts';

/** Whether others than their owner may read the settings files that hold a key. */
export function checkSettingsFiles(paths: readonly string[]): Check[] {
  const name = 'settings_permissions';
  const open = paths.filter((path) => isOpenToOthers(path) && holdsKey(path));
  if (open.length === 0) return [ok(name, 'No API key lies in a file that others may read.')];
  return open.map((path) =>
    warning(name, `${path} holds an API key, and others on this machine may read it.`, {
      hint: `Run: chmod 600 '${path}'`,
    }),
  );
}

/** @throws Problem `database_not_writable` */
export function checkDatabaseFile(path: string): Check[] {
  for (const place of [path, dirname(path)]) {
    if (mayWrite(place)) continue;
    throw new Problem('failed', {
      code: 'database_not_writable',
      message: `${place} cannot be written.`,
      hint: 'It must belong to you; SQLite writes beside its file too.',
    });
  }
  const opened = ok('database', `The database ${path} can be read and written.`);
  if (!isOpenToOthers(path))
    return [opened, ok('database_permissions', 'The database is yours alone to read.')];
  const message = 'Others on this machine may read the database.';
  return [opened, warning('database_permissions', message, { hint: `Run: chmod 600 '${path}'*` })];
}

/** Windows has other means to say who may read, and Node does not show them. */
function isOpenToOthers(path: string): boolean {
  const stats = statSync(path, { throwIfNoEntry: false });
  return process.platform !== 'win32' && stats !== undefined && (stats.mode & 0o077) !== 0;
}

function holdsKey(path: string): boolean {
  return Boolean(readEnvFile(path)['RETELL_API_KEY']);
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
