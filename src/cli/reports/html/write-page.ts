import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  openSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { resolve } from 'node:path';
import { errorCode, Problem } from '../../../domain/problem.ts';
import type { MadeReport } from '../../../operations/reports/make-report.ts';
import type { Context } from '../../context.ts';
import { pageMark, reportPage } from './page.ts';

/**
 * Writes a report as a page. An earlier report is replaced; any other file only if the operator agrees.
 *
 * @param label the file as the operator typed it
 * @returns its path
 * @throws Problem `report_not_written`, `not_confirmed`
 */
export async function writePage(
  { parts, settings, terminal }: Context,
  report: MadeReport,
  label: string,
): Promise<string> {
  const path = resolve(parts.workingFolder, label);
  try {
    if (!isFree(path))
      await terminal.confirm(`Replace ${path}, which is not a report?`, {
        default: false,
        unattended: 'refuse',
        action: `Replacing ${path}, which is not a report,`,
      });
    const { timezone: zone, locale } = settings;
    replaceFile(targetOf(path), reportPage(report, { zone, locale }));
    return path;
  } catch (error) {
    if (error instanceof Problem || errorCode(error) === undefined) throw error;
    throw new Problem(
      'failed',
      {
        code: 'report_not_written',
        message: `The report could not be written to ${path} (${errorCode(error)}).`,
      },
      { cause: error },
    );
  }
}

/** The mark of a report stands in its first bytes. */
const headBytes = 1024;

/** Returns whether there is nothing at this path, or an empty file, or a report. */
function isFree(path: string): boolean {
  try {
    const file = openSync(path, 'r');
    try {
      const head = Buffer.alloc(headBytes);
      const length = readSync(file, head, 0, headBytes, 0);
      return length === 0 || head.toString('utf8', 0, length).includes(pageMark);
    } finally {
      closeSync(file);
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return true;
    throw error;
  }
}

/** Returns the file that a link leads to, so that the link stays. */
function targetOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

/** Replaces a file at once: a reader sees the old one or the new one, never a part. */
function replaceFile(path: string, content: string): void {
  const draft = `${path}.part-${randomUUID().slice(0, 8)}`;
  try {
    const file = openSync(draft, 'wx');
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}
