import { isSecret } from '../../../settings/definitions.ts';
import { paint, type StyledText, styled } from '../../terminal/styled-text.ts';

/** Returns the text of a setting for the screen. Only the end of a key is shown, and nothing of a short one. */
export function shownText(name: string, text: string): string {
  if (!isSecret(name)) return text;
  return text.length >= 16 ? `••••${text.slice(-4)}` : '••••';
}

/** Returns a line for each setting: `  NAME=value`. */
export function settingLines(settings: readonly { name: string; text: string }[]): StyledText[] {
  return settings.map(({ name, text }) => styled`  ${paint.dim(`${name}=`)}${shownText(name, text)}`);
}
