import { requireSettingName } from '../../settings/changes/setting-name.ts';
import type { Context } from '../context.ts';
import { rowOf } from './show.ts';

/** `config get`: shows one setting as it counts. @throws Problem `unknown_setting`; the setting's own if it is wrong */
export async function get({ settings, output, terminal }: Context, text: string): Promise<void> {
  const name = requireSettingName(text);
  const row = rowOf(name, settings);
  if (row.problem !== null) settings.check(name);
  output.result({ ...row }, () => (row.value === null ? [] : row.value));
  if (row.value === null && row.note === null) terminal.note(`${name} is not set, and has no default.`);
  if (row.note !== null) terminal.note(row.note);
}
