import { nearestNames } from '../../nearest-names.ts';
import { Problem } from '../../problem.ts';
import type { CallCalendar } from './call-calendar.ts';
import type { CallTimes } from './call-times.ts';
import { parseCallTimes, parseNamedCallTimes } from './parse-call-times.ts';
import { isPresetName, presetNames } from './preset-names.ts';

/** Call times as a setting or a call has them: a preset or a notation, or a name that the database knows. */
export type CallTimesChoice = CallTimes | { named: string };

/** Words that are no names. */
const reserved = new Set(['off', 'none', 'default', 'closed', 'open', 'holidays']);

/**
 * Reads call times that may be a name: a single word that is no preset.
 *
 * @throws Problem `invalid_call_times`
 */
export function chooseCallTimes(text: string): CallTimesChoice {
  return isCallTimesName(text) ? { named: text.trim().toLowerCase() } : parseCallTimes(text);
}

/** Returns what to record of a choice: {@link chooseCallTimes} reads it. */
export function textOfChoice(choice: CallTimesChoice): string {
  return 'named' in choice ? choice.named : (choice.name ?? choice.text);
}

const namedTimes = new Map<string, CallTimes>();

/** Returns the call times of a choice. @throws Problem `call_times_not_found` if there are none of that name */
export function callTimesOf(
  choice: CallTimesChoice,
  calendar: Pick<CallCalendar, 'callTimesNamed'>,
): CallTimes {
  if (!('named' in choice)) return choice;
  const notation = calendar.callTimesNamed(choice.named);
  if (notation === undefined) throw callTimesNotFound(choice.named);
  const key = `${choice.named} ${notation}`;
  const found = namedTimes.get(key) ?? parseNamedCallTimes(choice.named, notation);
  namedTimes.set(key, found);
  return found;
}

/** Returns the problem of a name that no call times have. @param known the names that some have */
export function callTimesNotFound(name: string, known: readonly string[] = []): Problem {
  const all = [...presetNames, ...known];
  const [near] = nearestNames(name, all);
  return new Problem('not_found', {
    code: 'call_times_not_found',
    message: `There are no call times named "${name}".`,
    facts: { known: all.join(', '), ...(near ? { near } : {}) },
  });
}

/** Returns a name for call times as it is recorded. @throws Problem `invalid_call_times_name` */
export function requireCallTimesName(text: string): string {
  const name = text.trim().toLowerCase();
  if (isCallTimesName(name)) return name;
  throw new Problem('usage', {
    code: 'invalid_call_times_name',
    message: isPresetName(name)
      ? `"${name}" is a preset; choose another name.`
      : `"${text}" cannot be a name of call times.`,
    hint: 'Use one word of letters, digits, - and _ that begins with a letter and is no day of the week, such as reminders.',
  });
}

/** Days without hours are a notation that is not finished. */
const days =
  /^(?:sun(?:day)?|mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|-)+$/;

/** Returns whether a text can only be a name: it is one word, and no preset. */
export function isCallTimesName(text: string): boolean {
  const word = text.trim().toLowerCase();
  const isWord = /^[a-z][a-z0-9_-]{1,39}$/.test(word) && !reserved.has(word) && !days.test(word);
  return isWord && !isPresetName(word);
}
