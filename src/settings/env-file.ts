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
import { parseEnv } from 'node:util';
import { errorCode, Problem } from '../domain/problem.ts';
import { createPrivateFolder } from '../private-folder.ts';

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
