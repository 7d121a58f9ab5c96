import { requirePhoneNumber } from '../../domain/contacts/phone-number.ts';
import { Problem } from '../../domain/problem.ts';
import type { Settings } from '../../settings/definitions.ts';
import { type AccountChoices, accountChoices, menuOf } from '../asking/account.ts';
import { refusalOf } from '../asking/can-ask.ts';
import type { Context } from '../context.ts';
import type { Choice } from '../terminal/prompts.ts';

export interface CallSetup {
  /** E.164 */
  fromNumber: string;
  agentId: string;
}

interface SetupOptions {
  from?: string | undefined;
  agent?: string | undefined;
  /** Whether to ask even for what is given. */
  ask?: boolean | undefined;
}

/**
 * Gets the number to call from and the agent: from the options, from the operator with the setting as the default, or, without a
 * terminal to ask on, from the settings.
 *
 * @throws Problem `missing_from_number`, `missing_agent`, or `invalid_phone_number`
 */
export async function settleCallSetup(context: Context, options: SetupOptions): Promise<CallSetup> {
  const { settings, terminal } = context;
  const isAsked = (option: string | undefined) =>
    terminal.canPrompt && (option === undefined || Boolean(options.ask));
  const [asksNumber, asksAgent] = [isAsked(options.from), isAsked(options.agent)];
  const account = asksNumber || asksAgent ? await accountChoices(context) : undefined;
  const from = asksNumber
    ? await askForNumber(context, account, options.from ?? settings.fromNumber)
    : (options.from ?? settings.fromNumber);
  if (!from) {
    throw new Problem('not_set_up', {
      code: 'missing_from_number',
      message: 'No number to call from is set.',
      hint: 'Add --from NUMBER, or set VOICEBOT_FROM_NUMBER to one of your numbers at Retell.',
    });
  }
  const agentId = asksAgent
    ? await choose(context, 'Which agent to use?', account?.agents, options.agent ?? settings.agentId)
    : (options.agent ?? settings.agentId);
  if (!agentId) {
    throw new Problem('not_set_up', {
      code: 'missing_agent',
      message: 'No agent is set.',
      hint: 'Add --agent ID, or set VOICEBOT_AGENT_ID to one of your agents at Retell.',
    });
  }
  return { fromNumber: parseFromNumber(settings, from, !options.from && !terminal.canPrompt), agentId };
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

function parseFromNumber(settings: Settings, text: string, isSetting: boolean): string {
  try {
    return requirePhoneNumber(text, settings.country);
  } catch (error) {
    throw isSetting && error instanceof Problem ? settings.wrong('VOICEBOT_FROM_NUMBER', error) : error;
  }
}
