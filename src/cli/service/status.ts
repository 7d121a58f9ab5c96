import { spawnSync } from 'node:child_process';
import { type Check, ok, warning } from '../../operations/health/check.ts';
import type { Context } from '../context.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { paint, styled } from '../terminal/styled-text.ts';
import { checkLastRun, checkLines, checkSameProgram, programOf } from '../unattended/check-runs.ts';
import { voicebotCommand } from '../unattended/command-line.ts';
import { readLastRun } from '../unattended/read-last-run.ts';
import { type Service, serviceOf } from './files.ts';
import { readIfAny } from './read-if-any.ts';

/** `service show`: shows the file of this profile's service, or says that there is none. */
export async function showService(context: Context): Promise<void> {
  const { path, text: wouldInstall } = serviceOf(context);
  const text = readIfAny(path) ?? null;
  context.output.result({ installed: text !== null, path, text, wouldInstall }, () =>
    text === null
      ? [`There is no ${path}`, `To write it: ${voicebotCommand(context)} service install`]
      : [paint.dim(`# ${path}`), ...text.trimEnd().split('\n')],
  );
}

/** `service status`: tells whether this profile's service is installed and runs. Exits with 1 if not. */
export async function serviceStatus(context: Context): Promise<ExitCode | undefined> {
  const { output, settings, clock, parts } = context;
  const service = serviceOf(context);
  const text = readIfAny(service.path);
  const command = voicebotCommand(context);
  const lastRun = readLastRun(settings.database);
  const state = stateOf(service);
  const checks = [
    ...checkFile(service, text, command),
    ...(text === undefined ? [] : checkState(service, state)),
    ...(text === undefined ? [] : checkLastRun(lastRun, { service, now: clock().now(), command })),
    ...(lastRun ? checkSameProgram(lastRun, parts.program) : []),
  ];
  const document = {
    installed: text !== undefined,
    isCurrent: text === service.text,
    manager: service.manager,
    path: service.path,
    state,
    lastRun: lastRun ?? null,
    checks: checks.map(({ name, status, message }) => ({ name, status, message })),
  };
  output.result(document, () => [
    ...checks.flatMap(checkLines),
    ...(state === null ? [] : [`  ${service.manager} says: ${state}`]),
    ...(lastRun ? programOf(lastRun).map((line) => styled`  ${paint.dim(line)}`) : []),
  ]);
  return checks.some(({ status }) => status !== 'ok') ? exitCodes.failed : undefined;
}

function checkFile({ path, text: current }: Service, text: string | undefined, command: string): Check[] {
  const name = 'service';
  const hint = `To write it: ${command} service install`;
  if (text === undefined) return [warning(name, `No service is installed: there is no ${path}`, { hint })];
  if (text !== current) return [warning(name, `${path} is not what this program would write.`, { hint })];
  return [ok(name, `Installed: ${path}`)];
}

/** A service that has been stopped may have run a minute ago. */
function checkState({ manager, name, start }: Service, state: string | null): Check[] {
  if (state === null || runningStates.has(state)) return [];
  const hint = `To start it: ${start.at(1)?.[0] ?? name}`;
  return [warning('state', `${manager} does not run ${name}: it is ${state}.`, { hint })];
}

/** `activating` is also what it is between its end and the next start. */
const runningStates: ReadonlySet<string> = new Set(['active', 'activating', 'reloading']);

/** Returns what systemd says of the service, such as `active`; null if it cannot be asked. */
function stateOf({ manager, name }: Service): string | null {
  if (manager !== 'systemd') return null;
  const { stdout } = spawnSync('systemctl', ['--user', 'is-active', name], { encoding: 'utf8' });
  return stdout?.trim() || null;
}
