import type { RedialRule } from '../domain/calls/redial/redial-rules.ts';
import type { Problem } from '../domain/problem.ts';
import type { Layer, LeftOut } from './layers.ts';

/**
 * Every setting by its environment variable: its property in `Settings`, its default if it has one, whether it is a secret, which is never
 * shown, and whether it is harmless: it does not decide whether, whom or where a phone may ring, so it counts from any `./.env`.
 */
const definitions = {
  VOICEBOT_PROFILE: { property: 'profile', default: 'default' },
  RETELL_API_KEY: { property: 'apiKey', isSecret: true },
  RETELL_BASE_URL: { property: 'baseUrl' },
  RETELL_WEBHOOK_KEY: { property: 'webhookKeys', isSecret: true },
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
  VOICEBOT_CALL_TIMES: { property: 'callTimesText' },
  VOICEBOT_ASSUME_TIMEZONE: { property: 'assumedTimezone' },
  VOICEBOT_MAX_CALLS_PER_DAY: { property: 'maxCallsPerDay' },
  VOICEBOT_MAX_LATENESS: { property: 'maxLateness', default: '12h' },
  VOICEBOT_REQUIRE_WASH: { property: 'requireWash' },
  VOICEBOT_STOP_AFTER_FAILURES: { property: 'stopAfterFailures', default: '10' },
  VOICEBOT_REDIAL: { property: 'redial' },
  VOICEBOT_OPT_OUT_FIELD: { property: 'optOutField', default: 'opt_out' },
  VOICEBOT_CALLBACK_TOLERANCE: { property: 'callbackTolerance', default: '15m', isHarmless: true },
  VOICEBOT_KEEP_RECORDINGS: { property: 'keepRecordings' },
  CRON_SECRET: { property: 'cronSecret', isSecret: true },
  VOICEBOT_NOW: { property: 'pretendedNow' },
} as const satisfies Record<
  string,
  { property: keyof Settings; default?: string; isHarmless?: true; isSecret?: true }
>;

export type SettingName = keyof typeof definitions;

export const settingNames = Object.keys(definitions).filter(
  (name): name is SettingName => name in definitions,
);

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
  /** The keys that Retell may sign webhooks with; those of the API key if it is not set, and none if there is no key. */
  readonly webhookKeys: readonly string[];
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
  /** When people may be called, as the operator wrote it; undefined if the operator has not. Read where it is needed. */
  readonly callTimesText: string | undefined;
  /** IANA name of the zone of contacts of whom nothing surer is known; undefined if none is assumed. */
  readonly assumedTimezone: string | undefined;
  /** How often one number may be called in 24 hours; undefined for as often as is planned. */
  readonly maxCallsPerDay: number | undefined;
  /** How late a call may be placed. */
  readonly maxLateness: number;
  /** How old the wash of a number may be; undefined if none is required. */
  readonly requireWash: number | undefined;
  /** Whom to try again; none if nobody is. */
  readonly redial: readonly RedialRule[];
  /** The field of the agent's custom analysis that says whether somebody must not be called again. */
  readonly optOutField: string;
  /** How late a callback may be placed and still count as kept. */
  readonly callbackTolerance: number;
  /** For how long recordings are kept on this machine; undefined if none is. */
  readonly keepRecordings: number | undefined;
  /** After how many calls in a row that Retell refuses no more are placed. */
  readonly stopAfterFailures: number;
  /** What a cron job elsewhere must say to have due calls placed over HTTP; undefined if none may. */
  readonly cronSecret: string | undefined;
  /** The time that a rehearsal pretends it is. */
  readonly pretendedNow: Date | undefined;
  /** Where the settings come from, in order of priority. */
  readonly layers: readonly Layer[];
  /** Returns every setting as it was written, whether or not it can be used; the database as an absolute path. */
  texts(): SettingText[];
  /** Returns one of them. */
  text(name: SettingName): SettingText;
  /** Reads one setting for its error alone. @throws Problem */
  check(name: SettingName): void;
  /** Returns the problem for a setting whose value turns out to be wrong. */
  wrong(name: SettingName, reason: Problem): Problem;
}

/** Returns the property of {@link Settings} that a setting decides. */
export function propertyOf(name: SettingName): keyof Settings {
  return definitions[name].property;
}

/** Returns whether a setting counts from any `./.env`. */
export function isHarmless(name: SettingName): boolean {
  return 'isHarmless' in definitions[name];
}

/** Returns whether what a name stands for, in settings or in the environment, is a secret. */
export function isSecret(name: string): boolean {
  return settingNames.some((known) => known === name && 'isSecret' in definitions[known]);
}

/** Returns the text that a setting has where it is not set. */
export function defaultOf(name: SettingName): string | undefined {
  const definition = definitions[name];
  return 'default' in definition ? definition.default : undefined;
}
