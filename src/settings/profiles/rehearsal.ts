import { existsSync } from 'node:fs';
import { Problem } from '../../domain/problem.ts';
import { withValues } from '../changes/edit-env-text.ts';
import { isHarmless, settingNames } from '../definitions.ts';
import { parseEnvText, readEnvText, writePrivateFile } from '../env-file.ts';
import { isOnThisMachine } from '../values.ts';
import { type Folders, profileDatabase, profileSettingsFile } from './known-profiles.ts';

/** Settings with which calls and schedules work against a simulator. Call times are off, so that phones "ring" at any hour. */
const placeholders = {
  RETELL_API_KEY: 'key_of_the_simulator',
  VOICEBOT_FROM_NUMBER: '+61255501234',
  VOICEBOT_AGENT_ID: 'agent_demo',
  VOICEBOT_CALL_TIMES: 'off',
};

const heading = (name: string) =>
  `# Settings of the voicebot profile ${name}, a rehearsal: its calls go to the simulator, and no phone rings.\n`;

/**
 * Refuses a profile that is, or may be, for real calls: the simulator would take calls that people are waiting for.
 *
 * @throws Problem `profile_is_real`
 */
export function requireRehearsal(name: string, folders: Folders): void {
  const why = whyReal(name, folders);
  if (why === undefined) return;
  throw new Problem('refused', {
    code: 'profile_is_real',
    message: `Profile ${name} cannot become a rehearsal: ${why}.`,
    facts: { name },
  });
}

function whyReal(name: string, folders: Folders): string | undefined {
  if (name === 'default') return 'it is the one for real calls';
  const file = profileSettingsFile(name, folders);
  const values = parseEnvText(readEnvText(file));
  if (isRehearsal(values)) return undefined;
  const real = settingNames.find((setting) => values[setting] && !isHarmless(setting));
  if (real !== undefined) return `${file} has settings of its own, such as ${real}`;
  const database = profileDatabase(name, folders);
  return existsSync(database) ? `it has a database of its own, ${database}` : undefined;
}

/** Returns whether these are settings that a simulator has written, whatever was added since. */
function isRehearsal(values: NodeJS.Dict<string>): boolean {
  return (
    values['RETELL_API_KEY'] === placeholders.RETELL_API_KEY && isOnThisMachine(values['RETELL_BASE_URL'])
  );
}

/**
 * Sets a profile up for a simulator at this address. Settings that were added to a rehearsal stay.
 *
 * @throws Problem `profile_is_real`, `settings_not_written`
 */
export function setUpRehearsal(name: string, baseUrl: string, folders: Folders): void {
  requireRehearsal(name, folders);
  const file = profileSettingsFile(name, folders);
  const text = readEnvText(file) || heading(name);
  const current = parseEnvText(text);
  const missing = Object.entries(placeholders).filter(([setting]) => !current[setting]);
  writePrivateFile(file, withValues(text, { ...Object.fromEntries(missing), RETELL_BASE_URL: baseUrl }));
}
