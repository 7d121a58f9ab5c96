import { isCallTimesName } from '../../domain/calls/call-times/choice.ts';
import { presetOf } from '../../domain/calls/call-times/presets.ts';
import { type Check, warning } from '../../operations/health/check.ts';
import type { CallTimesStore } from '../../operations/ports/rules/call-times-store.ts';
import { knownCallTimes } from '../../session/call-times-setting.ts';
import type { Settings } from '../../settings/definitions.ts';
import { unreadSettings } from '../../settings/unread-settings.ts';

/** Warns of settings of a `./.env` that do not count, as it has not been allowed. */
export function checkLeftOut(settings: Settings): Check[] {
  const leftOut = settings.texts().flatMap(({ name, leftOut: value }) => (value ? [{ name, ...value }] : []));
  const [first] = leftOut;
  if (!first) return [];
  const names = leftOut.map(({ name }) => name).join(', ');
  const why = first.file.limit === 'declined' ? 'you declined' : 'you have not allowed';
  return [
    warning('env_file', `${first.file.path} sets ${names}, which ${why}: left out.`, {
      facts: { path: first.file.path },
    }),
  ];
}

/** Warns if no call times are set: a phone may ring at any hour. */
export function checkHasCallTimes(settings: Settings): Check[] {
  const texts = settings.texts();
  const written = texts.find(({ name }) => name === 'VOICEBOT_CALL_TIMES');
  if (written?.text !== undefined || written?.leftOut) return [];
  const country = texts.find(({ name }) => name === 'VOICEBOT_COUNTRY')?.text ?? '';
  return [
    warning('call_times', 'No call times are set: a due call rings at any hour of the day or night.', {
      facts: { times: presetOf(country)?.name ?? 'Mon-Fri 09:00-20:00' },
    }),
  ];
}

/** Checks that the database knows the call times of the settings, if they are a name. Others are checked with the settings. */
export async function checkNamedCallTimes(
  settings: Settings,
  store: Pick<CallTimesStore, 'namedCallTimes'>,
): Promise<Check[]> {
  const text = settings.callTimesText;
  if (text === undefined || !isCallTimesName(text)) return [];
  await knownCallTimes(settings, store);
  return [];
}

/** Warns of what looks like a setting but is not read. */
export function checkUnread(settings: Settings): Check[] {
  return unreadSettings(settings.layers).map(({ name, origin, reason }) =>
    warning('unread_setting', name === null ? `${origin}: ${reason}` : `${name} (${origin}): ${reason}`),
  );
}
