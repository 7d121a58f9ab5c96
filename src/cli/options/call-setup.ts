import { Problem } from '../../domain/problem.ts';
import type { Settings } from '../../settings/settings.ts';
import type { Context } from '../context.ts';

export interface CallSetup {
  /** E.164 */
  fromNumber: string;
  agentId: string;
}

/**
 * From which number and with which agent: what the options say; on a terminal a question with the setting as its
 * proposal; else the setting.
 *
 * @throws Problem `missing_from_number`, `missing_agent`, or `invalid_phone_number`
 */
export async function settleCallSetup(
  { settings, terminal }: Context,
  options: { from?: string | undefined; agent?: string | undefined },
): Promise<CallSetup> {
  const given = async (option: string | undefined, setting: string | undefined, question: string) =>
    option ?? (terminal.canPrompt ? await terminal.input(question, setting) : setting);
  const from = await given(options.from, settings.fromNumber, 'Call from which number?');
  if (!from) {
    throw new Problem('not_set_up', {
      code: 'missing_from_number',
      message: 'There is no number to call from.',
      hint: 'Add --from NUMBER, or set VOICEBOT_FROM_NUMBER to one of your numbers at Retell.',
    });
  }
  const agentId = await given(options.agent, settings.agentId, 'With which agent?');
  if (!agentId) {
    throw new Problem('not_set_up', {
      code: 'missing_agent',
      message: 'There is no agent to make the call.',
      hint: 'Add --agent ID, or set VOICEBOT_AGENT_ID to one of your agents at Retell.',
    });
  }
  return { fromNumber: await readFromNumber(settings, from, !options.from && !terminal.canPrompt), agentId };
}

async function readFromNumber(settings: Settings, text: string, isSetting: boolean): Promise<string> {
  const { requirePhoneNumber } = await import('../../domain/contacts/phone-number.ts');
  try {
    return requirePhoneNumber(text, settings.country);
  } catch (error) {
    throw isSetting && error instanceof Problem ? settings.wrong('VOICEBOT_FROM_NUMBER', error) : error;
  }
}
