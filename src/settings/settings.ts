import { resolve } from 'node:path';
import type { Problem } from '../domain/problem.ts';
import { notUtf8 } from './env-file.ts';
import { findIn, type Layer, type LeftOut, notAllowed } from './layers.ts';
import * as read from './values.ts';
import { parsed, wrongSetting } from './wrong-setting.ts';

/**
 * Every setting by its environment variable: its property in `Settings`, its default if it has one, and whether it is harmless: it
 * does not decide whether, whom or where a phone may ring, so it counts from any `./.env`.
 */
const definitions = {
  VOICEBOT_PROFILE: { property: 'profile', default: 'default' },
  RETELL_API_KEY: { property: 'apiKey' },
  RETELL_BASE_URL: { property: 'baseUrl' },
  VOICEBOT_ALLOW_HTTP: { property: 'allowsHttp', default: 'no' },
  VOICEBOT_FROM_NUMBER: { property: 'fromNumber' },
  VOICEBOT_AGENT_ID: { property: 'agentId' },
  VOICEBOT_DB: { property: 'database' },
  VOICEBOT_TIMEZONE: { property: 'timezone', default: 'Australia/Sydney', isHarmless: true },
  VOICEBOT_LOCALE: { property: 'locale', default: 'en-AU', isHarmless: true },
  VOICEBOT_COUNTRY: { property: 'country', default: 'AU', isHarmless: true },
  VOICEBOT_INTERVAL: { property: 'interval', default: '2m', isHarmless: true },
  VOICEBOT_MAX_ATTEMPTS: { property: 'maxAttempts', default: '3', isHarmless: true },
  VOICEBOT_CONCURRENCY: { property: 'concurrency', default: '5', isHarmless: true },
  VOICEBOT_REQUEST_TIMEOUT: { property: 'requestTimeout', default: '30s' },
  VOICEBOT_RECONCILE_AFTER: { property: 'reconcileAfter', default: '2m' },
  VOICEBOT_RETRY_DELAY: { property: 'retryDelay', default: '1m', isHarmless: true },
  VOICEBOT_UNKNOWN_CALLS: { property: 'unknownCalls', default: 'resend' },
  VOICEBOT_NOW: { property: 'pretendedNow' },
} as const satisfies Record<string, { property: keyof Settings; default?: string; isHarmless?: true }>;

export type SettingName = keyof typeof definitions;

export const settingNames = Object.keys(definitions).filter(
  (name): name is SettingName => name in definitions,
);

/** Where settings are read from. */
export interface Sources {
  /** In order of priority. */
  layers: readonly Layer[];
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
  /** What `./.env` sets it to, if that would count had the file been allowed. */
  leftOut: LeftOut | undefined;
}

/**
 * The operator's settings; durations in ms. Each is parsed when it is read, and throws a Problem: `invalid_setting` says where the
 * wrong text comes from; `env_file_not_allowed` if `./.env` would decide it and has not been allowed; `settings_unreadable`.
 */
export interface Settings {
  readonly profile: string;
  readonly apiKey: string | undefined;
  /** Throws `insecure_base_url` too. */
  readonly baseUrl: string | undefined;
  /** Whether requests go to this machine, where only a simulator can be: no real phone rings. */
  readonly isLocal: boolean;
  /** Whether the key may be sent to another machine without encryption. */
  readonly allowsHttp: boolean;
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
  /** Where the settings come from, in order of priority. */
  readonly layers: readonly Layer[];
  /** Returns every setting as it was written, whether or not it can be used; the database as an absolute path. */
  texts(): SettingText[];
  /** Reads one setting for its error alone. @throws Problem */
  check(name: SettingName): void;
  /** Returns the problem for a setting whose value turns out to be wrong. */
  wrong(name: SettingName, reason: Problem): Problem;
}

/** Reads settings from layers in order of priority, or their defaults. */
export function loadSettings({ layers, defaultDatabase }: Sources): Settings {
  const find = (name: SettingName) => findIn(layers, name, isHarmless(name));
  const describe = (name: SettingName): SettingText => {
    const { value, leftOut } = find(name);
    const text = name === 'VOICEBOT_DB' ? databasePath() : (value?.text ?? defaultOf(name));
    return { name, text, origin: value?.layer.origin ?? 'default', leftOut };
  };
  /** The text that counts. If a file that does not count might set it, there is none. */
  const textOf = (name: SettingName): SettingText => {
    const { leftOut, unreadable } = find(name);
    if (unreadable) throw notUtf8(unreadable);
    if (leftOut) throw notAllowed(name, leftOut);
    return describe(name);
  };
  const optional = <T>(name: SettingName, parse: (text: string) => T): T | undefined => {
    const setting = textOf(name);
    return setting.text === undefined ? undefined : parsed(setting, parse);
  };
  const required = <T>(name: SettingName, parse: (text: string) => T): T => parsed(textOf(name), parse);
  const address = () => optional('RETELL_BASE_URL', read.webAddress);
  const databasePath = () => {
    const { value } = find('VOICEBOT_DB');
    return value ? resolve(value.layer.folder, read.path(value.text)) : defaultDatabase;
  };

  const settings: Settings = {
    get profile() {
      return describe('VOICEBOT_PROFILE').text ?? 'default';
    },
    get apiKey() {
      return optional('RETELL_API_KEY', read.apiKey);
    },
    get baseUrl() {
      const url = address();
      if (!read.isExposed(url) || settings.allowsHttp) return url;
      throw read.exposedKey(url);
    },
    get isLocal() {
      return read.isOnThisMachine(address());
    },
    get allowsHttp() {
      return required('VOICEBOT_ALLOW_HTTP', read.yesOrNo);
    },
    get fromNumber() {
      return optional('VOICEBOT_FROM_NUMBER', read.trimmed);
    },
    get agentId() {
      return optional('VOICEBOT_AGENT_ID', read.trimmed);
    },
    get database() {
      textOf('VOICEBOT_DB');
      return databasePath();
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
      return required('VOICEBOT_REQUEST_TIMEOUT', read.timeout);
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
    layers,
    texts: () => settingNames.map(describe),
    check: (name) => void settings[definitions[name].property],
    wrong: (name, reason) => wrongSetting(describe(name), reason),
  };
  return settings;
}

function isHarmless(name: SettingName): boolean {
  return 'isHarmless' in definitions[name];
}

function defaultOf(name: SettingName): string | undefined {
  const definition = definitions[name];
  return 'default' in definition ? definition.default : undefined;
}
