import { resolve } from 'node:path';
import { parseRedialRules } from '../domain/calls/redial/redial-rules.ts';
import {
  defaultOf,
  isHarmless,
  propertyOf,
  type SettingName,
  type Settings,
  type SettingText,
  settingNames,
} from './definitions.ts';
import { notUtf8 } from './env-file.ts';
import { findIn, type Layer, notAllowed } from './layers.ts';
import * as read from './values.ts';
import { parsed, wrongSetting } from './wrong-setting.ts';

/** Where settings are read from. */
export interface Sources {
  /** In order of priority. */
  layers: readonly Layer[];
  /** The database if no setting names one. */
  defaultDatabase: string;
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
    get webhookKeys() {
      return optional('RETELL_WEBHOOK_KEY', read.apiKeys) ?? (settings.apiKey ? [settings.apiKey] : []);
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
    get callTimesText() {
      return optional('VOICEBOT_CALL_TIMES', read.trimmed);
    },
    get assumedTimezone() {
      return optional('VOICEBOT_ASSUME_TIMEZONE', read.timeZone);
    },
    get maxCallsPerDay() {
      return optional('VOICEBOT_MAX_CALLS_PER_DAY', read.smallNumber);
    },
    get maxLateness() {
      return required('VOICEBOT_MAX_LATENESS', read.durationOfASecondOrMore);
    },
    get requireWash() {
      return optional('VOICEBOT_REQUIRE_WASH', read.durationOfASecondOrMore);
    },
    get redial() {
      return optional('VOICEBOT_REDIAL', parseRedialRules) ?? [];
    },
    get optOutField() {
      return required('VOICEBOT_OPT_OUT_FIELD', read.trimmed);
    },
    get callbackTolerance() {
      return required('VOICEBOT_CALLBACK_TOLERANCE', read.duration);
    },
    get keepRecordings() {
      return optional('VOICEBOT_KEEP_RECORDINGS', read.durationOfASecondOrMore);
    },
    get stopAfterFailures() {
      return required('VOICEBOT_STOP_AFTER_FAILURES', read.smallNumber);
    },
    get cronSecret() {
      return optional('CRON_SECRET', read.sharedSecret);
    },
    get pretendedNow() {
      return optional('VOICEBOT_NOW', read.instant);
    },
    layers,
    texts: () => settingNames.map(describe),
    text: describe,
    check: (name) => void settings[propertyOf(name)],
    wrong: (name, reason) => wrongSetting(describe(name), reason),
  };
  return remembering(settings);
}

/** Returns the same object, whose properties are read once: a server reads settings for each request. What throws is read again. */
function remembering<T extends object>(object: T): T {
  const known = new Map<PropertyKey, unknown>();
  return new Proxy(object, {
    get: (target, key) => {
      if (!known.has(key)) known.set(key, Reflect.get(target, key));
      return known.get(key);
    },
  });
}
