import { callTimesNotFound, chooseCallTimes } from '../domain/calls/call-times/choice.ts';
import { Problem } from '../domain/problem.ts';
import type { CallTimesSetting } from '../operations/calling/calling.ts';
import type { CallTimesStore } from '../operations/ports/rules/call-times-store.ts';
import type { Settings } from '../settings/definitions.ts';

/**
 * Returns the call times of the settings: `off` for at any hour, undefined if the operator has not said.
 *
 * @throws Problem `invalid_setting`
 */
export function callTimesSetting(settings: Settings): CallTimesSetting {
  const text = settings.callTimesText;
  if (text === undefined || text.toLowerCase() === 'off') return text === undefined ? undefined : 'off';
  try {
    return chooseCallTimes(text);
  } catch (error) {
    throw error instanceof Problem ? settings.wrong('VOICEBOT_CALL_TIMES', error) : error;
  }
}

/** Does the same, and checks that the database knows them if they are a name. @throws Problem `invalid_setting` */
export async function knownCallTimes(
  settings: Settings,
  store: Pick<CallTimesStore, 'namedCallTimes'>,
): Promise<CallTimesSetting> {
  const choice = callTimesSetting(settings);
  if (choice === undefined || choice === 'off' || !('named' in choice)) return choice;
  const names = (await store.namedCallTimes()).map(({ name }) => name);
  if (names.includes(choice.named)) return choice;
  throw settings.wrong('VOICEBOT_CALL_TIMES', callTimesNotFound(choice.named, names));
}
