import { Problem } from '../../domain/problem.ts';
import type { Settings, SettingText } from '../../settings/settings.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { Field } from '../terminal/render-fields.ts';

interface SettingRow extends SettingText {
  /** What is wrong with the value; null for nothing. */
  problem: string | null;
}

const fields: Field<SettingRow>[] = [
  { name: 'name', value: (row) => row.name, columns: [{ header: 'Setting' }] },
  { name: 'value', value: (row) => row.text ?? null, columns: [{ header: 'Value' }] },
  { name: 'origin', value: (row) => row.origin, columns: [{ header: 'From' }] },
  { name: 'problem', value: (row) => row.problem, columns: [{ header: 'Problem' }] },
];

/** `config`: shows every setting and where it comes from. */
export async function showConfig({ settings, output }: Context): Promise<ExitCode | undefined> {
  const rows = settings
    .texts()
    .map((row) => ({ ...masked(row, settings), problem: problemOf(row, settings) }));
  await output.list({ key: 'settings', rows, fields, empty: '' });
  return rows.some((row) => row.problem) ? exitCodes.usage : undefined;
}

/** Shows the end of the API key, unless it is so short that this would give much of it away. */
function masked(row: SettingText, settings: Settings): SettingText {
  if (row.name === 'VOICEBOT_DB') return { ...row, text: settings.database };
  if (row.name !== 'RETELL_API_KEY' || !row.text) return row;
  return { ...row, text: row.text.length >= 16 ? `••••${row.text.slice(-4)}` : '••••' };
}

function problemOf({ name }: SettingText, settings: Settings): string | null {
  try {
    settings.check(name);
    return null;
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
}
