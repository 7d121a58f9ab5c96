import { spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { z } from 'zod';
import { Problem } from '../../domain/problem.ts';
import { homeOfUser } from '../unattended/command-line.ts';

/** Long enough for a machine under load, ms. */
const patience = 60_000;

const success = z.object({ success: z.literal(true), database: z.string() });
const failure = z.object({ error: z.object({ code: z.string(), message: z.string(), hint: z.string() }) });

export interface RehearsalOptions {
  /** The variables that the crontab itself sets before the job. */
  variables: Readonly<Record<string, string>>;
  /** The database that the job must find. */
  database: string;
}

/**
 * Runs a job's command as cron would, by a shell with almost nothing in its environment, with `--check` so that no call is placed.
 *
 * @throws Problem `rehearsal_failed`, with the reason that it gave
 */
export function rehearse(command: string, { variables, database }: RehearsalOptions): void {
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
  if (done?.database === database) return;
  if (done) throw failed(`it would use another database, ${done.database}`, 'Name the database with --db.');
  const refusal = failure.safeParse(document).data?.error;
  if (refusal) throw failed(refusal.message, refusal.hint, refusal.code);
  const lines = (stderr ?? '').trim().split('\n');
  // Node prints a whole stack.
  const line = lines.find((one) => /Error\b/.test(one)) ?? lines.at(-1);
  throw failed(
    error ? `${shell} ${error.message}` : line || `exit code ${status}`,
    `To see it yourself: env -i HOME="$HOME" PATH=${environment['PATH']} ${shell} -c ${quotedForShow(command)}`,
  );
}

/** Returns the environment in which cron starts jobs (crontab(5)), with what the crontab sets. */
function cronEnvironment(variables: RehearsalOptions['variables']): Record<string, string> {
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

function failed(reason: string, hint: string, code?: string): Problem {
  return new Problem('not_set_up', {
    code: 'rehearsal_failed',
    message: `Started as cron would start it, voicebot fails: ${reason}`,
    hint,
    facts: code === undefined ? {} : { because: code },
  });
}

function quotedForShow(command: string): string {
  return `'${command.replaceAll("'", "'\\''")}'`;
}
