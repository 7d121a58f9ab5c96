import { statSync } from 'node:fs';
import { warning } from '../../operations/health/check.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { paint, styled } from '../terminal/styled-text.ts';
import {
  checkLastRun,
  checkLines,
  checkPrograms,
  checkSameProgram,
  programOf,
} from '../unattended/check-runs.ts';
import { voicebotCommand } from '../unattended/command-line.ts';
import { readLastRun } from '../unattended/read-last-run.ts';
import { jobNotes } from './notes.ts';
import { cronState } from './state.ts';

/** `cron status`: tells whether this profile's job is installed and runs. Exits with 1 if not. */
export async function cronStatus(context: Context): Promise<ExitCode | undefined> {
  const { parts, output, settings, clock } = context;
  const state = cronState(context);
  const { job, installed } = state;
  const command = voicebotCommand(context);
  const lastRun = readLastRun(settings.database);
  const checks =
    installed === undefined
      ? [
          warning('cron_not_installed', `No cron job is installed for profile ${job.label}.`, {
            hint: `To install it: ${command} cron install`,
          }),
        ]
      : [
          ...checkPrograms(state, command),
          ...checkLastRun(lastRun, { state, now: clock().now(), command }),
          ...(lastRun ? checkSameProgram(lastRun, parts.program) : []),
        ];
  const notes = installed === undefined ? [] : jobNotes(job, state.crontab, parts.program);
  const logBytes = statSync(job.log, { throwIfNoEntry: false })?.size ?? null;
  const document = {
    installed: installed !== undefined,
    isCurrent: state.isCurrent,
    line: installed ?? null,
    lastRun: lastRun ?? null,
    log: job.log,
    logBytes,
    checks: checks.map(({ name, status, message }) => ({ name, status, message })),
    notes,
  };
  output.result(document, () => [
    ...(installed === undefined ? [] : [styled`${paint.green('✓')} Installed: ${installed}`]),
    ...checks.flatMap(checkLines),
    ...(lastRun ? programOf(lastRun).map((line) => styled`  ${paint.dim(line)}`) : []),
    ...(logBytes === null ? [] : [`  Log: ${job.log} (${Math.ceil(logBytes / 1024)} KiB)`]),
    ...notes.map((note) => styled`${paint.yellow('!')} ${note}`),
  ]);
  return checks.some(({ status }) => status !== 'ok') ? exitCodes.failed : undefined;
}
