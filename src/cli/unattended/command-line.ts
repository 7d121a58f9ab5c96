import { userInfo } from 'node:os';
import type { SettingName, SettingText } from '../../settings/definitions.ts';
import { proxyVariables } from '../../settings/proxy.ts';
import { secretsOf } from '../../settings/secrets.ts';
import type { Context } from '../context.ts';
import { profileToName } from '../profiles/for-profile.ts';

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

/** A command line that works without this shell: in cron and in services. */
export interface CommandLine {
  /** What it needs in its environment; never a secret, such as the API key. */
  variables: Variable[];
  /** Absolute paths of node and the script, and the options that lead to this profile's settings and database. */
  words: string[];
  /** The variables that it needs too, and that hold a secret. */
  secret: string[];
}

export interface Variable {
  name: string;
  text: string;
}

/** Settings by name, as a file has them. */
type SavedSettings = Readonly<Record<string, string | undefined>>;

/**
 * Returns the start of a command line that does for this profile what this one does, wherever it is started: it has what this one
 * got from the shell.
 *
 * @param saved settings that the profile's file has by now
 */
export function commandLine(context: Context, saved: SavedSettings = savedSettings(context)): CommandLine {
  const { node, script } = context.parts.program;
  const needed = neededVariables(context, saved);
  // The profile also if it is the default: another may be chosen for commands that name none.
  const profile = ['--profile', context.settings.profile];
  return {
    variables: needed.filter((one) => !isSecret(one)),
    words: [node, script, ...profile, ...envFileOption(context), ...databaseOption(context)],
    secret: needed.filter(isSecret).map(({ name }) => name),
  };
}

/** Returns `voicebot`, with the profile if commands use another one by themselves: the start of commands that are shown to the operator. */
export function voicebotCommand({ settings, parts }: Context): string {
  const profile = profileToName(settings.profile, parts);
  return profile === undefined ? 'voicebot' : `voicebot --profile ${profile}`;
}

/** Returns whether the API key comes from the environment, where neither cron nor a service would find it. */
export function isKeyInEnvironment({ settings }: Context): boolean {
  return settings.texts().some(({ name, origin }) => name === 'RETELL_API_KEY' && origin === 'environment');
}

/** Returns the database if it is one that only the command line or the environment names. */
export function databaseOfShell({ settings }: Context): string | undefined {
  const setting = settings.texts().find(({ name }) => name === 'VOICEBOT_DB');
  return setting && isFromShell(setting) ? setting.text : undefined;
}

/** Names the file of `--env-file`, or a `./.env` that sets something: nothing else starts in its folder. */
function envFileOption({ settings, envFile }: Context): string[] {
  const origins = new Set(settings.texts().map(({ origin }) => origin));
  const local = settings.layers.find(({ kind, origin }) => kind === 'local' && origins.has(origin));
  const path = envFile ?? local?.file?.path;
  return path === undefined ? [] : ['--env-file', path];
}

/** Returns what the profile's own file sets, unless another file comes before it. */
function savedSettings(context: Context): SavedSettings {
  const own = context.settings.layers.find(({ kind }) => kind === 'profile');
  return own && envFileOption(context).length === 0 ? own.values : {};
}

function databaseOption(context: Context): string[] {
  const path = databaseOfShell(context);
  return path === undefined ? [] : ['--db', path];
}

/** Returns what a run reads from the environment, and would not find there elsewhere. */
function neededVariables({ settings, parts: { environment } }: Context, saved: SavedSettings): Variable[] {
  const folders = ['XDG_CONFIG_HOME', 'XDG_DATA_HOME'].map((name) => ({ name, text: environment[name] }));
  const texts = settings.texts();
  const settled = texts
    .filter((setting) => readByRuns.includes(setting.name) && isFromShell(setting))
    .filter(({ name, text }) => saved[name] !== text);
  const baseUrl = texts.find(({ name }) => name === 'RETELL_BASE_URL')?.text;
  return [
    ...otherHome(environment['HOME']),
    ...folders,
    ...settled,
    ...proxyVariables(baseUrl, environment),
  ].flatMap(({ name, text }) => (text ? { name, text } : []));
}

/** Returns HOME, if it is not what cron and services take it to be. */
function otherHome(home: string | undefined): Variable[] {
  return home && home !== homeOfUser() ? [{ name: 'HOME', text: home }] : [];
}

/** Returns this user's home folder by the system's list of users; undefined if the user is not in it, as in some containers. */
export function homeOfUser(): string | undefined {
  try {
    return userInfo().homedir;
  } catch {
    return undefined;
  }
}

function isSecret({ name, text }: Variable): boolean {
  return secretsOf({ [name]: text }).length > 0;
}

function isFromShell({ origin }: SettingText): boolean {
  return origin === 'option' || origin === 'environment';
}
