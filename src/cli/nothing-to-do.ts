import { parseArgs } from 'node:util';
import { isPresetName } from '../domain/calls/call-times/preset-names.ts';
import type { SettingName } from '../settings/definitions.ts';
import { clockFor, type ProfileOptions, settingsFor } from '../settings/profiles/profile.ts';
import type { Parts } from './parts.ts';
import { noteRun } from './unattended/note-run.ts';

/** Settings that every run needs, and that are quick to read. */
export const neededByEveryRun: readonly SettingName[] = [
  'VOICEBOT_CONCURRENCY',
  'VOICEBOT_REQUEST_TIMEOUT',
  'VOICEBOT_RECONCILE_AFTER',
  'VOICEBOT_RETRY_DELAY',
  'VOICEBOT_INTERVAL',
  'VOICEBOT_UNKNOWN_CALLS',
  'VOICEBOT_ASSUME_TIMEZONE',
  'VOICEBOT_MAX_CALLS_PER_DAY',
  'VOICEBOT_MAX_LATENESS',
  'VOICEBOT_REQUIRE_WASH',
  'VOICEBOT_STOP_AFTER_FAILURES',
  'VOICEBOT_KEEP_RECORDINGS',
  'VOICEBOT_CALL_TIMES',
  'VOICEBOT_COUNTRY',
];

/**
 * Returns whether this command line is a `process-due` that is sure to do and print nothing, and notes the run. Loads as little as
 * possible: nearly every cron run ends here. If false, the command runs as usual and reports any problem with the settings. Never throws.
 */
export async function isNothingToDo(words: string[], parts: Parts): Promise<boolean> {
  // On a terminal, a run says why nothing happens.
  if (parts.streams.stdout.isTTY) return false;
  try {
    const { settings } = settingsFor(optionsOf(words), parts);
    for (const name of neededByEveryRun) settings.check(name);
    const named = await nameOfCallTimes(settings.callTimesText);
    const now = clockFor(settings, parts).now();
    const isIdle = await parts.isIdle(settings.database, now, named);
    if (isIdle) noteRun(settings.database, { command: 'process-due', at: now }, parts);
    return isIdle;
  } catch {
    return false;
  }
}

/** Returns the name that the database must know, if the setting is one. @throws Problem if it cannot be read */
async function nameOfCallTimes(text: string | undefined): Promise<string | undefined> {
  if (text === undefined || text.toLowerCase() === 'off' || isPresetName(text.toLowerCase()))
    return undefined;
  const { chooseCallTimes } = await import('../domain/calls/call-times/choice.ts');
  const choice = chooseCallTimes(text);
  return 'named' in choice ? choice.named : undefined;
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
      log: { type: 'string' },
    },
  });
  const { concurrency, limit, 'env-file': envFile, ...globals } = values;
  const areCounts = [concurrency, limit].every((text) => /^[1-9]\d?$/.test(text));
  if (areCounts && positionals.join(' ') === 'process-due') return { ...globals, envFile };
  throw new Error('not an ordinary process-due');
}
