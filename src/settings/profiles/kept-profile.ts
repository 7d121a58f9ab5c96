import { join } from 'node:path';
import { Problem } from '../../domain/problem.ts';
import { readFileIfAny } from '../env-file.ts';
import type { Layer } from '../layers.ts';
import { type Folders, isProfileName } from './known-profiles.ts';

/**
 * Returns the path of the file that names the profile to use where none is named. It is among the user's settings, where cron finds
 * it too. No profile can have its name.
 */
export function keptProfileFile({ configFolder }: Folders): string {
  return join(configFolder, 'voicebot', '.default-profile');
}

/**
 * Returns the profile that is used where none is named; undefined if none is kept.
 *
 * @throws Problem `invalid_kept_profile`: with another profile in its stead, calls would go out for the wrong organisation
 */
export function keptProfile(folders: Folders): string | undefined {
  const path = keptProfileFile(folders);
  const name = readFileIfAny(path)?.toString('utf8').trim();
  if (name === undefined || isProfileName(name)) return name;
  throw new Problem('not_set_up', {
    code: 'invalid_kept_profile',
    message: `${path} does not hold the name of a profile.`,
    facts: { path },
  });
}

/**
 * Returns the kept profile as a layer of settings.
 *
 * @param name the one that was kept when a command began, for a command that goes on with it
 * @throws Problem `invalid_kept_profile`
 */
export function keptLayer(folders: Folders, name = keptProfile(folders)): Layer | undefined {
  if (name === undefined || name === 'default') return undefined;
  const path = keptProfileFile(folders);
  return { kind: 'kept', origin: path, values: { VOICEBOT_PROFILE: name }, folder: folders.configFolder };
}
