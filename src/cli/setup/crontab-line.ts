import { dirname } from 'node:path';
import type { SettingName, SettingText } from '../../settings/settings.ts';
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
];

/**
 * Returns the line for `crontab -e` that places this profile's due calls every minute. Cron starts in `$HOME` without the operator's
 * environment, so the line has what this command line got from there; never the API key.
 *
 * @param saved settings that the profile's file has by now
 */
export function crontabLine(context: Context, saved: Readonly<Record<string, string>> = {}): string {
  const { node, script } = context.parts.program;
  const words = [
    ...(cronFolders.includes(dirname(node)) ? [] : [node]),
    script,
    ...profileOption(context),
    ...envFileOption(context),
    ...databaseOption(context),
    'process-due',
  ];
  return `* * * * * ${[...variables(context, saved), ...words.map(quoteForCrontab)].join(' ')}`;
}

/** Returns whether the API key comes from the environment, where cron would not find it. */
export function isKeyUnknownToCron({ settings }: Context): boolean {
  return settings.texts().some(({ name, origin }) => name === 'RETELL_API_KEY' && origin === 'environment');
}

/** Returns `--profile acme`, for commands shown to the operator; nothing for the default profile. */
export function profileOption({ settings: { profile } }: Context): string[] {
  return profile === 'default' ? [] : ['--profile', profile];
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

function variables(
  { settings, parts: { environment } }: Context,
  saved: Readonly<Record<string, string>>,
): string[] {
  const folders = ['XDG_CONFIG_HOME', 'XDG_DATA_HOME'].map((name) => ({ name, text: environment[name] }));
  const settled = settings
    .texts()
    .filter((setting) => readByRuns.includes(setting.name) && isFromShell(setting))
    .filter(({ name, text }) => saved[name] !== text);
  return [...folders, ...settled].flatMap(({ name, text }) =>
    text ? `${name}=${quoteForCrontab(text)}` : [],
  );
}

function isFromShell({ origin }: SettingText): boolean {
  return origin === 'option' || origin === 'environment';
}

/** Quotes a word for the shell, and escapes `%`, which ends the command in a crontab (crontab(5)). */
function quoteForCrontab(word: string): string {
  const quoted = /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
  return quoted.replaceAll('%', '\\%');
}
