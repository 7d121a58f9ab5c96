import { Problem } from '../../domain/problem.ts';
import type { Settings, SettingText } from '../../settings/settings.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { Field } from '../terminal/render-fields.ts';

interface SettingRow extends SettingText {
  /** What is wrong with it. */
  problem: string | null;
}

const fields: Field<SettingRow>[] = [
  { name: 'name', of: (row) => row.name, columns: [{ header: 'Setting' }] },
  { name: 'value', of: (row) => row.text ?? null, columns: [{ header: 'Value' }] },
  { name: 'origin', of: (row) => row.origin, columns: [{ header: 'From' }] },
  { name: 'problem', of: (row) => row.problem, columns: [{ header: 'Problem' }] },
];

/** `config` */
export async function showConfig(context: Context): Promise<ExitCode | undefined> {
  const { settings } = context;
  const rows = settings
    .texts()
    .map((row) => ({ ...shown(row, settings), problem: problemOf(row, settings) }));
  await context.output.list({ key: 'settings', rows, fields, empty: '' });
  return rows.some((row) => row.problem) ? exitCodes.usage : undefined;
}

/** A secret is known by its end, and only where that gives little of it away. */
function shown(row: SettingText, settings: Settings): SettingText {
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
