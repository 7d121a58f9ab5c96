import { dirname, resolve } from 'node:path';
import { Problem } from '../domain/problem.ts';
import { readEnvFile } from './env-file.ts';
import * as read from './values.ts';

/** Every setting by its environment variable: what it is called here, and its default where it has one. */
const definitions = {
  RETELL_API_KEY: { property: 'apiKey' },
  RETELL_BASE_URL: { property: 'baseUrl' },
  VOICEBOT_FROM_NUMBER: { property: 'fromNumber' },
  VOICEBOT_AGENT_ID: { property: 'agentId' },
  VOICEBOT_DB: { property: 'database' },
  VOICEBOT_TIMEZONE: { property: 'timezone', default: 'Australia/Sydney' },
  VOICEBOT_LOCALE: { property: 'locale', default: 'en-AU' },
  VOICEBOT_COUNTRY: { property: 'country', default: 'AU' },
  VOICEBOT_INTERVAL: { property: 'interval', default: '2m' },
  VOICEBOT_MAX_ATTEMPTS: { property: 'maxAttempts', default: '3' },
  VOICEBOT_CONCURRENCY: { property: 'concurrency', default: '5' },
  VOICEBOT_REQUEST_TIMEOUT: { property: 'requestTimeout', default: '30s' },
  VOICEBOT_RECONCILE_AFTER: { property: 'reconcileAfter', default: '2m' },
  VOICEBOT_RETRY_DELAY: { property: 'retryDelay', default: '1m' },
  VOICEBOT_UNKNOWN_CALLS: { property: 'unknownCalls', default: 'resend' },
  VOICEBOT_NOW: { property: 'pretendedNow' },
} as const satisfies Record<string, { property: keyof Settings; default?: string }>;

export type SettingName = keyof typeof definitions;

export const settingNames = Object.keys(definitions).filter(
  (name): name is SettingName => name in definitions,
);

/** Where settings are looked for. */
export interface Sources {
  /** Set by options of the command line. */
  options: Partial<Record<SettingName, string>>;
  environment: Readonly<Record<string, string | undefined>>;
  /** `.env` files, strongest first, by the name that the operator knows them by. */
  files: readonly { name: string; path: string }[];
  /** What a relative path given as an option or in the environment starts from. */
  workingFolder: string;
  /** The database where none is named. */
  defaultDatabase: string;
}

/** A setting as it was written, and where. */
export interface SettingText {
  name: SettingName;
  /** Undefined where nobody has said anything and there is no default. */
  text: string | undefined;
  /** `option`, `environment`, the name of a file, or `default`. */
  origin: string;
}

/**
 * The operator's settings; durations in ms. Each is read when it is asked for, and throws a Problem (`usage`,
 * `invalid_setting`) that names where the wrong text stands.
 */
export interface Settings {
  readonly apiKey: string | undefined;
  readonly baseUrl: string | undefined;
  readonly fromNumber: string | undefined;
  readonly agentId: string | undefined;
  /** Absolute path of the database file. */
  readonly database: string;
  readonly timezone: string;
  readonly locale: string;
  readonly country: string;
  readonly interval: number;
  readonly maxAttempts: number;
  readonly concurrency: number;
  readonly requestTimeout: number;
  readonly reconcileAfter: number;
  readonly retryDelay: number;
  readonly unknownCalls: 'resend' | 'hold';
  /** The instant that a rehearsal pretends it is. */
  readonly pretendedNow: Date | undefined;
  /** Every setting as it was written. */
  texts(): SettingText[];
  /** Reads one setting for its error alone. */
  check(name: SettingName): void;
  /** What to throw where a setting's value turns out to be wrong for this reason. */
  wrong(name: SettingName, reason: Problem): Problem;
}

/** Reads the settings from where they may stand, strongest first: option, environment, files, default. */
export function loadSettings(sources: Sources): Settings {
  const files = sources.files.map((file) => ({ ...file, values: readEnvFile(file.path) }));

  const find = (name: SettingName): SettingText => {
    const places = [
      { text: sources.options[name], origin: 'option' },
      { text: sources.environment[name], origin: 'environment' },
      ...files.map((file) => ({ text: file.values[name], origin: file.name })),
    ];
    return { name, ...(places.find((place) => place.text) ?? { text: defaultOf(name), origin: 'default' }) };
  };
  const optional = <T>(name: SettingName, parse: (text: string) => T): T | undefined => {
    const { text, origin } = find(name);
    return text === undefined ? undefined : explained({ name, text, origin }, parse);
  };
  const certain = <T>(name: SettingName, parse: (text: string) => T): T => {
    const { text = '', origin } = find(name);
    return explained({ name, text, origin }, parse);
  };

  const settings: Settings = {
    get apiKey() {
      return optional('RETELL_API_KEY', read.apiKey);
    },
    get baseUrl() {
      return optional('RETELL_BASE_URL', read.webAddress);
    },
    get fromNumber() {
      return optional('VOICEBOT_FROM_NUMBER', read.plainText);
    },
    get agentId() {
      return optional('VOICEBOT_AGENT_ID', read.plainText);
    },
    get database() {
      const { text, origin } = find('VOICEBOT_DB');
      if (!text) return sources.defaultDatabase;
      const file = files.find((one) => one.name === origin);
      return resolve(file ? dirname(file.path) : sources.workingFolder, text);
    },
    get timezone() {
      return certain('VOICEBOT_TIMEZONE', read.timeZone);
    },
    get locale() {
      return certain('VOICEBOT_LOCALE', read.locale);
    },
    get country() {
      return certain('VOICEBOT_COUNTRY', read.country);
    },
    get interval() {
      return certain('VOICEBOT_INTERVAL', read.duration);
    },
    get maxAttempts() {
      return certain('VOICEBOT_MAX_ATTEMPTS', read.smallNumber);
    },
    get concurrency() {
      return certain('VOICEBOT_CONCURRENCY', read.smallNumber);
    },
    get requestTimeout() {
      return certain('VOICEBOT_REQUEST_TIMEOUT', read.durationOfASecondOrMore);
    },
    get reconcileAfter() {
      return certain('VOICEBOT_RECONCILE_AFTER', read.graceDuration);
    },
    get retryDelay() {
      return certain('VOICEBOT_RETRY_DELAY', read.durationOfASecondOrMore);
    },
    get unknownCalls() {
      return certain('VOICEBOT_UNKNOWN_CALLS', read.unknownCalls);
    },
    get pretendedNow() {
      return optional('VOICEBOT_NOW', read.instant);
    },
    texts: () => settingNames.map(find),
    check: (name) => void settings[definitions[name].property],
    wrong: (name, reason) => wrongSetting(find(name), reason),
  };
  return settings;
}

/** Where a setting comes from, in the words of a message. A file goes by its own name. */
const placeNames: Readonly<Record<string, string>> = {
  option: 'the command line',
  environment: 'the environment',
  default: 'the defaults',
};

function defaultOf(name: SettingName): string | undefined {
  const definition = definitions[name];
  return 'default' in definition ? definition.default : undefined;
}

function explained<T>(setting: SettingText & { text: string }, parse: (text: string) => T): T {
  try {
    return parse(setting.text);
  } catch (error) {
    throw error instanceof Problem ? wrongSetting(setting, error) : error;
  }
}

function wrongSetting({ name, text, origin }: SettingText, reason: Problem): Problem {
  const shown = name === 'RETELL_API_KEY' ? 'set' : `"${text}"`;
  return new Problem(
    'usage',
    {
      code: 'invalid_setting',
      message: `${name} is ${shown} (from ${placeNames[origin] ?? origin}): ${reason.message}`,
    },
    { cause: reason },
  );
}
