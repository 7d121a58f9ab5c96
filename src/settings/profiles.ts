import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { nearestNames } from '../domain/nearest-names.ts';
import { Problem } from '../domain/problem.ts';

/** The user's XDG folders. */
export interface Folders {
  configFolder: string;
  dataFolder: string;
}

/** The folder of a profile's settings. */
export function profileFolder(name: string, { configFolder }: Folders): string {
  return join(configFolder, 'voicebot', name);
}

/** The database of a profile, unless a setting names another. */
export function profileDatabase(name: string, { dataFolder }: Folders): string {
  return join(dataFolder, 'voicebot', name, 'voicebot.db');
}

/** Refuses a profile that has neither a settings file nor a database of its own. @throws Problem `unknown_profile` */
export function requireKnownProfile(name: string, folders: Folders): void {
  if (isKnown(name, folders)) return;
  const known = knownProfiles(folders);
  const near = nearestNames(name, known);
  throw new Problem('not_set_up', {
    code: 'unknown_profile',
    message: `There is no profile "${name}".`,
    facts: { name, near: near.join(', '), known: known.slice(0, 10).join(', ') },
  });
}

/** `default` is always known: it is what there is before anything is set up. */
function isKnown(name: string, folders: Folders): boolean {
  return (
    name === 'default' ||
    existsSync(join(profileFolder(name, folders), '.env')) ||
    existsSync(profileDatabase(name, folders))
  );
}

function knownProfiles(folders: Folders): string[] {
  const names = [folders.configFolder, folders.dataFolder].flatMap((folder) => {
    try {
      return readdirSync(join(folder, 'voicebot'));
    } catch {
      return [];
    }
  });
  return [...new Set(['default', ...names])].filter((name) => isKnown(name, folders)).sort();
}
