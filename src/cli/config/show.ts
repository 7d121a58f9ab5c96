import { Problem } from '../../domain/problem.ts';
import { type SettingName, type Settings, settingNames } from '../../settings/definitions.ts';
import { unreadSettings } from '../../settings/unread-settings.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { shownText } from '../setup/env-file/shown-settings.ts';
import { type SettingRow, settingFields } from './setting-fields.ts';

/** `config`: shows every setting and where it comes from, what was left out, and what is not read. */
export async function showConfig({ settings, output }: Context): Promise<ExitCode | undefined> {
  const rows = [
    ...settingNames.map((name) => {
      const row = rowOf(name, settings);
      return { ...row, note: row.note === null ? null : output.show.advice(row.note) };
    }),
    ...unreadSettings(settings.layers).map(({ name, origin, reason }) => {
      return { name: name ?? origin, value: null, origin, problem: null, note: reason };
    }),
  ];
  await output.list({ key: 'settings', rows, fields: settingFields, empty: '' });
  return rows.some((row) => row.problem) ? exitCodes.usage : undefined;
}

/** Returns a setting as it counts, and what is wrong with it. Nothing of a secret but its end. */
export function rowOf(name: SettingName, settings: Settings): SettingRow {
  const { text, origin, leftOut } = settings.text(name);
  const value = text === undefined ? null : shownText(name, text);
  if (!leftOut) return { name, value, origin, problem: problemOf(name, settings), note: null };
  const why = leftOut.file.limit === 'declined' ? 'you declined that file' : 'that file has not been allowed';
  const note = `${leftOut.origin} sets it to ${shownText(name, leftOut.text)}: left out, as ${why} (voicebot allow).`;
  return { name, value, origin, problem: null, note };
}

function problemOf(name: SettingName, settings: Settings): string | null {
  try {
    settings.check(name);
    return null;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // The file has a row of its own.
    return error.code === 'settings_unreadable' ? null : error.message;
  }
}
