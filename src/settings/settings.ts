import { dirname, resolve } from 'node:path';
import { Problem } from '../domain/problem.ts';
import { readEnvFile } from './env-file.ts';
import * as read from './values.ts';

/** Every setting by its environment variable: its property in `Settings`, and its default if it has one. */
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

/** Where settings are read from. */
export interface Sources {
  /** Values of command-line options. */
  options: Partial<Record<SettingName, string>>;
  environment: Readonly<Record<string, string | undefined>>;
  /** `.env` files in order of precedence, by the names that messages use. */
  files: readonly { name: string; path: string }[];
  /** The base of a relative path in an option or the environment. */
  workingFolder: string;
  /** The database if no setting names one. */
  defaultDatabase: string;
}

/** A setting as it was written, and where it comes from. */
export interface SettingText {
  name: SettingName;
  /** Undefined if it is not set and has no default. */
  text: string | undefined;
  /** `option`, `environment`, the name of a file, or `default`. */
  origin: string;
}

/**
 * The operator's settings; durations in ms. Each is parsed when it is read, and throws a Problem (`usage`, `invalid_setting`) that
 * says where the wrong text comes from.
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
  /** The time that a rehearsal pretends it is. */
  readonly pretendedNow: Date | undefined;
  /** Returns every setting as it was written. */
  texts(): SettingText[];
  /** Parses one setting for its error alone. @throws Problem `invalid_setting` */
  check(name: SettingName): void;
  /** Returns the problem for a setting whose value turns out to be wrong. */
  wrong(name: SettingName, reason: Problem): Problem;
}

/** Reads settings in order of precedence: option, environment, files, default. */
export function loadSettings(sources: Sources): Settings {
  const files = sources.files.map((file) => ({ ...file, values: readEnvFile(file.path) }));

  const find = (name: SettingName): SettingText => {
    const candidates = [
      { text: sources.options[name], origin: 'option' },
      { text: sources.environment[name], origin: 'environment' },
      ...files.map((file) => ({ text: file.values[name], origin: file.name })),
    ];
    return {
      name,
      ...(candidates.find((candidate) => candidate.text) ?? { text: defaultOf(name), origin: 'default' }),
    };
  };
  const optional = <T>(name: SettingName, parse: (text: string) => T): T | undefined => {
    const { text, origin } = find(name);
    return text === undefined ? undefined : parsed({ name, text, origin }, parse);
  };
  const required = <T>(name: SettingName, parse: (text: string) => T): T => {
    const { text = '', origin } = find(name);
    return parsed({ name, text, origin }, parse);
  };

  const settings: Settings = {
    get apiKey() {
      return optional('RETELL_API_KEY', read.apiKey);
    },
    get baseUrl() {
      return optional('RETELL_BASE_URL', read.webAddress);
    },
    get fromNumber() {
      return optional('VOICEBOT_FROM_NUMBER', read.trimmed);
    },
    get agentId() {
      return optional('VOICEBOT_AGENT_ID', read.trimmed);
    },
    get database() {
      const { text, origin } = find('VOICEBOT_DB');
      if (!text) return sources.defaultDatabase;
      const file = files.find(({ name }) => name === origin);
      return resolve(file ? dirname(file.path) : sources.workingFolder, text);
    },
    get timezone() {
      return required('VOICEBOT_TIMEZONE', read.timeZone);
    },
    get locale() {
      return required('VOICEBOT_LOCALE', read.locale);
    },
    get country() {
      return required('VOICEBOT_COUNTRY', read.country);
    },
    get interval() {
      return required('VOICEBOT_INTERVAL', read.duration);
    },
    get maxAttempts() {
      return required('VOICEBOT_MAX_ATTEMPTS', read.smallNumber);
    },
    get concurrency() {
      return required('VOICEBOT_CONCURRENCY', read.smallNumber);
    },
    get requestTimeout() {
      return required('VOICEBOT_REQUEST_TIMEOUT', read.durationOfASecondOrMore);
    },
    get reconcileAfter() {
      return required('VOICEBOT_RECONCILE_AFTER', read.graceDuration);
    },
    get retryDelay() {
      return required('VOICEBOT_RETRY_DELAY', read.durationOfASecondOrMore);
    },
    get unknownCalls() {
      return required('VOICEBOT_UNKNOWN_CALLS', read.unknownCalls);
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

/** How messages name an origin; a file has its own name. */
const originNames: Readonly<Record<string, string>> = {
  option: 'the command line',
  environment: 'the environment',
  default: 'the defaults',
};

function defaultOf(name: SettingName): string | undefined {
  const definition = definitions[name];
  return 'default' in definition ? definition.default : undefined;
}

function parsed<T>(setting: SettingText & { text: string }, parse: (text: string) => T): T {
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
      message: `${name} is ${shown} (from ${originNames[origin] ?? origin}): ${reason.message}`,
    },
    { cause: reason },
  );
}
