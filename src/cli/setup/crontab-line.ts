import { dirname } from 'node:path';
import type { SettingName, SettingText } from '../../settings/definitions.ts';
import { keptProfile } from '../../settings/profiles/kept-profile.ts';
import { proxyVariables } from '../../settings/proxy.ts';
import { secretsOf } from '../../settings/secrets.ts';
import type { Context } from '../context.ts';

/** Cron's PATH: a script that starts with `#!/usr/bin/env node` finds `node` only there. */
const cronFolders = ['/usr/bin', '/bin'];

/** Settings that a run reads; those that calls were scheduled with are kept with the calls. */
const readByRuns: readonly SettingName[] = [
  'RETELL_BASE_URL',
  'VOICEBOT_ALLOW_HTTP',
  'VOICEBOT_TIMEZONE',
  'VOICEBOT_LOCALE',
  'VOICEBOT_COUNTRY',
  'VOICEBOT_CONCURRENCY',
  'VOICEBOT_REQUEST_TIMEOUT',
  'VOICEBOT_RECONCILE_AFTER',
  'VOICEBOT_RETRY_DELAY',
  'VOICEBOT_UNKNOWN_CALLS',
  'VOICEBOT_CALL_TIMES',
  'VOICEBOT_ASSUME_TIMEZONE',
  'VOICEBOT_MAX_CALLS_PER_DAY',
  'VOICEBOT_MAX_LATENESS',
  'VOICEBOT_REQUIRE_WASH',
  'VOICEBOT_STOP_AFTER_FAILURES',
  'VOICEBOT_KEEP_RECORDINGS',
];

/**
 * Returns the line for `crontab -e` that places this profile's due calls every minute. Cron starts in `$HOME` without the operator's
 * environment, so the line has what this command line got from there; never a secret, such as the API key.
 *
 * @param saved settings that the profile's file has by now
 * @returns `byHand`: the variables that must be added to it, as they contain a secret
 */
export function crontabLine(
  context: Context,
  saved: Readonly<Record<string, string>> = {},
): { line: string; byHand: string[] } {
  const { node, script } = context.parts.program;
  const words = [
    ...(cronFolders.includes(dirname(node)) ? [] : [node]),
    script,
    // Also `default`: another profile may be chosen for commands that name none.
    ...['--profile', context.settings.profile],
    ...envFileOption(context),
    ...databaseOption(context),
    'process-due',
  ];
  const needed = variables(context, saved);
  const shown = needed
    .filter((one) => !isSecret(one))
    .map(({ name, text }) => `${name}=${quoteForCrontab(text)}`);
  return {
    line: `* * * * * ${[...shown, ...words.map(quoteForCrontab)].join(' ')}`,
    byHand: needed.filter(isSecret).map(({ name }) => name),
  };
}

/** Returns whether the API key comes from the environment, where cron would not find it. */
export function isKeyUnknownToCron({ settings }: Context): boolean {
  return settings.texts().some(({ name, origin }) => name === 'RETELL_API_KEY' && origin === 'environment');
}

/** Returns `--profile acme`, for commands shown to the operator; nothing for the profile that they would use anyway. */
export function profileOption({ settings: { profile }, parts }: Context): string[] {
  return profile === (keptProfile(parts) ?? 'default') ? [] : ['--profile', profile];
}

/** Names the file of `--env-file`, or a `./.env` that sets something: cron does not start in its folder. */
function envFileOption({ settings, envFile }: Context): string[] {
  const origins = new Set(settings.texts().map(({ origin }) => origin));
  const local = settings.layers.find(({ kind, origin }) => kind === 'local' && origins.has(origin));
  const path = envFile ?? local?.file?.path;
  return path === undefined ? [] : ['--env-file', path];
}

/** Returns `--db FILE` if the database is one that only the command line or the environment names. */
function databaseOption({ settings }: Context): string[] {
  const setting = settings.texts().find(({ name }) => name === 'VOICEBOT_DB');
  return setting?.text !== undefined && isFromShell(setting) ? ['--db', setting.text] : [];
}

interface Variable {
  name: string;
  text: string;
}

/** Returns what a run reads from the environment that cron would not have. */
function variables(
  { settings, parts: { environment } }: Context,
  saved: Readonly<Record<string, string>>,
): Variable[] {
  const folders = ['XDG_CONFIG_HOME', 'XDG_DATA_HOME'].map((name) => ({ name, text: environment[name] }));
  const texts = settings.texts();
  const settled = texts
    .filter((setting) => readByRuns.includes(setting.name) && isFromShell(setting))
    .filter(({ name, text }) => saved[name] !== text);
  const baseUrl = texts.find(({ name }) => name === 'RETELL_BASE_URL')?.text;
  return [...folders, ...settled, ...proxyVariables(baseUrl, environment)].flatMap(({ name, text }) =>
    text ? { name, text } : [],
  );
}

function isSecret({ name, text }: Variable): boolean {
  return secretsOf({ [name]: text }).length > 0;
}

function isFromShell({ origin }: SettingText): boolean {
  return origin === 'option' || origin === 'environment';
}

/** Quotes a word for the shell, and escapes `%`, which ends the command in a crontab (crontab(5)). */
function quoteForCrontab(word: string): string {
  const quoted = /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
  return quoted.replaceAll('%', '\\%');
}
