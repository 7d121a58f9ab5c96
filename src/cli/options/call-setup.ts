import { requirePhoneNumber } from '../../domain/contacts/phone-number.ts';
import { type CallSetup, requireCallSetup } from '../../session/call-setup.ts';
import { type AccountChoices, accountChoices, menuOf } from '../asking/account.ts';
import { refusalOf } from '../asking/can-ask.ts';
import type { Context } from '../context.ts';
import type { Choice } from '../terminal/prompts.ts';

interface SetupOptions {
  from?: string | undefined;
  agent?: string | undefined;
  /** Whether to ask even for what is given. */
  ask?: boolean | undefined;
  /** Whether to ask for what is not given even if it is set: the operator is answering questions anyway. */
  isGuided?: boolean | undefined;
}

/**
 * Gets the number to call from and the agent: from the options, from the settings, or from the operator, with the setting as the default
 * where the operator is asked all the same.
 *
 * @throws Problem `missing_from_number`, `missing_agent`, or `invalid_phone_number`
 */
export async function settleCallSetup(context: Context, options: SetupOptions): Promise<CallSetup> {
  const { settings, terminal } = context;
  const isOpen = (option: string | undefined, setting: string | undefined) =>
    option === undefined && (setting === undefined || Boolean(options.isGuided));
  const isAsked = (option: string | undefined, setting: string | undefined) =>
    terminal.canPrompt && (Boolean(options.ask) || isOpen(option, setting));
  const asksNumber = isAsked(options.from, settings.fromNumber);
  const asksAgent = isAsked(options.agent, settings.agentId);
  const account = asksNumber || asksAgent ? await accountChoices(context) : undefined;
  const from = asksNumber
    ? await askForNumber(context, account, options.from ?? settings.fromNumber)
    : options.from;
  const agent = asksAgent
    ? await choose(context, 'Which agent to use?', account?.agents, options.agent ?? settings.agentId)
    : options.agent;
  return requireCallSetup(settings, { from, agent });
}

function askForNumber(
  context: Context,
  account: AccountChoices | undefined,
  current: string | undefined,
): Promise<string> {
  const { country } = context.settings;
  const check = (text: string) => refusalOf(() => requirePhoneNumber(text, country));
  const known = current !== undefined && check(current) === undefined;
  const number = known ? requirePhoneNumber(current, country) : current;
  return choose(context, 'Which number to call from?', account?.numbers, number, check);
}

/** Asks for one of the choices, or for a text where there are none. */
function choose(
  { terminal }: Context,
  question: string,
  choices: readonly Choice[] = [],
  current: string | undefined,
  check?: (text: string) => string | undefined,
): Promise<string> {
  const menu = menuOf(choices, current);
  if (menu) return terminal.choose(question, menu);
  return terminal.input(question, current, check ? { check } : {});
}
