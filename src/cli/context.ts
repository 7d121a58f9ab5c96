import { dirname } from 'node:path';
import { Problem } from '../domain/problem.ts';
import { once, openSession, type Session } from '../session/session.ts';
import type { Settings } from '../settings/definitions.ts';
import { settingsFor } from '../settings/profiles/profile.ts';
import { secretsIn } from '../settings/profiles/secrets-in.ts';
import { secretsOf } from '../settings/secrets.ts';
import type { ExitCode } from './exit-codes.ts';
import { haltLine } from './halt-line.ts';
import type { Parts } from './parts.ts';
import { profileToName } from './profiles/for-profile.ts';
import { renewSettings } from './profiles/renew-settings.ts';
import { createOutput, type Output } from './terminal/output.ts';
import type { ColourChoice } from './terminal/screen/colour.ts';
import { paint } from './terminal/styled-text.ts';
import { openTerminal, type Terminal } from './terminal/terminal.ts';
import { openLog } from './unattended/log-file.ts';

/** The global options: they work before and after every command. */
export interface GlobalOptions {
  profile?: string | undefined;
  /** Every one that the command line names; `profile` is the last. */
  profiles?: readonly string[] | undefined;
  db?: string | undefined;
  envFile?: string | undefined;
  color?: ColourChoice | undefined;
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
  /** Takes `--profile` more than once. */
  takesProfiles?: boolean;
  /** May make phones ring: it says which profile's, if that is not `default`. */
  placesCalls?: boolean;
  /** Tells of a halt itself, so that no line about it is added. */
  tellsOfHalt?: boolean;
  /** Prints only failures, as with `--quiet`, and appends all there is to say to this file. */
  log?: string | undefined;
}

/** What an act works with. Whatever takes time or can fail is opened on first use. */
export interface Context extends Session {
  terminal: Terminal;
  output: Output;
  parts: Parts;
  /** The path of this profile's settings file. */
  profileFile: string;
  /** The absolute path of the file that `--env-file` names. */
  envFile: string | undefined;
  /** The profiles that the command line names, in order. */
  namedProfiles: readonly string[];
  /** Returns the settings as they are now, from wherever the command has them. @throws Problem if they cannot be read */
  renewedSettings(): Settings;
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
  const namedProfiles = globals.profiles ?? [];
  if (!traits.takesProfiles) requireOneProfile(namedProfiles);
  const { settings, profileFile, envFile } = settingsFor(globals, parts, traits.newProfile);
  const terminal = openTerminal(parts.streams, {
    environment: parts.environment,
    color: globals.color,
    noInput: globals.input === false,
    yes: globals.yes ?? false,
    quiet: (globals.quiet ?? false) || traits.log !== undefined,
    log: openLog(traits.log, parts),
    pager: isPaging(globals, parts) ? parts.showInPager : undefined,
  });
  terminal.conceal(secretsOf(parts.environment));
  terminal.conceal(secretsIn(settings));
  const leftOut = settings.texts().map(({ name, leftOut: left }) => [name, left?.text]);
  terminal.conceal(secretsOf(Object.fromEntries(leftOut)));
  const session = openSession(settings, parts, {
    createsDatabase: traits.createsDatabase,
    onUpdate: (copy) =>
      terminal.note(`The database was updated for this version. A copy of the old one is at ${copy}`),
    onOpen: async (store) => {
      const halt = traits.tellsOfHalt ? undefined : await store.standingHalt();
      if (halt) terminal.note(haltLine(halt, output.show));
    },
    log: globals.debug ? (line) => terminal.err(paint.dim(line)) : undefined,
  });
  const output = createOutput(terminal, {
    json: globals.json ?? false,
    csv: globals.csv ?? false,
    fields: globals.fields,
    reader: once(() => ({ zone: settings.timezone, locale: settings.locale })),
    now: () => session.clock().now(),
    profile: once(() => profileToName(settings.profile, parts)),
  });
  return {
    ...session,
    terminal,
    output,
    parts,
    profileFile,
    envFile,
    namedProfiles,
    // `profiles use` may have been run meanwhile.
    renewedSettings: () =>
      renewSettings({ ...globals, kept: settings.profile }, settings, { parts, terminal }),
  };
}

/** @throws Problem `several_profiles`: which one's people would be called is a guess */
function requireOneProfile(named: readonly string[]): void {
  const [first, ...others] = new Set(named);
  if (others.length === 0) return;
  throw new Problem('usage', {
    code: 'several_profiles',
    message: `--profile names ${others.length + 1} profiles: ${[first, ...others].join(', ')}.`,
    hint: 'This command is for one of them.',
  });
}

/** Whether the user can leave a pager, and wants one. */
function isPaging({ input, pager }: GlobalOptions, { streams, environment }: Parts): boolean {
  return input !== false && pager !== false && Boolean(streams.stdin.isTTY) && environment['TERM'] !== 'dumb';
}

/** Carries out a parsed command. @returns the exit code if it is not 0 */
export type Act = (context: Context) => Promise<ExitCode | undefined> | Promise<void>;

/** Runs an act with a context. Parsing needs no context, so `--help` works without a key or a database. */
export type Run = (act: Act, traits?: CommandTraits) => Promise<void>;

/** Runs a whole command line with these parts; the demo runs its commands this way. */
export type RunWords = (words: string[], parts: Parts) => Promise<ExitCode>;
