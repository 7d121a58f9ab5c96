import { nearestNames } from '../../domain/nearest-names.ts';
import { Problem } from '../../domain/problem.ts';
import { type SettingName, settingNames } from '../definitions.ts';

/**
 * Returns the setting of this name; its prefix may be left out, and case and hyphens do not matter: `timezone`, `api-key`.
 *
 * @throws Problem `unknown_setting`, with the nearest names
 */
export function requireSettingName(text: string): SettingName {
  const wanted = text.trim().toUpperCase().replaceAll('-', '_');
  const spellings = [wanted, `VOICEBOT_${wanted}`, `RETELL_${wanted}`];
  const found = spellings.map((spelling) => settingNames.find((name) => name === spelling)).find(Boolean);
  if (found) return found;
  const near = [...new Set(spellings.flatMap((spelling) => nearestNames(spelling, settingNames)))];
  throw new Problem('usage', {
    code: 'unknown_setting',
    message: `There is no setting "${text}".`,
    facts: { near: near.slice(0, 3).join(' or ') },
  });
}
