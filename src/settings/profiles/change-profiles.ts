import { existsSync, readdirSync, renameSync, rmdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { errorCode, Problem } from '../../domain/problem.ts';
import { createPrivateFolder } from '../../private-folder.ts';
import { readEnvFile, writePrivateFile } from '../env-file.ts';
import { isOnThisMachine, path as readPath } from '../values.ts';
import {
  type Folders,
  isKnownProfile,
  profileDatabase,
  profileDataFolder,
  profileFolder,
  profileSettingsFile,
  requireProfileName,
} from './known-profiles.ts';

/** A profile as a list of them shows it, by its own files alone. */
export interface ProfileSummary {
  name: string;
  /** The number to call from, as it is written; null if its file sets none. */
  fromNumber: string | null;
  /** The address of a simulator or proxy; null for Retell's own. */
  baseUrl: string | null;
  /** Whether its calls go to this machine, where only a simulator can be. */
  isSimulated: boolean;
  /** The absolute paths of what it has; null for what does not exist. */
  settingsFile: string | null;
  database: string | null;
}

/** @throws Problem `settings_unreadable` */
export function summaryOf(name: string, folders: Folders): ProfileSummary {
  const settingsFile = profileSettingsFile(name, folders);
  const values = readEnvFile(settingsFile);
  const database = databaseOf(name, folders, values);
  return {
    name,
    fromNumber: values['VOICEBOT_FROM_NUMBER'] || null,
    baseUrl: values['RETELL_BASE_URL'] || null,
    isSimulated: isOnThisMachine(values['RETELL_BASE_URL']),
    settingsFile: existsSync(settingsFile) ? settingsFile : null,
    database: existsSync(database) ? database : null,
  };
}

/** Returns the path of a profile's database by its own file. */
export function databaseOf(
  name: string,
  folders: Folders,
  values = readEnvFile(profileSettingsFile(name, folders)),
): string {
  const named = values['VOICEBOT_DB'];
  return named ? resolve(profileFolder(name, folders), readPath(named)) : profileDatabase(name, folders);
}

/** Creates a profile without any settings. @returns the path of its settings file @throws Problem `profile_exists` */
export function addProfile(name: string, folders: Folders): string {
  requireProfileName(name);
  if (isKnownProfile(name, folders)) {
    throw new Problem('refused', {
      code: 'profile_exists',
      message: `There is already a profile "${name}".`,
      facts: { name },
    });
  }
  const path = profileSettingsFile(name, folders);
  writePrivateFile(path, `# Settings of the voicebot profile ${name}.\n`);
  return path;
}

/** What removing a profile has done, as absolute paths. */
export interface RemovedProfile {
  deleted: string[];
  /** Where the folder of its database is now; null if it had none. */
  aside: string | null;
  /** Folders that stay, as they have files that are not voicebot's. */
  left: string[];
}

/**
 * Deletes a profile's settings, the API key among them, and puts its database aside: the database says who was called, and by whom
 * not to be called again.
 *
 * @throws Problem `profile_not_removed`
 */
export function removeProfile(name: string, folders: Folders, now: Date): RemovedProfile {
  const settingsFolder = profileFolder(name, folders);
  const ours = ['.env', 'env-files']
    .map((file) => join(settingsFolder, file))
    .filter((path) => existsSync(path));
  const target = asideFor(profileDataFolder(name, folders), now);
  let changed = settingsFolder;
  try {
    changed = profileDataFolder(name, folders);
    const aside = putAside(changed, target);
    changed = settingsFolder;
    for (const path of ours) rmSync(path, { recursive: true, force: true });
    return { deleted: ours, aside, left: removedIfEmpty(settingsFolder) ? [] : [settingsFolder] };
  } catch (error) {
    throw new Problem(
      'failed',
      {
        code: 'profile_not_removed',
        message: `${changed} could not be changed (${errorCode(error) ?? error}).`,
        hint: 'You need write access to it and the folder above it. Run the same command again.',
      },
      { cause: error },
    );
  }
}

/** Returns where a folder is put aside: no profile can have such a name. */
export function asideFor(folder: string, now: Date): string {
  const time = now.toISOString().replace(/[-:]|\.\d+/g, '');
  return join(dirname(folder), '.removed', `${basename(folder)}-${time}`);
}

/** Moves a folder in one step, with the files that SQLite keeps beside a database. */
function putAside(folder: string, target: string): string | null {
  if (!existsSync(folder)) return null;
  createPrivateFolder(dirname(target));
  renameSync(folder, target);
  return target;
}

function removedIfEmpty(folder: string): boolean {
  if (!existsSync(folder)) return true;
  if (readdirSync(folder).length > 0) return false;
  rmdirSync(folder);
  return true;
}
