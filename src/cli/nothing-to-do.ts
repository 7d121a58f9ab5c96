import { parseArgs } from 'node:util';
import { clockFor, type ProfileOptions, settingsFor } from '../settings/profile.ts';
import type { SettingName } from '../settings/settings.ts';
import type { Parts } from './parts.ts';

/** What every run goes by, and is quickly read. */
const neededByEveryRun: SettingName[] = [
  'VOICEBOT_CONCURRENCY',
  'VOICEBOT_REQUEST_TIMEOUT',
  'VOICEBOT_RECONCILE_AFTER',
  'VOICEBOT_RETRY_DELAY',
  'VOICEBOT_UNKNOWN_CALLS',
];

/**
 * Whether these words are a `process-due` that would certainly find nothing to do and have nothing to say. It is found out with
 * as little as possible, for so it is with nearly every run that cron starts. False leaves all to the command itself, what is
 * wrong with the settings too. Never throws.
 */
export async function isNothingToDo(words: string[], parts: Parts): Promise<boolean> {
  try {
    const { settings } = settingsFor(optionsOf(words), parts);
    for (const name of neededByEveryRun) settings.check(name);
    return await parts.isIdle(settings.database, clockFor(settings, parts).now());
  } catch {
    return false;
  }
}

/** The options of a `process-due` as it stands in crontabs. @throws Error for any other words */
function optionsOf(words: string[]): ProfileOptions {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      profile: { type: 'string' },
      db: { type: 'string' },
      quiet: { type: 'boolean', short: 'q' },
      yes: { type: 'boolean', short: 'y' },
      'no-input': { type: 'boolean' },
      concurrency: { type: 'string', default: '1' },
      limit: { type: 'string', default: '1' },
    },
  });
  const { concurrency, limit, ...globals } = values;
  const areCounts = [concurrency, limit].every((text) => /^[1-9]\d?$/.test(text));
  if (areCounts && positionals.join(' ') === 'process-due') return globals;
  throw new Error('something else than an ordinary run');
}
