import { realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Problem } from '../../domain/problem.ts';
import type { Clock } from '../../domain/time/clock.ts';
import { decisionOn } from '../allowed-files.ts';
import type { Settings } from '../definitions.ts';
import { fileLayer, type Layer } from '../layers.ts';
import { loadSettings } from '../settings.ts';
import { path as readPath } from '../values.ts';
import { keptLayer } from './kept-profile.ts';
import {
  type Folders,
  profileDatabase,
  profileFolder,
  requireKnownProfile,
  requireProfileName,
} from './known-profiles.ts';

/** The options that say where settings are. */
export interface ProfileOptions {
  profile?: string | undefined;
  db?: string | undefined;
  envFile?: string | undefined;
  /** The profile that counts as the one to use where none is named, whatever is kept by now. */
  kept?: string | undefined;
}

/** Where settings come from besides options. Folders are absolute paths. */
export interface Surroundings extends Folders {
  environment: Readonly<Record<string, string | undefined>>;
  workingFolder: string;
}

/** The settings of a profile, and its files. */
export interface Profile {
  settings: Settings;
  /** The path of the profile's own settings file. */
  profileFile: string;
  /** The absolute path of the file that `--env-file` names. */
  envFile: string | undefined;
}

/**
 * Returns the settings of the profile that the options name.
 *
 * @param isNew whether the profile may be unknown so far
 * @throws Problem `empty_option`, `invalid_profile`, `unknown_profile`, `invalid_kept_profile`, `env_file_not_found`, `settings_unreadable`
 */
export function settingsFor(options: ProfileOptions, surroundings: Surroundings, isNew = false): Profile {
  requireFilled(options);
  const { environment, workingFolder } = surroundings;
  const named = options.envFile ? namedFile(options.envFile, workingFolder) : undefined;
  const shell: Layer[] = [
    {
      kind: 'option',
      origin: 'option',
      values: { VOICEBOT_PROFILE: options.profile, VOICEBOT_DB: options.db },
      folder: workingFolder,
    },
    { kind: 'environment', origin: 'environment', values: environment, folder: workingFolder },
    ...(named ? [named] : []),
  ];
  const name = shell.map(({ values }) => values['VOICEBOT_PROFILE']).find(Boolean);
  const kept = name ? undefined : keptLayer(surroundings, options.kept);
  const profile = requireProfileName(name ?? kept?.values['VOICEBOT_PROFILE'] ?? 'default');
  if (!isNew) requireKnownProfile(profile, surroundings, kept?.origin);
  const folder = profileFolder(profile, surroundings);
  const profileFile = join(folder, '.env');
  const own = fileLayer('profile', { origin: profileFile, path: profileFile });
  const local = localLayer(workingFolder, folder, [named?.file?.path, profileFile]);
  const files = name ? [own, local] : [kept, local, own];
  const layers = [...shell, ...files].filter((layer) => layer !== undefined);
  const defaultDatabase = profileDatabase(profile, surroundings);
  return { settings: loadSettings({ layers, defaultDatabase }), profileFile, envFile: named?.file?.path };
}

/** Refuses `--db "$UNSET"`, which would otherwise use another database than the one that was meant. */
function requireFilled({ profile, db, envFile }: ProfileOptions): void {
  const options = { '--profile': profile, '--db': db, '--env-file': envFile };
  const empty = Object.entries(options).find(([, text]) => text?.trim() === '');
  if (!empty) return;
  throw new Problem('usage', {
    code: 'empty_option',
    message: `${empty[0]} is empty.`,
    hint: 'Is a variable in your command not set?',
  });
}

/** Reads the file that the operator names, who thereby trusts it. */
function namedFile(file: string, workingFolder: string): Layer {
  const path = resolve(workingFolder, readPath(file));
  const layer = fileLayer('named', { origin: file, path });
  if (layer) return layer;
  throw new Problem('usage', { code: 'env_file_not_found', message: `There is no settings file ${path}.` });
}

/** Reads `./.env`, unless it is one of the files that are read anyway. */
function localLayer(
  workingFolder: string,
  folder: string,
  others: readonly (string | undefined)[],
): Layer | undefined {
  const path = join(workingFolder, '.env');
  const layer = fileLayer('local', { origin: './.env', path }, (bytes) => {
    const decision = decisionOn(folder, path, bytes) ?? 'not_allowed';
    return decision === 'allowed' ? undefined : decision;
  });
  if (!layer) return undefined;
  const same = others.some((other) => other !== undefined && realPathOf(other) === realPathOf(path));
  return same ? undefined : layer;
}

function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/**
 * Returns the clock that the settings ask for.
 *
 * @throws Problem `pretended_time_with_real_calls`: with real calls, VOICEBOT_NOW would call people at the wrong hour
 */
export function clockFor(settings: Settings, parts: { clock(options: { startsAt?: Date }): Clock }): Clock {
  const startsAt = settings.pretendedNow;
  if (!startsAt) return parts.clock({});
  if (settings.isLocal) return parts.clock({ startsAt });
  throw new Problem('usage', {
    code: 'pretended_time_with_real_calls',
    message: 'VOICEBOT_NOW is set, but RETELL_BASE_URL is not a simulator on this machine.',
    hint: 'Unset VOICEBOT_NOW, or rehearse with RETELL_BASE_URL=http://127.0.0.1:4010.',
  });
}
