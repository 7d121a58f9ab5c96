import { existsSync } from 'node:fs';
import type { Context } from '../context.ts';
import { findBlock } from './block.ts';
import { fromBytes, inBytes, readCrontab } from './crontab.ts';
import { isSameJob, programsOf } from './entry.ts';
import { type CronJob, cronJob } from './job.ts';

/** What the crontab has for this profile. */
export interface CronState {
  /** The job that `cron install` would install now. */
  job: CronJob;
  /** The line that is installed; undefined if none is. */
  installed: string | undefined;
  /** Whether that line is the job, though it may name the programs by other paths. */
  isCurrent: boolean;
  /** Programs that the installed line starts, and that are no longer there. */
  gone: string[];
  /** The whole crontab, with a character for each byte. */
  crontab: string;
}

/** @throws Problem `no_crontab_program`, `crontab_refused` */
export function cronState(context: Context): CronState {
  const job = cronJob(context);
  const { text } = readCrontab(context.parts);
  const found = findBlock(text, inBytes(job.label));
  const line = found.state === 'found' ? found.block.lines.find((one) => /^\s*[^#\s]/.test(one)) : undefined;
  const installed = line === undefined ? undefined : fromBytes(line);
  const gone = installed === undefined ? [] : programsOf(installed).filter((path) => !existsSync(path));
  const isCurrent = installed !== undefined && isSameJob(installed, job.line);
  return { job, installed, gone, isCurrent, crontab: text };
}
