import { Problem } from '../../domain/problem.ts';
import type { Settings, SettingText } from '../../settings/definitions.ts';
import { unreadSettings } from '../../settings/unread-settings.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { shownText } from '../setup/env-file/shown-settings.ts';
import type { Field } from '../terminal/render-fields.ts';

interface SettingRow {
  name: string;
  /** Null if it is not set and has no default, or is not read. */
  value: string | null;
  origin: string;
  /** What is wrong with the value; null for nothing. */
  problem: string | null;
  /** What is not read, or left out, and why; null for nothing. */
  note: string | null;
}

const fields: Field<SettingRow>[] = [
  { name: 'name', value: (row) => row.name, columns: [{ header: 'Setting' }] },
  { name: 'value', value: (row) => row.value, columns: [{ header: 'Value' }] },
  { name: 'origin', value: (row) => row.origin, columns: [{ header: 'From' }] },
  { name: 'problem', value: (row) => row.problem, columns: [{ header: 'Problem' }] },
  { name: 'note', value: (row) => row.note, columns: [{ header: 'Note' }] },
];

/** `config`: shows every setting and where it comes from, what was left out, and what is not read. */
export async function showConfig({ settings, output }: Context): Promise<ExitCode | undefined> {
  const rows = [
    ...settings.texts().map((setting) => rowOf(setting, settings)),
    ...unreadSettings(settings.layers).map(({ name, origin, reason }) => {
      return { name: name ?? origin, value: null, origin, problem: null, note: reason };
    }),
  ];
  await output.list({ key: 'settings', rows, fields, empty: '' });
  return rows.some((row) => row.problem) ? exitCodes.usage : undefined;
}

function rowOf(setting: SettingText, settings: Settings): SettingRow {
  const { name, text, origin, leftOut } = setting;
  const value = text === undefined ? null : shownText(name, text);
  if (!leftOut) return { name, value, origin, problem: problemOf(setting, settings), note: null };
  const why = leftOut.file.limit === 'declined' ? 'you declined that file' : 'that file has not been allowed';
  const note = `${leftOut.origin} sets it to ${shownText(name, leftOut.text)}: left out, as ${why} (voicebot allow).`;
  return { name, value, origin, problem: null, note };
}

function problemOf({ name }: SettingText, settings: Settings): string | null {
  try {
    settings.check(name);
    return null;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    // The file has a row of its own.
    return error.code === 'settings_unreadable' ? null : error.message;
  }
}
