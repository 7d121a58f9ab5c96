import { join } from 'node:path';
import type { Parts } from '../cli/parts.ts';
import { Problem } from '../domain/problem.ts';
import type { Clock } from '../domain/time/clock.ts';
import { loadSettings, type Settings, type Sources } from './settings.ts';
import { isOnThisMachine } from './values.ts';

/** The options that work before and after every command. */
export interface GlobalOptions {
  profile?: string | undefined;
  db?: string | undefined;
  json?: boolean | undefined;
  csv?: boolean | undefined;
  fields?: string[] | undefined;
  /** False with `--no-input`. */
  input?: boolean | undefined;
  yes?: boolean | undefined;
  quiet?: boolean | undefined;
  debug?: boolean | undefined;
}

/** The settings of the profile that the options name, and the file of the profile's own. @throws Problem */
export function settingsFor(
  globals: GlobalOptions,
  parts: SettingParts,
): { settings: Settings; profileFile: string } {
  const profile = profileName(globals.profile);
  const profileFile = join(parts.configFolder, 'voicebot', profile, '.env');
  return { settings: loadSettings(sourcesOf(globals, parts, profile, profileFile)), profileFile };
}

type SettingParts = Pick<Parts, 'configFolder' | 'dataFolder' | 'environment' | 'workingFolder'>;

function sourcesOf(
  globals: GlobalOptions,
  parts: SettingParts,
  profile: string,
  profileFile: string,
): Sources {
  return {
    options: globals.db ? { VOICEBOT_DB: globals.db } : {},
    environment: parts.environment,
    files: [
      { name: './.env', path: join(parts.workingFolder, '.env') },
      { name: profileFile, path: profileFile },
    ],
    workingFolder: parts.workingFolder,
    defaultDatabase: join(parts.dataFolder, 'voicebot', profile, 'voicebot.db'),
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
 * The clock that the settings say.
 *
 * Pretending that it is another time is for rehearsals: with the real Retell it would phone people at the wrong hour.
 */
export function clockFor(settings: Settings, parts: Pick<Parts, 'clock'>): Clock {
  const startsAt = settings.pretendedNow;
  if (!startsAt) return parts.clock({});
  if (isOnThisMachine(settings.baseUrl)) return parts.clock({ startsAt });
  throw new Problem('usage', {
    code: 'pretended_time_with_real_calls',
    message: 'VOICEBOT_NOW is set, and RETELL_BASE_URL is not a simulator on this machine.',
    hint: 'Unset VOICEBOT_NOW, or rehearse with RETELL_BASE_URL=http://127.0.0.1:4010.',
  });
}
