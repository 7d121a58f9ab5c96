import { basename, dirname, resolve } from 'node:path';
import { Problem } from '../../../domain/problem.ts';
import { decide } from '../../../settings/allowed-files.ts';
import { settingNames } from '../../../settings/definitions.ts';
import { isUtf16, notUtf8, parseEnvText, readFileIfAny } from '../../../settings/env-file.ts';
import { path as readPath } from '../../../settings/values.ts';
import type { Context } from '../../context.ts';
import { settingLines } from './shown-settings.ts';

/** `allow`: lets all settings of a `.env` count in its folder, until it is changed. */
export async function allow(context: Context, file: string): Promise<void> {
  const { parts, output, profileFile, settings } = context;
  const path = resolve(parts.workingFolder, readPath(file));
  const bytes = requireEnvFile(path);
  const values = parseEnvText(bytes.toString('utf8'));
  const set = settingNames.flatMap((name) => {
    const text = values[name];
    return text ? [{ name, text }] : [];
  });
  decide(dirname(profileFile), path, bytes, 'allowed');
  const document = {
    success: true,
    file: path,
    profile: settings.profile,
    settings: set.map(({ name }) => name),
  };
  output.result(document, () => [
    `Allowed for the profile ${settings.profile}, until it changes: ${path}`,
    ...settingLines(set),
  ]);
}

/** Reads the file. @throws Problem `env_file_not_found`, `not_an_env_file`, `settings_unreadable` */
function requireEnvFile(path: string): Buffer {
  if (basename(path) !== '.env') {
    throw new Problem('usage', {
      code: 'not_an_env_file',
      message: `${path} is not called .env, so it is not read by itself.`,
      hint: 'To use its settings, name it in each command: --env-file PATH',
    });
  }
  const bytes = readFileIfAny(path);
  if (!bytes) {
    throw new Problem('usage', {
      code: 'env_file_not_found',
      message: `There is no settings file ${path}.`,
    });
  }
  if (isUtf16(bytes)) throw notUtf8(path);
  return bytes;
}
