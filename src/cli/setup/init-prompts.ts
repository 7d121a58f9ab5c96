import { text as allTextOf } from 'node:stream/consumers';
import { formatPhoneNumber, requirePhoneNumber } from '../../domain/contacts/phone-number.ts';
import { Problem } from '../../domain/problem.ts';
import { requireTimeZone } from '../../domain/time/time-zone.ts';
import type { Agent } from '../../operations/ports/telephony.ts';
import { parseApiKey } from '../../settings/values.ts';
import { refusalOf } from '../asking/can-ask.ts';
import { requireCountry } from '../options/require-country.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What a key's account at Retell has; empty lists if Retell was not asked. */
export interface Account {
  /** E.164 */
  fromNumbers: string[];
  agents: Agent[];
}

/** Where a setting's value may come from before the operator is asked for it. */
export interface SettingSources {
  option: string | undefined;
  /** The value in the profile's file. */
  current: string | undefined;
}

/** A longer menu is no easier than typing. */
const longestMenu = 50;

/**
 * Gets the API key from standard input, the operator, or the current settings.
 *
 * @param refusal returns why a key that the operator types is refused; undefined if it is not
 * @throws Problem `missing_api_key`, `invalid_api_key`
 */
export async function settleApiKey(
  terminal: Terminal,
  { fromStandardInput, current }: { fromStandardInput: boolean; current: string | undefined },
  refusal: (key: string) => Promise<string | undefined> = async () => undefined,
): Promise<string> {
  if (fromStandardInput && !terminal.canPrompt) return requireApiKey(await allTextOf(terminal.stdin));
  if (!terminal.canPrompt) return requireApiKey(current ?? '');
  const question = current ? 'Retell API key (Enter to keep the current one)' : 'Retell API key';
  const keyIn = (text: string) => requireApiKey(text || (current ?? ''));
  return keyIn(
    await terminal.inputSecret(question, (text) => refusalOf(() => keyIn(text)) ?? refusal(keyIn(text))),
  );
}

/** Gets the country of numbers without +. @throws Problem `unknown_country` */
export function settleCountry(terminal: Terminal, sources: SettingSources): Promise<string> {
  return settleText(terminal, sources, 'Which country are numbers without + from?', requireCountry);
}

/** Gets the operator's time zone. @throws Problem `invalid_timezone` */
export function settleTimezone(terminal: Terminal, sources: SettingSources): Promise<string> {
  return settleText(terminal, sources, 'What is your time zone?', requireTimeZone);
}

/** Gets the number to call from. @returns E.164 @throws Problem `invalid_phone_number`, `unknown_from_number` */
export function settleFromNumber(
  terminal: Terminal,
  sources: SettingSources,
  { fromNumbers }: Account,
  country: string,
): Promise<string> {
  const choices = fromNumbers.map((value) => ({ name: formatPhoneNumber(value), value }));
  const parse = (text: string) =>
    requireOneOf(choices, requirePhoneNumber(text, country), {
      code: 'unknown_from_number',
      message: (number) => `${number} is not a number of this Retell account.`,
    });
  return settleChoice(terminal, sources, 'Which number to call from?', choices, parse);
}

/** Gets the agent. @throws Problem `unknown_agent` */
export function settleAgent(
  terminal: Terminal,
  sources: SettingSources,
  { agents }: Account,
): Promise<string> {
  const choices = agents.map(({ id, name }) => ({
    name: name ? `${name} (${id})` : id,
    value: id,
  }));
  const parse = (text: string) =>
    requireOneOf(choices, requireAgentId(text), {
      code: 'unknown_agent',
      message: (id) => `There is no agent "${id}" in this Retell account.`,
    });
  return settleChoice(terminal, sources, 'Which agent makes the calls?', choices, parse);
}

interface Choice {
  name: string;
  value: string;
}

type Parse = (text: string) => string;

async function settleChoice(
  terminal: Terminal,
  sources: SettingSources,
  question: string,
  choices: Choice[],
  parse: Parse,
): Promise<string> {
  const isShort = choices.length > 0 && choices.length <= longestMenu;
  if (sources.option !== undefined || !terminal.canPrompt || !isShort) {
    return settleText(terminal, sources, question, parse);
  }
  // The current value comes first, so that Enter keeps it.
  const isCurrent = ({ value }: Choice) => Number(value === sources.current);
  return terminal.choose(
    question,
    choices.toSorted((a, b) => isCurrent(b) - isCurrent(a)),
  );
}

/** Gets a text, and parses it. @throws Problem that `parse` throws, without a terminal */
export async function settleText(
  terminal: Terminal,
  { option, current }: SettingSources,
  question: string,
  parse: Parse,
): Promise<string> {
  if (option !== undefined || !terminal.canPrompt) return parse(option ?? current ?? '');
  const check = (text: string) => refusalOf(() => parse(text));
  return parse(await terminal.input(question, current, { check }));
}

function requireApiKey(text: string): string {
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

function requireAgentId(text: string): string {
  const id = text.trim();
  if (/^\S+$/.test(id)) return id;
  throw new Problem('usage', {
    code: 'invalid_agent',
    message: id === '' ? 'There is no agent id.' : `"${id}" is not an agent id: it contains spaces.`,
    hint: "Copy it from Retell's dashboard; it looks like agent_a1b2c3.",
  });
}

/** Accepts any value if the account lists none, or Retell was not asked. */
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
    hint: `The account has: ${shown.join(', ')}. To save it anyway, add --no-check.`,
  });
}
