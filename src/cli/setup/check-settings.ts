import { type Check, warning } from '../../operations/health/check.ts';
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

/** Warns of what looks like a setting but is not read. */
export function checkUnread(settings: Settings): Check[] {
  return unreadSettings(settings.layers).map(({ name, origin, reason }) =>
    warning('unread_setting', name === null ? `${origin}: ${reason}` : `${name} (${origin}): ${reason}`),
  );
}
