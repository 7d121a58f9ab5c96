import { spawnSync } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode, Problem } from '../../domain/problem.ts';
import { createPrivateFolder } from '../../private-folder.ts';
import type { Parts } from '../parts.ts';

/**
 * This user's crontab. Its text has a character for each byte (ISO 8859-1), whatever its encoding, so that all of it survives; what is added
 * to it must go through {@link inBytes}.
 */
export interface Crontab {
  /** Empty if there is none. */
  text: string;
  exists: boolean;
}

/** How many backups are kept. */
const keptBackups = 10;

/** @throws Problem `no_crontab_program`, `crontab_refused` */
export function readCrontab(parts: Parts): Crontab {
  const { status, stdout, stderr } = crontab(parts, ['-l']);
  if (status === 0) return { text: stdout.toString('latin1'), exists: true };
  // Programs for crontabs have no other way to say that there is none: they all exit with 1, for everything.
  if (/no crontab|no such file/i.test(stderr)) return { text: '', exists: false };
  throw refused('-l', stderr);
}

/**
 * Replaces this user's crontab, or removes it if nothing is left of it, and keeps the one before.
 *
 * @param folder where it is kept
 * @returns the path of the copy; undefined if there was none
 * @throws Problem `no_crontab_program`, `crontab_refused`, `crontab_not_kept`
 */
export function writeCrontab(
  parts: Parts,
  before: Crontab,
  { text, folder, now }: { text: string; folder: string; now: Date },
): string | undefined {
  const backup = before.exists ? keep(before.text, folder, now) : undefined;
  const words = text === '' ? ['-r'] : ['-'];
  const { status, stderr } = crontab(parts, words, Buffer.from(text, 'latin1'));
  if (status !== 0) throw refused(words.join(' '), stderr);
  if (readCrontab(parts).text !== text) {
    throw new Problem('failed', {
      code: 'crontab_differs',
      message: 'crontab accepted the new crontab, but shows another one.',
      hint: `Look at it with crontab -l.${backup ? ` The one before is ${backup}` : ''}`,
    });
  }
  return backup;
}

/** Returns a text with a character for each byte of its UTF-8. */
export function inBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** The reverse, for showing a line. */
export function fromBytes(text: string): string {
  return Buffer.from(text, 'latin1').toString('utf8');
}

function crontab({ environment }: Parts, words: string[], input?: Buffer) {
  // In English, so that its messages can be told apart.
  const env = { ...environment, LC_ALL: 'C' };
  const { status, stdout, stderr, error } = spawnSync('crontab', words, { env, ...(input && { input }) });
  // It may also end without reading its input, which is an error too.
  if (status === null) {
    throw new Problem(
      'not_set_up',
      {
        code: 'no_crontab_program',
        message:
          errorCode(error) === 'ENOENT'
            ? 'There is no crontab program on this machine.'
            : `The crontab program could not be started (${errorCode(error)}).`,
      },
      { cause: error },
    );
  }
  return { status, stdout, stderr: stderr.toString('utf8').trim() };
}

function refused(words: string, reason: string): Problem {
  return new Problem('failed', {
    code: 'crontab_refused',
    message: `'crontab ${words}' failed${reason ? `: ${reason.replace(/\s+/g, ' ')}` : ''}`,
  });
}

/** Keeps a copy of a crontab, which may hold secrets, and deletes the oldest. @throws Problem `crontab_not_kept` */
function keep(text: string, folder: string, now: Date): string {
  const name = (at: Date) => `crontab-${at.toISOString().replaceAll(':', '-')}`;
  const path = join(folder, name(now));
  try {
    createPrivateFolder(folder);
    writeFileSync(path, Buffer.from(text, 'latin1'), { mode: 0o600 });
    const kept = readdirSync(folder).filter((file) => file.startsWith('crontab-'));
    for (const old of kept.sort().slice(0, -keptBackups)) rmSync(join(folder, old), { force: true });
    return path;
  } catch (error) {
    throw new Problem(
      'failed',
      {
        code: 'crontab_not_kept',
        message: `A copy of the crontab could not be kept in ${folder} (${errorCode(error)}), so it was not changed.`,
        hint: 'You need write access to that folder.',
      },
      { cause: error },
    );
  }
}
