import { Problem } from '../../../domain/problem.ts';
import { decide } from '../../../settings/allowed-files.ts';
import type { Settings } from '../../../settings/definitions.ts';
import type { Terminal } from '../../terminal/terminal.ts';
import { settingLines } from './shown-settings.ts';

/**
 * Asks the operator once whether a `./.env` may set what it would set, and keeps the answer.
 *
 * @returns whether it is allowed now, so that settings must be read again
 */
export async function askAboutEnvFile(
  settings: Settings,
  terminal: Terminal,
  profileFolder: string,
): Promise<boolean> {
  const leftOut = settings.texts().flatMap(({ name, leftOut: value }) => (value ? [{ name, ...value }] : []));
  const [first] = leftOut;
  if (first?.file.limit !== 'not_allowed' || !terminal.canPrompt) return false;
  const { path, bytes } = first.file;
  terminal.err([`${path} has not been allowed yet. It would set:`, ...settingLines(leftOut)]);
  const isAllowed = await agrees(terminal, 'Use these settings whenever you work in this folder?');
  decide(profileFolder, path, bytes, isAllowed ? 'allowed' : 'declined');
  return isAllowed;
}

async function agrees(terminal: Terminal, question: string): Promise<boolean> {
  try {
    await terminal.confirm(question, { default: false, unattended: 'refuse', action: 'Using ./.env' });
    return true;
  } catch (error) {
    if (error instanceof Problem && error.code === 'not_confirmed') return false;
    throw error;
  }
}
