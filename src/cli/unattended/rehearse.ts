import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { z } from 'zod';
import { Problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import { homeOfUser, isKeyInEnvironment, voicebotCommand } from './command-line.ts';

/** Long enough for a machine under load, ms. */
const patience = 60_000;

const success = z.object({ success: z.literal(true), database: z.string() });
const failure = z.object({ error: z.object({ code: z.string(), message: z.string(), hint: z.string() }) });

export interface Rehearsal {
  /** What the shell gets: a `process-due` with all its options. */
  command: string;
  /** What will start it. */
  by: 'cron' | 'a service';
  /** The variables that a crontab sets before the job. */
  variables?: Readonly<Record<string, string>>;
}

/**
 * Runs a command as cron or a service would, by a shell with almost nothing in its environment, with `--check` so that no call is
 * placed.
 *
 * @throws Problem `rehearsal_failed`, with the reason that it gave, if it does not find the database of this command line
 */
export function rehearse(context: Context, { command, by, variables = {} }: Rehearsal): void {
  const environment = cronEnvironment(variables);
  const shell = environment['SHELL'] ?? '/bin/sh';
  const { stdout, stderr, status, error } = spawnSync(shell, ['-c', `${command} --check --json`], {
    env: environment,
    cwd: environment['HOME'] ?? '/',
    encoding: 'utf8',
    timeout: patience,
  });
  const document = parsed(stdout ?? '');
  const done = success.safeParse(document).data;
  if (done?.database === context.settings.database) return;
  const failed = (reason: string, hint: string) =>
    new Problem('not_set_up', {
      code: 'rehearsal_failed',
      message: `Started as ${by} would start it, voicebot fails: ${reason}`,
      hint,
    });
  if (done) throw failed(`it would use another database, ${done.database}`, 'Name the database with --db.');
  const refusal = failure.safeParse(document).data?.error;
  if (refusal?.code === 'missing_api_key' && isKeyInEnvironment(context)) {
    const save = `Save it: ${voicebotCommand(context)} init`;
    throw failed(refusal.message, `It does not see the RETELL_API_KEY of your environment. ${save}`);
  }
  if (refusal) throw failed(refusal.message, refusal.hint);
  const lines = (stderr ?? '').trim().split('\n');
  // Node prints a whole stack.
  const line = lines.find((one) => /Error\b/.test(one)) ?? lines.at(-1);
  throw failed(
    error ? `${shell} ${error.message}` : line || `exit code ${status}`,
    `To see it yourself: env -i HOME="$HOME" PATH=${environment['PATH']} ${shell} -c ${quotedForShow(command)}`,
  );
}

/** Returns the environment in which cron starts jobs (crontab(5)), with what the crontab sets. A service has no less. */
function cronEnvironment(variables: Readonly<Record<string, string>>): Record<string, string> {
  const home = homeOfUser();
  return {
    SHELL: '/bin/sh',
    PATH: '/usr/bin:/bin',
    ...(home === undefined ? {} : { HOME: home, LOGNAME: userInfo().username }),
    ...variables,
  };
}

/** Returns the variables that the lines of a crontab set. */
export function variablesOf(lines: readonly string[]): Record<string, string> {
  const pattern = /^\s*(["']?)([A-Za-z_]\w*)\1\s*=\s*(.*?)\s*$/;
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, , name, text = ''] = pattern.exec(line) ?? [];
      return name ? [[name, /^(["'])(.*)\1$/.exec(text)?.[2] ?? text]] : [];
    }),
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function quotedForShow(command: string): string {
  return `'${command.replaceAll("'", "'\\''")}'`;
}
