import {
  chmodSync,
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { isDeepStrictEqual, parseEnv } from 'node:util';
import { errorCode, Problem } from '../domain/problem.ts';
import { createPrivateFolder } from '../private-folder.ts';

/** One `NAME=value` as Node reads it, in four groups: what precedes the name, the name, the value, a comment. */
const assignment =
  /^([ \t]*(?:export[ \t]+)?)([\w.-]+)[ \t]*=[ \t]*('(?:\\'|[^'])*'|"(?:\\"|[^"])*"|`(?:\\`|[^`])*`|[^#\r\n]*?)([ \t]*(?:#.*)?)$/gm;

/**
 * Parses the text of a `.env` file as Node's `--env-file` does: `NAME=value`, perhaps after `export` or before a comment, without
 * quotes or in `'…'`, `"…"` or backquotes. Ignores the byte order mark that Windows puts first.
 */
export function parseEnvText(text: string): NodeJS.Dict<string> {
  return parseEnv(text.replace(/^\ufeff/, ''));
}

/** Reads the settings in a `.env` file; none if there is no such file. @throws Problem `settings_unreadable` */
export function readEnvFile(path: string): NodeJS.Dict<string> {
  return parseEnvText(readFileIfAny(path)?.toString('utf8') ?? '');
}

/** Reads a file; undefined if there is none: a folder `.env` is a Python environment. @throws Problem `settings_unreadable` */
export function readFileIfAny(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined;
    throw new Problem('usage', {
      code: 'settings_unreadable',
      message: `${path} cannot be read (${code}).`,
    });
  }
}

/** Returns whether this is UTF-16, as Windows PowerShell's `>` writes it: in UTF-8, text has no zero bytes. */
export function isUtf16(bytes: Buffer): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff) || bytes.includes(0);
}

/** Returns the text of a `.env` file; empty if there is no such file. @throws Problem `settings_unreadable` */
export function readEnvText(path: string): string {
  const bytes = readFileIfAny(path);
  if (!bytes) return '';
  if (isUtf16(bytes)) throw notUtf8(path);
  return bytes.toString('utf8');
}

/** Returns the problem for a file whose settings cannot be known. */
export function notUtf8(path: string): Problem {
  return new Problem('usage', {
    code: 'settings_unreadable',
    message: `${path} is not UTF-8 but looks like UTF-16, so none of its settings can be read.`,
    hint: 'Save it as UTF-8.',
  });
}

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
  throw new Problem('failed', {
    code: 'settings_not_written',
    message: `${[...lines.keys()].join(', ')} cannot be set in this file without changing another setting.`,
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

/**
 * Replaces a file in one step. Only this user can read it and its folder. A link stays a link.
 *
 * @throws Problem `settings_not_written`
 */
export function writePrivateFile(path: string, text: string): void {
  try {
    createPrivateFolder(dirname(path));
    chmodSync(dirname(path), 0o700);
    replace(existsSync(path) ? realpathSync(path) : path, text);
  } catch (error) {
    const code = errorCode(error) ?? String(error);
    throw new Problem(
      'failed',
      {
        code: 'settings_not_written',
        message: `${path} could not be written (${code}).`,
        hint: 'You need write access to its folder. The file is as it was before.',
      },
      { cause: error },
    );
  }
}

function replace(path: string, text: string): void {
  const draft = `${path}.${process.pid}.new`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flag: 'wx', flush: true });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
