import { join } from 'node:path';
import { loadSettings, type Settings, type Sources } from '../config.ts';
import type { Clock } from '../domain/clock.ts';
import { Problem } from '../domain/problem.ts';
import type { Calling } from '../operations/calling.ts';
import type { Store } from '../operations/store.ts';
import type { Telephony } from '../operations/telephony.ts';
import { createOutput, type Output } from './output.ts';
import type { Parts } from './parts.ts';
import { printable } from './printable.ts';
import { openTerminal, type Terminal } from './terminal.ts';

/** The options that work before and after every command. */
export interface GlobalOptions {
  profile?: string | undefined;
  db?: string | undefined;
  json?: boolean | undefined;
  csv?: boolean | undefined;
  fields?: string[] | undefined;
  /** False with `--no-input`. */
  input?: boolean | undefined;
  yes?: boolean | undefined;
  quiet?: boolean | undefined;
  debug?: boolean | undefined;
}

/** What a command is given. Whatever costs time or can fail is opened when it is first asked for. */
export interface Context {
  settings: Settings;
  terminal: Terminal;
  output: Output;
  parts: Parts;
  /** The present, or with VOICEBOT_NOW what a rehearsal pretends. */
  clock(): Clock;
  /** The file of this profile's own settings. */
  profileFile: string;
  store(): Promise<Store>;
  /** @throws Problem `missing_api_key` */
  telephony(): Promise<Telephony>;
  /** All that placing calls needs. */
  calling(): Promise<Calling>;
  /** Closes what was opened. */
  close(): void;
}

export function createContext(globals: GlobalOptions, parts: Parts): Context {
  const profile = profileName(globals.profile);
  const profileFile = join(parts.configFolder, 'voicebot', profile, '.env');
  const settings = loadSettings(sourcesOf(globals, parts, profile, profileFile));
  const terminal = openTerminal(parts.streams, {
    environment: parts.environment,
    noInput: globals.input === false,
    yes: globals.yes ?? false,
    quiet: globals.quiet ?? false,
  });
  const clock = once(() => openClock(settings, parts));
  const output = createOutput(terminal, {
    json: globals.json ?? false,
    csv: globals.csv ?? false,
    fields: globals.fields,
    reader: () => ({ zone: settings.timezone, locale: settings.locale }),
    now: () => clock().now(),
  });
  let opened: Store | undefined;
  const store = once(async () => {
    opened = await parts.openStore(settings.database);
    return opened;
  });
  const telephony = once(() => connect(settings, parts, globals.debug ? terminal : undefined));
  return {
    settings,
    terminal,
    output,
    parts,
    clock,
    profileFile,
    store,
    telephony,
    calling: async () => ({
      store: await store(),
      telephony,
      clock: clock(),
      zone: settings.timezone,
      locale: settings.locale,
      requestTimeout: settings.requestTimeout,
      retryDelay: settings.retryDelay,
      // A request that is still on its way cannot be listed yet.
      reconcileAfter: Math.max(settings.reconcileAfter, settings.requestTimeout),
      unknownCalls: settings.unknownCalls,
    }),
    close: () => opened?.close(),
  };
}

function sourcesOf(globals: GlobalOptions, parts: Parts, profile: string, profileFile: string): Sources {
  return {
    options: globals.db ? { VOICEBOT_DB: globals.db } : {},
    environment: parts.environment,
    files: [
      { name: './.env', path: join(parts.workingFolder, '.env') },
      { name: profileFile, path: profileFile },
    ],
    workingFolder: parts.workingFolder,
    defaultDatabase: join(parts.dataFolder, 'voicebot', profile, 'voicebot.db'),
  };
}

function profileName(name = 'default'): string {
  if (/^[A-Za-z0-9][A-Za-z0-9_.-]{0,63}$/.test(name)) return name;
  throw new Problem('usage', {
    code: 'invalid_profile',
    message: `"${name}" cannot be the name of a profile.`,
    hint: 'Use letters, digits, - and _, such as acme-sydney.',
  });
}

/** Whether this is the address of a simulator here, so that nobody is phoned whatever happens. */
export function isOnThisMachine(baseUrl: string | undefined): boolean {
  if (baseUrl === undefined || !URL.canParse(baseUrl)) return false;
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(baseUrl).hostname);
}

/** Pretending that it is another time is for rehearsals: with the real Retell it would phone people at the wrong hour. */
function openClock(settings: Settings, parts: Parts): Clock {
  const startsAt = settings.pretendedNow;
  if (!startsAt) return parts.clock({});
  if (isOnThisMachine(settings.baseUrl)) return parts.clock({ startsAt });
  throw new Problem('usage', {
    code: 'pretended_time_with_real_calls',
    message: 'VOICEBOT_NOW is set, and RETELL_BASE_URL is not a simulator on this machine.',
    hint: 'Unset VOICEBOT_NOW, or rehearse with RETELL_BASE_URL=http://127.0.0.1:4010.',
  });
}

/** A `.env` in whatever folder one stands in must not send the profile's key to an address of its own. */
function refuseStrayAddress(settings: Settings): void {
  const origins = new Map(settings.texts().map(({ name, origin }) => [name, origin]));
  const isStray = origins.get('RETELL_BASE_URL') === './.env' && origins.get('RETELL_API_KEY') !== './.env';
  if (!isStray || isOnThisMachine(settings.baseUrl)) return;
  throw new Problem('usage', {
    code: 'stray_base_url',
    message: `./.env sets RETELL_BASE_URL to ${settings.baseUrl}, and the key comes from ${origins.get('RETELL_API_KEY')}.`,
    hint: 'A key is sent only to an address that stands beside it: set both in ./.env, or take the address out.',
  });
}

async function connect(settings: Settings, parts: Parts, log: Terminal | undefined): Promise<Telephony> {
  const { apiKey, baseUrl, requestTimeout } = settings;
  if (!apiKey) {
    throw new Problem('not_set_up', {
      code: 'missing_api_key',
      message: 'There is no Retell API key.',
      hint: "Run 'voicebot init', or set RETELL_API_KEY. To try without an account: 'voicebot demo'.",
    });
  }
  refuseStrayAddress(settings);
  return parts.connect({
    apiKey,
    requestTimeout,
    ...(baseUrl ? { baseUrl } : {}),
    ...(log ? { log: (line) => log.err(log.paintErr.dim(printable(line))) } : {}),
  });
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
