import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { nearestNames } from '../../domain/nearest-names.ts';
import { Problem } from '../../domain/problem.ts';

/** The user's XDG folders. */
export interface Folders {
  configFolder: string;
  dataFolder: string;
}

/** The folder of a profile's settings. */
export function profileFolder(name: string, { configFolder }: Folders): string {
  return join(configFolder, 'voicebot', name);
}

/** The settings file of a profile. */
export function profileSettingsFile(name: string, folders: Folders): string {
  return join(profileFolder(name, folders), '.env');
}

/** The folder of a profile's database and what is kept beside it. */
export function profileDataFolder(name: string, { dataFolder }: Folders): string {
  return join(dataFolder, 'voicebot', name);
}

/** The database of a profile, unless a setting names another. */
export function profileDatabase(name: string, folders: Folders): string {
  return join(profileDataFolder(name, folders), 'voicebot.db');
}

/** Returns whether a profile can have this name. */
export function isProfileName(name: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(name);
}

/** @throws Problem `invalid_profile` */
export function requireProfileName(name: string): string {
  if (isProfileName(name)) return name;
  throw new Problem('usage', {
    code: 'invalid_profile',
    message: `"${name}" cannot be the name of a profile.`,
    hint: 'Use letters, digits, - and _, such as acme-sydney.',
  });
}

/**
 * Refuses a profile that has neither a settings file nor a database of its own.
 *
 * @param keptIn the file that names the profile, if it was not named for this command
 * @throws Problem `unknown_profile`
 */
export function requireKnownProfile(name: string, folders: Folders, keptIn?: string): void {
  if (isKnownProfile(name, folders)) return;
  const known = knownProfiles(folders);
  const near = nearestNames(name, known);
  throw new Problem('not_set_up', {
    code: 'unknown_profile',
    message: `There is no profile "${name}"${keptIn ? ', which is kept as the default' : ''}.`,
    facts: { name, near: near.join(', '), known: known.slice(0, 10).join(', '), ...(keptIn && { keptIn }) },
  });
}

/** `default` is always known: it is what there is before anything is set up. */
export function isKnownProfile(name: string, folders: Folders): boolean {
  return (
    name === 'default' ||
    existsSync(profileSettingsFile(name, folders)) ||
    existsSync(profileDatabase(name, folders))
  );
}

/** Returns the names of all profiles, in order. */
export function knownProfiles(folders: Folders): string[] {
  const names = [folders.configFolder, folders.dataFolder].flatMap((folder) => {
    try {
      return readdirSync(join(folder, 'voicebot'));
    } catch {
      return [];
    }
  });
  return [...new Set(['default', ...names])]
    .filter((name) => isProfileName(name) && isKnownProfile(name, folders))
    .sort();
}
