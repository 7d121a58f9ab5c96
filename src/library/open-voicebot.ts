import { resolve } from 'node:path';
import { currentFolder, sessionParts } from '../assemble.ts';
import { openSession } from '../session/session.ts';
import { settingsFor } from '../settings/profiles/profile.ts';
import { type Voicebot, voicebotOf } from './voicebot.ts';

export interface VoicebotOptions {
  /** `default` by default. */
  profile?: string | undefined;
  /** The path of the database; that of the profile by default. */
  database?: string | undefined;
  /** A file to read settings from. */
  envFile?: string | undefined;
  /** Settings by the names of their environment variables; `process.env` by default. */
  environment?: Readonly<Record<string, string | undefined>> | undefined;
  /** Whether to create the database if there is none; false by default. */
  create?: boolean | undefined;
  /** Receives a line for each request to Retell, without the key. */
  log?: ((line: string) => void) | undefined;
}

/**
 * Opens a profile of voicebot, as the command line does. The database is opened when it is first used.
 *
 * @throws Problem `unknown_profile`, `settings_unreadable`, …; each operation throws what its command would say
 */
export function openVoicebot(options: VoicebotOptions = {}): Voicebot {
  const { profile, database, envFile, create, log } = options;
  const parts = { ...sessionParts(options.environment ?? process.env), workingFolder: currentFolder() };
  const db = database === undefined ? undefined : resolve(database);
  const { settings } = settingsFor({ profile, db, envFile }, parts, create);
  const session = openSession(settings, parts, { createsDatabase: create, log });
  return voicebotOf(session, parts.openList);
}
