import type { Context } from '../context.ts';
import { commandLine, databaseOfShell } from '../unattended/command-line.ts';
import { logFile } from '../unattended/log-path.ts';
import { shellCommand } from '../unattended/shell-command.ts';

/** What cron is to run for a profile. */
export interface CronJob {
  /** What its markers carry: the profile, and the database if only the shell names it. */
  label: string;
  /** The line of the crontab. */
  line: string;
  /** The command in it, as the shell gets it. */
  command: string;
  /** The log that it appends to. */
  log: string;
  /** Variables that it needs too, and that hold a secret, so that they are not in it. */
  secret: string[];
}

/** Returns the job that places this profile's due calls every minute. @throws Problem `path_with_line_break` */
export function cronJob(context: Context): CronJob {
  const { settings } = context;
  const { variables, words, secret } = commandLine(context);
  const log = logFile(settings.database);
  const command = shellCommand(variables, [...words, 'process-due', '--log', log]);
  const database = databaseOfShell(context);
  return {
    label: [settings.profile, ...(database === undefined ? [] : [database])].join(' '),
    line: crontabEntry(command),
    command,
    log,
    secret,
  };
}

/**
 * Returns the line with which an operator can have cron place due calls without `cron install`.
 *
 * @param saved settings that the profile's file has by now
 * @returns `byHand`: the variables that must be added to it, as they hold a secret
 */
export function crontabLine(
  context: Context,
  saved: Readonly<Record<string, string>>,
): { line: string; byHand: string[] } {
  const { variables, words, secret } = commandLine(context, saved);
  return { line: crontabEntry(shellCommand(variables, [...words, 'process-due'])), byHand: secret };
}

/** Escapes `%`, which in a crontab ends the command and begins its input (crontab(5)). */
function crontabEntry(command: string): string {
  return `* * * * * ${command.replaceAll('%', '\\%')}`;
}
