import { homedir } from 'node:os';
import { parseArgs } from 'node:util';
import { presetNames } from '../../domain/calls/call-times/preset-names.ts';
import {
  type CompletedKind,
  type Completion,
  completedKinds,
  mostCompletions,
} from '../../operations/ports/completion/completions.ts';
import { settingNames } from '../../settings/definitions.ts';
import { knownProfiles } from '../../settings/profiles/known-profiles.ts';
import { type ProfileOptions, settingsFor } from '../../settings/profiles/profile.ts';
import type { Parts } from '../parts.ts';
import { printable } from '../terminal/printable.ts';
import { withoutDatabase } from './kinds.ts';

/**
 * `__complete KIND START [--profile …] [--db …] [--env-file …]`, which completion scripts call: prints what can complete a word, one
 * a line, each with a tab and what it is. Whatever goes wrong, it prints nothing: a person who presses TAB has not asked for anything.
 */
export async function printCompletions(
  [kind = '', start = '', ...globals]: string[],
  parts: Parts,
): Promise<void> {
  try {
    const found = await completionsOf(kind, start, optionsOf(globals), parts);
    const lines = found
      .slice(0, mostCompletions * 10)
      .filter(isTypable)
      .map(lineOf);
    if (lines.length > 0) parts.streams.stdout.write(`${lines.join('\n')}\n`);
  } catch {
    // Such as no database yet, or one that is busy.
  }
}

async function completionsOf(
  kind: string,
  start: string,
  options: ProfileOptions,
  parts: Parts,
): Promise<Completion[]> {
  const own = withoutDatabase.find((one) => one === kind);
  if (own === 'profile') return startingWith(start, knownProfiles(parts));
  if (own === 'setting') return settingsStartingWith(start);
  if (own === 'zone') return startingWith(start, Intl.supportedValuesOf('timeZone'));
  const stored = completedKinds.find((one) => one === kind);
  if (!stored) return [];
  const { settings } = settingsFor(options, parts);
  const set = settingOf(stored, settings);
  const found = await parts.completions(settings.database, stored, start);
  const more = startingWith(start, stored === 'call-times' ? [...presetNames, 'off'] : set);
  const known = new Set(found.map(({ word }) => word));
  return [...found, ...more.filter(({ word }) => !known.has(word))];
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

function startingWith(start: string, words: readonly string[]): Completion[] {
  const wanted = start.toLowerCase();
  return words.filter((word) => word.toLowerCase().startsWith(wanted)).map((word) => ({ word, about: '' }));
}

/** A word that would not be the same after it is cleaned could not be typed anyway; nor could one that begins like an option. */
function isTypable({ word }: Completion): boolean {
  return word !== '' && printable(word) === word && !word.startsWith('-');
}

function lineOf({ word, about }: Completion): string {
  return about === '' ? word : `${word}\t${printable(about).slice(0, 80)}`;
}

function optionsOf(args: string[]): ProfileOptions {
  const { values } = parseArgs({
    args,
    strict: false,
    options: { profile: { type: 'string' }, db: { type: 'string' }, 'env-file': { type: 'string' } },
  });
  const [profile, db, envFile] = [values.profile, values.db, values['env-file']].map((value) =>
    typeof value === 'string' ? value : undefined,
  );
  return { profile, db: atHome(db), envFile: atHome(envFile) };
}

/** The shell has not expanded what it hands over. */
function atHome(path: string | undefined): string | undefined {
  return path?.replace(/^~(?=\/)/, homedir());
}
