import { requirePhoneNumber } from '../domain/contacts/phone-number.ts';
import { Problem } from '../domain/problem.ts';
import type { Settings } from '../settings/definitions.ts';

/** What every call needs besides a contact. */
export interface CallSetup {
  /** E.164 */
  fromNumber: string;
  agentId: string;
}

/**
 * Returns the number to call from and the agent, by default those of the settings.
 *
 * @throws Problem `missing_from_number`, `missing_agent`, or `invalid_phone_number`
 */
export function requireCallSetup(
  settings: Settings,
  given: { from?: string | undefined; agent?: string | undefined },
): CallSetup {
  const from = given.from ?? settings.fromNumber;
  if (!from) {
    throw new Problem('not_set_up', {
      code: 'missing_from_number',
      message: 'No number to call from is set.',
      hint: 'Add --from NUMBER, or set VOICEBOT_FROM_NUMBER to one of your numbers at Retell.',
    });
  }
  const agentId = given.agent ?? settings.agentId;
  if (!agentId) {
    throw new Problem('not_set_up', {
      code: 'missing_agent',
      message: 'No agent is set.',
      hint: 'Add --agent ID, or set VOICEBOT_AGENT_ID to one of your agents at Retell.',
    });
  }
  return { fromNumber: parseFromNumber(settings, from, given.from === undefined), agentId };
}

function parseFromNumber(settings: Settings, text: string, isSetting: boolean): string {
  try {
    return requirePhoneNumber(text, settings.country);
  } catch (error) {
    throw isSetting && error instanceof Problem ? settings.wrong('VOICEBOT_FROM_NUMBER', error) : error;
  }
}
