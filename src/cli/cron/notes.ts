import { existsSync } from 'node:fs';
import type { Parts } from '../parts.ts';
import { programNotes } from '../unattended/fleeting-path.ts';
import { variablesOf } from '../unattended/rehearse.ts';
import { findBlock, linesOutside } from './block.ts';
import { fromBytes, inBytes } from './crontab.ts';
import { isCronRunning } from './daemon.ts';
import type { CronJob } from './job.ts';

/** What to do where cron itself is not running. */
export const startCron = 'start it as your system does, such as: sudo service cron start';

/** Where mail programs are, by which cron sends what a job prints. */
const mailPrograms = ['/usr/sbin/sendmail', '/usr/lib/sendmail', '/usr/bin/sendmail'];

/** Returns what an operator should know of a job, though it runs. */
export function jobNotes(job: CronJob, crontab: string, program: Parts['program']): string[] {
  const { secret, log } = job;
  return [
    ...secret.map(
      (name) =>
        `${name} contains a password, so it is not written. Add it above the job with crontab -e: ${name}=…`,
    ),
    ...programNotes(program),
    ...mailNotes(job, crontab).map((note) => `${note} Failures are in ${log}`),
    ...otherLines(crontab),
  ];
}

/** Returns a warning where no cron daemon is running, so that nothing would start the job. */
export function daemonNotes(): string[] {
  return isCronRunning() === false
    ? [`Cron itself is not running, so it places no call yet: ${startCron}`]
    : [];
}

/** Cron mails what a job prints, which is failures only. */
function mailNotes({ label }: CronJob, crontab: string): string[] {
  const found = findBlock(crontab, inBytes(label));
  const lines = crontab.split('\n');
  const above = found.state === 'found' ? lines.slice(0, found.block.from) : lines;
  if (variablesOf(above)['MAILTO'] === '') return ['MAILTO is empty in your crontab, so cron sends no mail.'];
  return mailPrograms.some((path) => existsSync(path))
    ? []
    : ['This machine has no sendmail, so cron cannot send mail.'];
}

/** Names lines of the operator's own that place due calls too. */
function otherLines(crontab: string): string[] {
  return linesOutside(crontab)
    .filter((line) => !/^\s*#/.test(line) && /\bprocess-due\b/.test(line))
    .map(
      (line) => `Your crontab has another line that places due calls; it is not needed: ${fromBytes(line)}`,
    );
}
