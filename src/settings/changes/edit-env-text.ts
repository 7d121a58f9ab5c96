import { isDeepStrictEqual } from 'node:util';
import { Problem } from '../../domain/problem.ts';
import { parseEnvText } from '../env-file.ts';

/** One `NAME=value` as Node reads it, in four groups: what precedes the name, the name, the value, a comment. */
const assignment =
  /^([ \t]*(?:export[ \t]+)?)([\w.-]+)[ \t]*=[ \t]*('(?:\\'|[^'])*'|"(?:\\"|[^"])*"|`(?:\\`|[^`])*`|[^#\r\n]*?)([ \t]*(?:#.*)?)$/gm;

/** The same with the end of its line. */
const assignmentLine = new RegExp(`${assignment.source}(?:\\r?\\n)?`, 'gm');

/**
 * Returns the text of a `.env` file with these values set. Other lines and all comments stay as they are.
 *
 * @throws Problem `unwritable_setting` for a value that could not be read back; `settings_not_written` if another setting would
 *   change
 */
export function withValues(text: string, values: Readonly<Record<string, string>>): string {
  const before = parseEnvText(text);
  const lines = new Map<string, string>();
  for (const [name, value] of Object.entries(values)) {
    if (before[name] !== value) lines.set(name, `${name}=${quoted(name, value)}`);
  }
  const missing = new Set(lines.keys());
  const edited = text.replace(
    assignment,
    (whole: string, lead: string, name: string, _value: string, comment: string) => {
      missing.delete(name);
      const line = lines.get(name);
      return line ? `${lead}${line}${comment}` : whole;
    },
  );
  const start = edited === '' || edited.endsWith('\n') ? edited : `${edited}\n`;
  const result = start + [...missing].map((name) => `${lines.get(name)}\n`).join('');
  if (isDeepStrictEqual({ ...parseEnvText(result) }, { ...before, ...values })) return result;
  throw notWritten([...lines.keys()].join(', '));
}

/**
 * Returns the text of a `.env` file without a value, and without the line that sets it. Other lines and all comments stay as they are.
 *
 * @throws Problem `settings_not_written` if another setting would change
 */
export function withoutValue(text: string, name: string): string {
  const { [name]: _removed, ...others } = parseEnvText(text);
  const result = text.replace(assignmentLine, (whole: string, _lead: string, found: string) =>
    found === name ? '' : whole,
  );
  if (isDeepStrictEqual({ ...parseEnvText(result) }, others)) return result;
  throw notWritten(name);
}

function notWritten(names: string): Problem {
  return new Problem('failed', {
    code: 'settings_not_written',
    message: `${names} cannot be changed in this file without changing another setting.`,
    hint: 'Edit the file by hand, or move it away and start over.',
  });
}

/** Returns the value in the first form that reads back as the same value, whatever line follows. */
function quoted(name: string, value: string): string {
  const forms = [value, `'${value}'`, `"${value}"`, `\`${value}\``];
  const isSafe = (text: string) =>
    isDeepStrictEqual({ ...parseEnvText(`A=${text}\nB='"\`'\n`) }, { A: value, B: '"`' });
  const found = (/^[\w@%+,./:=-]*$/.test(value) ? forms : forms.slice(1)).find(isSafe);
  if (found !== undefined) return found;
  throw new Problem('usage', {
    code: 'unwritable_setting',
    message: `The value for ${name} cannot be written to a settings file.`,
    hint: `Set ${name} in the environment instead.`,
  });
}
