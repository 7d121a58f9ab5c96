import { requirePhoneNumber } from '../../domain/contacts/phone-number.ts';
import { Problem } from '../../domain/problem.ts';
import type { Settings } from '../../settings/definitions.ts';
import type { Context } from '../context.ts';

export interface CallSetup {
  /** E.164 */
  fromNumber: string;
  agentId: string;
}

/**
 * Gets the number to call from and the agent: from the options, from the operator with the setting as the default, or, without a
 * terminal to ask on, from the settings.
 *
 * @throws Problem `missing_from_number`, `missing_agent`, or `invalid_phone_number`
 */
export async function settleCallSetup(
  { settings, terminal }: Context,
  options: { from?: string | undefined; agent?: string | undefined },
): Promise<CallSetup> {
  const settle = async (option: string | undefined, setting: string | undefined, question: string) =>
    option ?? (terminal.canPrompt ? await terminal.input(question, setting) : setting);
  const from = await settle(options.from, settings.fromNumber, 'Which number to call from?');
  if (!from) {
    throw new Problem('not_set_up', {
      code: 'missing_from_number',
      message: 'No number to call from is set.',
      hint: 'Add --from NUMBER, or set VOICEBOT_FROM_NUMBER to one of your numbers at Retell.',
    });
  }
  const agentId = await settle(options.agent, settings.agentId, 'Which agent to use?');
  if (!agentId) {
    throw new Problem('not_set_up', {
      code: 'missing_agent',
      message: 'No agent is set.',
      hint: 'Add --agent ID, or set VOICEBOT_AGENT_ID to one of your agents at Retell.',
    });
  }
  return { fromNumber: parseFromNumber(settings, from, !options.from && !terminal.canPrompt), agentId };
}

function parseFromNumber(settings: Settings, text: string, isSetting: boolean): string {
  try {
    return requirePhoneNumber(text, settings.country);
  } catch (error) {
    throw isSetting && error instanceof Problem ? settings.wrong('VOICEBOT_FROM_NUMBER', error) : error;
  }
}
