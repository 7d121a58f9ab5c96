import { dirname } from 'node:path';
import { Problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import { type Printable, paint, styled } from '../terminal/styled-text.ts';
import { voicebotCommand } from '../unattended/command-line.ts';
import { rehearse, variablesOf } from '../unattended/rehearse.ts';
import { findBlock, withBlock } from './block.ts';
import { type Crontab, fromBytes, inBytes, readCrontab, writeCrontab } from './crontab.ts';
import { cronJob } from './job.ts';
import { daemonNotes, jobNotes } from './notes.ts';

/** `cron install`: has cron place this profile's due calls every minute. */
export async function installCron(context: Context, { dryRun = false }: { dryRun?: boolean }): Promise<void> {
  const { parts, output, terminal, clock, settings } = context;
  const job = cronJob(context);
  const before = readCrontab(parts);
  const text = withBlock(before.text, inBytes(job.label), inBytes(job.line));
  const above = requireWholeBlock(before, job.label);
  // Without a database, say so as every command does.
  await context.store();
  rehearse(context, { command: job.command, by: 'cron', variables: variablesOf(above) });
  const isNew = text !== before.text;
  const written = { line: job.line, log: job.log, crontab: fromBytes(text) };
  const notes = [...daemonNotes(), ...jobNotes(job, before.text, parts.program)];
  if (dryRun || !isNew) {
    output.result(
      { success: true, changed: false, wouldChange: isNew, ...written, backup: null, notes },
      () => [
        isNew ? `Dry run: this would be in your crontab:` : `Already installed; nothing was changed.`,
        ...blockLines(text, job.label),
        ...(isNew ? [] : daemonNotes()).map((note) => styled`${paint.yellow('!')} ${note}`),
      ],
    );
    return;
  }
  terminal.note(['To add to your crontab:', ...blockLines(text, job.label)]);
  await terminal.confirm('Install it?', { default: true, unattended: 'proceed' });
  const folder = backupFolder(context);
  const backup = writeCrontab(parts, before, { text, folder, now: clock().now() }) ?? null;
  output.result({ success: true, changed: true, wouldChange: false, ...written, backup, notes }, () => [
    styled`${paint.green('✓')} Installed: cron places due calls of ${settings.database} every minute.`,
    `  Log: ${job.log}`,
    ...(backup ? [`  Your crontab as it was: ${backup}`] : []),
    ...notes.map((note) => styled`${paint.yellow('!')} ${note}`),
    paint.dim(`To see whether it runs: ${voicebotCommand(context)} cron status`),
  ]);
}

/** Returns the folder in which crontabs are kept as they were before. */
export function backupFolder({ settings }: Context): string {
  return dirname(settings.database);
}

/** Returns the lines of the job with its markers, as they are in a crontab. */
export function blockLines(text: string, label: string): Printable[] {
  const found = findBlock(text, inBytes(label));
  if (found.state !== 'found') return [];
  const { from, to } = found.block;
  return text
    .split('\n')
    .slice(from, to + 1)
    .map((line) => styled`  ${fromBytes(line)}`);
}

/** Refuses a crontab in which the job's markers are not as they were written. @returns the lines above the job */
export function requireWholeBlock({ text }: Crontab, label: string): string[] {
  const found = findBlock(text, inBytes(label));
  if (found.state === 'broken') {
    throw new Problem('failed', {
      code: 'crontab_markers',
      message: `Line ${found.line} of your crontab is "${fromBytes(found.marker)}" without its counterpart, so it was not changed.`,
      hint: 'Correct it with crontab -e: delete the line, or what belongs to it.',
    });
  }
  return found.state === 'found' ? text.split('\n').slice(0, found.block.from) : text.split('\n');
}
