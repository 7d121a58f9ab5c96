import { join } from 'node:path';
import { Problem } from '../domain/problem.ts';
import type { Clock } from '../domain/time/clock.ts';
import { loadSettings, type Settings, type Sources } from './settings.ts';
import { isOnThisMachine } from './values.ts';

/** The options that say where settings are. */
export interface ProfileOptions {
  profile?: string | undefined;
  db?: string | undefined;
}

/** Where settings come from besides options. Folders are absolute paths. */
export interface Surroundings {
  environment: Readonly<Record<string, string | undefined>>;
  workingFolder: string;
  /** XDG folders of this user. */
  configFolder: string;
  dataFolder: string;
}

/** Returns the settings of the profile that the options name, and the path of the profile's own file. @throws Problem */
export function settingsFor(
  options: ProfileOptions,
  surroundings: Surroundings,
): { settings: Settings; profileFile: string } {
  const profile = profileName(options.profile);
  const profileFile = join(surroundings.configFolder, 'voicebot', profile, '.env');
  return { settings: loadSettings(sourcesOf(options, surroundings, profile, profileFile)), profileFile };
}

function sourcesOf(
  { db }: ProfileOptions,
  { environment, workingFolder, dataFolder }: Surroundings,
  profile: string,
  profileFile: string,
): Sources {
  return {
    options: db ? { VOICEBOT_DB: db } : {},
    environment,
    files: [
      { name: './.env', path: join(workingFolder, '.env') },
      { name: profileFile, path: profileFile },
    ],
    workingFolder,
    defaultDatabase: join(dataFolder, 'voicebot', profile, 'voicebot.db'),
  };
}

function profileName(name = 'default'): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(name)) return name;
  throw new Problem('usage', {
    code: 'invalid_profile',
    message: `"${name}" cannot be the name of a profile.`,
    hint: 'Use letters, digits, - and _, such as acme-sydney.',
  });
}

/**
 * Returns the clock that the settings ask for.
 *
 * @throws Problem `pretended_time_with_real_calls`: with real calls, VOICEBOT_NOW would call people at the wrong hour
 */
export function clockFor(settings: Settings, parts: { clock(options: { startsAt?: Date }): Clock }): Clock {
  const startsAt = settings.pretendedNow;
  if (!startsAt) return parts.clock({});
  if (isOnThisMachine(settings.baseUrl)) return parts.clock({ startsAt });
  throw new Problem('usage', {
    code: 'pretended_time_with_real_calls',
    message: 'VOICEBOT_NOW is set, but RETELL_BASE_URL is not a simulator on this machine.',
    hint: 'Unset VOICEBOT_NOW, or rehearse with RETELL_BASE_URL=http://127.0.0.1:4010.',
  });
}
