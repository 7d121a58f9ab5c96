import type { Settings } from '../../settings/definitions.ts';
import { keptProfile } from '../../settings/profiles/kept-profile.ts';
import type { Folders } from '../../settings/profiles/known-profiles.ts';
import { unreadSettings } from '../../settings/unread-settings.ts';
import { isOnThisMachine } from '../../settings/values.ts';
import { paint, styled } from '../terminal/styled-text.ts';
import type { Terminal } from '../terminal/terminal.ts';

/**
 * Tells a person which profile's calls a command is about to place, if that is not simply `default`, and which settings in files are
 * misspelt: without one of them, phones may ring at any hour.
 */
export function noteProfile(settings: Settings, terminal: Terminal, folders: Folders): void {
  const { profile } = settings;
  if (profile !== 'default' || (keptProfile(folders) ?? profile) !== profile) {
    const address = settings.texts().find(({ name }) => name === 'RETELL_BASE_URL')?.text;
    const note = isOnThisMachine(address) ? styled` ${paint.dim(`(simulated: no phone rings)`)}` : '';
    terminal.note(styled`Profile ${paint.bold(profile)}${note}`);
  }
  const inFiles = settings.layers.filter(({ file }) => file !== undefined);
  for (const { name, origin, reason } of unreadSettings(inFiles))
    terminal.note(paint.yellow(`! ${name === null ? '' : `${name} in `}${origin}: ${reason}`));
}
