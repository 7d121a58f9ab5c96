import { parseArgs } from 'node:util';
import type { SettingName } from '../settings/definitions.ts';
import { clockFor, type ProfileOptions, settingsFor } from '../settings/profile.ts';
import type { Parts } from './parts.ts';

/** Settings that every run needs, and that are quick to read. */
const neededByEveryRun: SettingName[] = [
  'VOICEBOT_CONCURRENCY',
  'VOICEBOT_REQUEST_TIMEOUT',
  'VOICEBOT_RECONCILE_AFTER',
  'VOICEBOT_RETRY_DELAY',
  'VOICEBOT_UNKNOWN_CALLS',
  'VOICEBOT_MAX_CALLS_PER_DAY',
  'VOICEBOT_REQUIRE_WASH',
  'VOICEBOT_STOP_AFTER_FAILURES',
];

/**
 * Returns whether this command line is a `process-due` that is sure to do and print nothing. Loads as little as possible: nearly
 * every cron run ends here. If false, the command runs as usual and reports any problem with the settings. Never throws.
 */
export async function isNothingToDo(words: string[], parts: Parts): Promise<boolean> {
  // Whoever runs it by hand sees why nothing happens.
  if (parts.streams.stdout.isTTY) return false;
  try {
    const { settings } = settingsFor(optionsOf(words), parts);
    for (const name of neededByEveryRun) settings.check(name);
    return await parts.isIdle(settings.database, clockFor(settings, parts).now());
  } catch {
    return false;
  }
}

/** Parses the options of a `process-due` as crontabs have it. @throws Error for any other command line */
function optionsOf(words: string[]): ProfileOptions {
  const { values, positionals } = parseArgs({
    args: words,
    allowPositionals: true,
    options: {
      profile: { type: 'string' },
      db: { type: 'string' },
      'env-file': { type: 'string' },
      quiet: { type: 'boolean', short: 'q' },
      yes: { type: 'boolean', short: 'y' },
      'no-input': { type: 'boolean' },
      concurrency: { type: 'string', default: '1' },
      limit: { type: 'string', default: '1' },
    },
  });
  const { concurrency, limit, 'env-file': envFile, ...globals } = values;
  const areCounts = [concurrency, limit].every((text) => /^[1-9]\d?$/.test(text));
  if (areCounts && positionals.join(' ') === 'process-due') return { ...globals, envFile };
  throw new Error('not an ordinary process-due');
}
