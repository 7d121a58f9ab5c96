import { dirname } from 'node:path';
import type { Clock } from '../domain/time/clock.ts';
import { type Calling, callingFrom } from '../operations/calling/calling.ts';
import type { Store } from '../operations/ports/store.ts';
import type { Telephony } from '../operations/ports/telephony.ts';
import type { Settings } from '../settings/definitions.ts';
import { clockFor, settingsFor } from '../settings/profiles/profile.ts';
import { secretsOf } from '../settings/secrets.ts';
import { connect, recordingsFolder } from './connect.ts';
import type { ExitCode } from './exit-codes.ts';
import { haltLine } from './halt-line.ts';
import { fillIfPossible } from './holidays/fill.ts';
import { knownCallTimes } from './options/call-times-setting.ts';
import type { Parts } from './parts.ts';
import { createOutput, type Output } from './terminal/output.ts';
import { openTerminal, type Terminal } from './terminal/terminal.ts';

/** The global options: they work before and after every command. */
export interface GlobalOptions {
  profile?: string | undefined;
  db?: string | undefined;
  envFile?: string | undefined;
  json?: boolean | undefined;
  csv?: boolean | undefined;
  fields?: string[] | undefined;
  /** False with `--no-input`. */
  input?: boolean | undefined;
  yes?: boolean | undefined;
  quiet?: boolean | undefined;
  debug?: boolean | undefined;
  /** False with `--no-pager`. */
  pager?: boolean | undefined;
}

/** What sets a command apart from most. */
export interface CommandTraits {
  /** Its profile need not exist yet. */
  newProfile?: boolean;
  /** Creates the database if there is none. */
  createsDatabase?: boolean;
  /** Uses no settings, or only shows them: nothing is asked about `./.env`. */
  usesNoSettings?: boolean;
  /** May make phones ring: it says which profile's, if that is not `default`. */
  placesCalls?: boolean;
  /** Tells of a halt itself, so that no line about it is added. */
  tellsOfHalt?: boolean;
}

/** What an act works with. Whatever takes time or can fail is opened on first use. */
export interface Context {
  settings: Settings;
  terminal: Terminal;
  output: Output;
  parts: Parts;
  /** Returns the real clock, or in a rehearsal one that starts at VOICEBOT_NOW. */
  clock(): Clock;
  /** The path of this profile's settings file. */
  profileFile: string;
  /** The absolute path of the file that `--env-file` names. */
  envFile: string | undefined;
  store(): Promise<Store>;
  /** @throws Problem `missing_api_key` */
  telephony(): Promise<Telephony>;
  /** Returns everything that placing calls needs. */
  calling(): Promise<Calling>;
  /** Returns the same by the settings as they are now, on the open database. @throws Problem if they cannot be read */
  renewedCalling(): Promise<Calling>;
  /** Fills in the public holidays of countries, as far as less than a year of them is known. */
  coverHolidays(countries: Iterable<string>): Promise<void>;
  /** Closes the database, if it was opened. */
  close(): void;
}

/**
 * Opens the context of a command. Asks the operator, where there is a terminal, about a `./.env` that has not been allowed.
 *
 * @throws Problem if the profile or its settings file cannot be read
 */
export async function openContext(
  globals: GlobalOptions,
  parts: Parts,
  traits: CommandTraits,
): Promise<Context> {
  const context = createContext(globals, parts, traits);
  if (traits.placesCalls && context.terminal.widthErr !== undefined) {
    const { noteProfile } = await import('./profiles/note-profile.ts');
    noteProfile(context.settings, context.terminal, parts);
  }
  if (traits.usesNoSettings || !context.settings.texts().some(({ leftOut }) => leftOut)) return context;
  const { askAboutEnvFile } = await import('./setup/env-file/ask.ts');
  const { settings, terminal, profileFile } = context;
  const isAllowed = await askAboutEnvFile(settings, terminal, dirname(profileFile));
  return isAllowed ? createContext(globals, parts, traits) : context;
}

function createContext(globals: GlobalOptions, parts: Parts, traits: CommandTraits): Context {
  const { settings, profileFile, envFile } = settingsFor(globals, parts, traits.newProfile);
  const terminal = openTerminal(parts.streams, {
    environment: parts.environment,
    noInput: globals.input === false,
    yes: globals.yes ?? false,
    quiet: globals.quiet ?? false,
    pager: isPaging(globals, parts) ? parts.showInPager : undefined,
  });
  terminal.conceal(secretsOf(parts.environment));
  const texts = settings.texts();
  terminal.conceal(secretsOf(Object.fromEntries(texts.map(({ name, text }) => [name, text]))));
  terminal.conceal(secretsOf(Object.fromEntries(texts.map(({ name, leftOut }) => [name, leftOut?.text]))));
  const clock = once(() => clockFor(settings, parts));
  const output = createOutput(terminal, {
    json: globals.json ?? false,
    csv: globals.csv ?? false,
    fields: globals.fields,
    reader: once(() => ({ zone: settings.timezone, locale: settings.locale })),
    now: () => clock().now(),
  });
  let opened: Store | undefined;
  const store = once(async () => {
    let isNew = traits.createsDatabase ?? false;
    opened = await parts.openStore(settings.database, {
      create: isNew,
      onUpdate: (copy) => {
        isNew = true;
        terminal.note(`The database was updated for this version. A copy of the old one is at ${copy}`);
      },
    });
    const halt = traits.tellsOfHalt ? undefined : await opened.standingHalt();
    if (halt) terminal.note(haltLine(halt, output.show));
    if (isNew) await fillIfPossible(() => [settings.country], opened, { parts, clock });
    return opened;
  });
  const connectBy = (some: Settings) =>
    once(() => connect(some, { parts, clock: clock(), log: globals.debug ? terminal : undefined }));
  const telephony = connectBy(settings);
  const callingWith = async (current: Settings, connection: Calling['telephony'], at: Clock) => {
    const opened = await store();
    return callingFrom(current, {
      store: opened,
      callTimes: await knownCallTimes(current, opened),
      telephony: connection,
      clock: at,
      simulated: current.isLocal,
      machine: await parts.machine(),
      calendar: parts.holidayCalendar,
      recordings: {
        files: await parts.openRecordings(recordingsFolder(current)),
        keepFor: current.keepRecordings,
      },
    });
  };
  return {
    settings,
    terminal,
    output,
    parts,
    clock,
    profileFile,
    envFile,
    store,
    telephony,
    calling: async () => callingWith(settings, telephony, clock()),
    renewedCalling: async () => {
      const renewed = settingsFor(globals, parts, traits.newProfile).settings;
      terminal.conceal(secretsOf(Object.fromEntries(renewed.texts().map(({ name, text }) => [name, text]))));
      // A rehearsal's clock must not time real calls, and goes on as long as the rehearsal does.
      const renewedClock = clockFor(renewed, parts);
      const isSameTime = renewed.pretendedNow?.getTime() === settings.pretendedNow?.getTime();
      return callingWith(renewed, connectBy(renewed), isSameTime ? clock() : renewedClock);
    },
    coverHolidays: async (countries) => fillIfPossible(() => countries, await store(), { parts, clock }),
    close: () => opened?.close(),
  };
}

/** Whether the user can leave a pager, and wants one. */
function isPaging({ input, pager }: GlobalOptions, { streams, environment }: Parts): boolean {
  return input !== false && pager !== false && Boolean(streams.stdin.isTTY) && environment['TERM'] !== 'dumb';
}

function once<T>(create: () => T): () => T {
  let result: { value: T } | undefined;
  return () => {
    result ??= { value: create() };
    return result.value;
  };
}

/** Carries out a parsed command. @returns the exit code if it is not 0 */
export type Act = (context: Context) => Promise<ExitCode | undefined> | Promise<void>;

/** Runs an act with a context. Parsing needs no context, so `--help` works without a key or a database. */
export type Run = (act: Act, traits?: CommandTraits) => Promise<void>;

/** Runs a whole command line with these parts; the demo runs its commands this way. */
export type RunWords = (words: string[], parts: Parts) => Promise<ExitCode>;
