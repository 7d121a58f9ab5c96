import { homedir } from 'node:os';
import { parseArgs } from 'node:util';
import { presetNames } from '../../../domain/calls/call-times/preset-names.ts';
import { withoutAccents } from '../../../domain/plain-letters.ts';
import {
  type CompletedKind,
  type Completion,
  completedKinds,
  mostCompletions,
} from '../../../operations/ports/completion/completions.ts';
import { type Settings, settingNames } from '../../../settings/definitions.ts';
import { knownProfiles } from '../../../settings/profiles/known-profiles.ts';
import { clockFor, type ProfileOptions, settingsFor } from '../../../settings/profiles/profile.ts';
import type { Parts } from '../../parts.ts';
import { printable } from '../../terminal/printable.ts';
import { namesOfFields, withoutDatabase } from '../kinds.ts';
import { startingWith } from './starting-with.ts';

/** What a completion script says of the command line. */
interface Line extends ProfileOptions {
  /** The command, such as `contacts list`. */
  command: string;
  /** Whether the shell offers only words that begin as they are typed, accents included. */
  asTyped: boolean;
}

/**
 * `__complete KIND START [--command …] [--as-typed] [--profile …] [--db …] [--env-file …]`, which completion scripts call: prints what
 * can complete a word, one a line, each with a tab and what it is. Whatever goes wrong, it prints nothing: a person who presses TAB has
 * not asked for anything.
 */
export async function printCompletions(
  [kind = '', start = '', ...globals]: string[],
  parts: Parts,
): Promise<void> {
  try {
    const found = await completionsOf(kind, start, lineFrom(globals), parts);
    const lines = found
      .slice(0, mostCompletions * 10)
      .filter(isTypable)
      .map(textOf);
    if (lines.length > 0) parts.streams.stdout.write(`${lines.join('\n')}\n`);
  } catch {
    // Such as no database yet, or one that is busy.
  }
}

async function completionsOf(
  kind: string,
  start: string,
  line: Line,
  parts: Parts,
): Promise<(Completion & { time?: string })[]> {
  const own = withoutDatabase.find((one) => one === kind);
  if (own === 'profile') return startingWith(start, knownProfiles(parts));
  if (own === 'setting') return settingsStartingWith(start);
  if (own === 'zone') return startingWith(start, Intl.supportedValuesOf('timeZone'));
  const { settings } = settingsFor(line, parts);
  const names = namesOfFields.find((one) => one === kind);
  if (names) {
    const custom = async (name: string) =>
      parts.completions(settings.database, 'custom-field', name).catch(() => []);
    const { contactOrdersStartingWith, fieldsStartingWith } = await import('./field-names.ts');
    return names === 'fields'
      ? fieldsStartingWith(start, line.command, custom)
      : contactOrdersStartingWith(start, custom);
  }
  const stored = completedKinds.find((one) => one === kind);
  if (!stored) return [];
  // One that begins like an option could not be typed.
  const found = (await parts.completions(settings.database, stored, start)).filter(
    ({ word }) => !word.startsWith('-'),
  );
  const more = startingWith(
    start,
    stored === 'call-times' ? [...presetNames, 'off'] : settingOf(stored, settings),
  );
  const known = new Set(found.map(({ word }) => word));
  const all = [...found, ...more.filter(({ word }) => !known.has(word))];
  const typed = line.asTyped ? all.map((one) => asTyped(one, start)) : all;
  return typed.some(({ at }) => at) ? withTimes(typed, settings, parts) : typed;
}

/** Says when, as lists do: on the clock of the profile. */
async function withTimes(found: readonly Completion[], settings: Settings, parts: Parts) {
  const { formatInstantBriefly } = await import('../../../domain/time/time-display.ts');
  const now = clockFor(settings, parts).now();
  const reader = { zone: settings.timezone, locale: settings.locale };
  return found.map((one) => (one.at ? { ...one, time: formatInstantBriefly(one.at, now, reader) } : one));
}

/** Takes the accents from a name that was typed without them: a search by name finds it so, too. */
function asTyped(found: Completion, start: string): Completion {
  const { word, about } = found;
  if (word.toLowerCase().startsWith(start.toLowerCase())) return found;
  return { ...found, word: withoutAccents(word), about: `${word}, ${about}` };
}

/** Returns settings as they are being typed: `locale`, which `config set` takes too, or `VOICEBOT_LOCALE`. */
function settingsStartingWith(start: string): Completion[] {
  const short = settingNames.map((name) => name.replace(/^VOICEBOT_/, '').toLowerCase());
  const found = /^[a-z]/.test(start) ? startingWith(start, short) : [];
  return found.length > 0 ? found : startingWith(start, settingNames);
}

/** Returns what the settings have of this kind. */
function settingOf(
  kind: CompletedKind,
  settings: { agentId: string | undefined; fromNumber: string | undefined },
) {
  const set = kind === 'agent' ? settings.agentId : kind === 'number' ? settings.fromNumber : undefined;
  return set === undefined ? [] : [set];
}

/** A word that would not be the same after it is cleaned could not be typed anyway. */
function isTypable({ word }: Completion): boolean {
  return word !== '' && printable(word) === word;
}

function textOf({ word, state, time, about }: Completion & { time?: string }): string {
  const what = [state, time, about].filter(Boolean).join(' ');
  return what === '' ? word : `${word}\t${printable(what).slice(0, 80)}`;
}

function lineFrom(args: string[]): Line {
  const { values } = parseArgs({
    args,
    strict: false,
    options: {
      profile: { type: 'string' },
      db: { type: 'string' },
      'env-file': { type: 'string' },
      command: { type: 'string' },
      'as-typed': { type: 'boolean' },
    },
  });
  const [profile, db, envFile, command = ''] = [
    values.profile,
    values.db,
    values['env-file'],
    values.command,
  ].map((value) => (typeof value === 'string' ? value : undefined));
  return { profile, db: atHome(db), envFile: atHome(envFile), command, asTyped: values['as-typed'] === true };
}

/** The shell has not expanded what it hands over. */
function atHome(path: string | undefined): string | undefined {
  return path?.replace(/^~(?=\/)/, homedir());
}
