import { text as allTextOf } from 'node:stream/consumers';
import { countryCode } from '../../domain/contacts/country.ts';
import { formatPhoneNumber, requirePhoneNumber } from '../../domain/contacts/phone-number.ts';
import { Problem } from '../../domain/problem.ts';
import { requireTimeZone } from '../../domain/time/time-zone.ts';
import type { Agent } from '../../operations/ports/telephony.ts';
import { parseApiKey } from '../../settings/values.ts';
import { hintOf } from '../hints.ts';
import { printable } from '../terminal/printable.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What Retell has for a key; empty lists where it was not asked. */
export interface Account {
  /** E.164 */
  fromNumbers: string[];
  agents: Agent[];
}

/** A value as an option gives it, and as it stands in the profile now. */
export interface Answer {
  given: string | undefined;
  present: string | undefined;
}

/** A longer list is no longer easier than typing. */
const longestList = 50;

/** @throws Problem `missing_api_key`, `invalid_api_key` */
export async function settleApiKey(
  terminal: Terminal,
  { fromStandardInput, present }: { fromStandardInput: boolean; present: string | undefined },
): Promise<string> {
  if (fromStandardInput && !terminal.mayAsk) return readApiKey(await allTextOf(terminal.stdin));
  if (!terminal.mayAsk) return readApiKey(present ?? '');
  const question = present ? 'Retell API key (Enter keeps the present one)' : 'Retell API key';
  return askUntil(terminal, async () => readApiKey((await terminal.askSecret(question)) || (present ?? '')));
}

export function settleCountry(terminal: Terminal, answer: Answer): Promise<string> {
  return settleText(terminal, answer, 'Numbers without + are of which country?', readCountry);
}

export function settleTimezone(terminal: Terminal, answer: Answer): Promise<string> {
  return settleText(terminal, answer, 'Your time zone?', requireTimeZone);
}

/** @returns E.164 @throws Problem `invalid_phone_number`, `unknown_from_number` */
export function settleFromNumber(
  terminal: Terminal,
  answer: Answer,
  { fromNumbers }: Account,
  country: string,
): Promise<string> {
  const choices = fromNumbers.map((value) => ({ name: printable(formatPhoneNumber(value)), value }));
  const read = (text: string) =>
    requireOneOf(choices, requirePhoneNumber(text, country), {
      code: 'unknown_from_number',
      message: (number) => `${number} is not a number of this account at Retell.`,
    });
  return settleChoice(terminal, answer, 'Call from which number?', choices, read);
}

/** @throws Problem `unknown_agent` */
export function settleAgent(terminal: Terminal, answer: Answer, { agents }: Account): Promise<string> {
  const choices = agents.map(({ id, name }) => ({
    name: printable(name ? `${name} (${id})` : id),
    value: id,
  }));
  const read = (text: string) =>
    requireOneOf(choices, text.trim(), {
      code: 'unknown_agent',
      message: (id) => `There is no agent "${id}" in this account at Retell.`,
    });
  return settleChoice(terminal, answer, 'Which agent makes the calls?', choices, read);
}

interface Choice {
  name: string;
  value: string;
}

type Read = (text: string) => string;

/** The present value heads the list, so that Enter keeps it. */
async function settleChoice(
  terminal: Terminal,
  answer: Answer,
  question: string,
  choices: Choice[],
  read: Read,
): Promise<string> {
  const isShort = choices.length > 0 && choices.length <= longestList;
  if (answer.given !== undefined || !terminal.mayAsk || !isShort) {
    return settleText(terminal, answer, question, read);
  }
  const isPresent = ({ value }: Choice) => Number(value === answer.present);
  return terminal.choose(
    question,
    choices.toSorted((a, b) => isPresent(b) - isPresent(a)),
  );
}

async function settleText(terminal: Terminal, answer: Answer, question: string, read: Read): Promise<string> {
  if (answer.given !== undefined || !terminal.mayAsk) return read(answer.given ?? answer.present ?? '');
  return askUntil(terminal, async () => read(await terminal.ask(question, answer.present)));
}

/** Asks again for as long as the answer will not do. */
async function askUntil(terminal: Terminal, ask: () => Promise<string>): Promise<string> {
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      terminal.err(terminal.paintErr.yellow(printable(`${error.message} ${hintOf(error) ?? ''}`.trim())));
    }
  }
}

function readApiKey(text: string): string {
  const key = parseApiKey(text);
  if (key) return key;
  const where = "from Retell's dashboard: Settings, API Keys.";
  if (text.trim() === '') {
    throw new Problem('usage', {
      code: 'missing_api_key',
      message: 'There is no API key.',
      hint: `Copy it ${where}`,
    });
  }
  throw new Problem('usage', {
    code: 'invalid_api_key',
    message: 'That is not an API key: it contains spaces or special characters.',
    hint: `Paste only the key, ${where}`,
  });
}

function readCountry(text: string): string {
  const code = countryCode(text);
  if (code) return code;
  throw new Problem('usage', {
    code: 'invalid_country',
    message: `"${text}" is not a country code that voicebot knows phone numbers for.`,
    hint: 'Use a two-letter country code, such as AU.',
  });
}

/** What Retell has not listed, or was not asked for, is taken as it is. */
function requireOneOf(
  choices: Choice[],
  value: string,
  unknown: { code: string; message: (value: string) => string },
): string {
  if (choices.length === 0 || choices.some((choice) => choice.value === value)) return value;
  const shown = choices.slice(0, 5).map((choice) => choice.name);
  if (choices.length > shown.length) shown.push(`and ${choices.length - shown.length} more`);
  throw new Problem('not_set_up', {
    code: unknown.code,
    message: unknown.message(value),
    hint: `It has: ${shown.join(', ')}. With --no-check it is written all the same.`,
  });
}
