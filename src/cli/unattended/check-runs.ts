import { Problem } from '../../domain/problem.ts';
import { relativeTo } from '../../domain/time/time-display.ts';
import { type Check, ok, warning } from '../../operations/health/check.ts';
import { version } from '../../version.ts';
import type { Context } from '../context.ts';
import { startCron } from '../cron/notes.ts';
import { type CronState, cronState } from '../cron/state.ts';
import { installedService, type Service } from '../service/files.ts';
import { type Printable, paint, styled } from '../terminal/styled-text.ts';
import { voicebotCommand } from './command-line.ts';
import { type LastRun, readLastRun } from './read-last-run.ts';
import { isSameFile } from './same-file.ts';

/** Cron comes every minute, and a run may take a while: later than this, ms, it does not come. */
const cronIsLateAfter = 3 * 60_000;

/** In trouble `watch` waits for up to five minutes, ms. */
const watchIsLateAfter = 10 * 60_000;

/** Checks that runs come: that cron, a service or `watch` is at work on this database. */
export function checkRuns(context: Context): Check[] {
  const now = context.clock().now();
  const lastRun = readLastRun(context.settings.database);
  const state = stateIfAny(context);
  const command = voicebotCommand(context);
  const service = installedService(context);
  return [
    ...(state ? checkPrograms(state, command) : []),
    ...checkLastRun(lastRun, { state, service, now, command }),
  ];
}

/** Checks that the programs of the installed job are there, and that it is what would be installed now. */
export function checkPrograms({ installed, gone, isCurrent }: CronState, command: string): Check[] {
  if (installed === undefined) return [];
  const hint = `To install it again, as this program would be started now: ${command} cron install`;
  if (gone.length > 0)
    return [
      warning('cron_program_gone', `Cron is to start ${gone.join(' and ')}, which is not there.`, { hint }),
    ];
  if (!isCurrent)
    return [warning('cron_outdated', 'The cron job is not what this program would install.', { hint })];
  return [];
}

interface Surroundings {
  state?: CronState | undefined;
  /** The service that is installed. */
  service?: Service | undefined;
  now: Date;
  /** Such as `voicebot --profile acme`. */
  command: string;
}

/** Checks that the last run is not long ago. */
export function checkLastRun(
  lastRun: LastRun | undefined,
  { state, service, now, command }: Surroundings,
): Check[] {
  const isInstalled = state?.installed !== undefined;
  const last = lastRun ? `The last run came ${ago(lastRun.at, now)}` : 'No run has come yet';
  if (lastRun && !isLate(lastRun, now))
    return [ok('runs', `${last} (${lastRun.command}): ${workOf(lastRun, now)}.`)];
  if (isInstalled) {
    const hint = lastRun
      ? `Is cron itself running? If not, ${startCron}`
      : `The first comes within a minute of the installation. If none does, cron itself is not running: ${startCron}`;
    return [warning('runs', `Cron is to place due calls every minute. ${last}.`, { hint })];
  }
  if (service) {
    const hint = `To start it: ${service.start.map(([line]) => line).join(' && ')}. To see what it says: ${service.show.join('; ')}`;
    return [warning('runs', `The service ${service.name} is to place due calls. ${last}.`, { hint })];
  }
  return [
    warning('runs', `Nothing places due calls: neither cron nor watch is at work. ${last}.`, {
      hint: `To have cron place them: ${command} cron install`,
    }),
  ];
}

/** Returns `3 min ago`; `just now` also if the clock has been put back since. */
function ago(at: Date, now: Date): string {
  return at >= now ? 'just now' : relativeTo(at, now).replace(/^now$/, 'just now');
}

/** Returns whether the next run should have come by now. */
function isLate({ at, command }: LastRun, now: Date): boolean {
  return now.getTime() - at.getTime() > (command === 'watch' ? watchIsLateAfter : cronIsLateAfter);
}

/** Says what a run did, or when one last did anything. */
function workOf({ at, lastWork }: LastRun, now: Date): string {
  if (!lastWork) return 'nothing was due';
  const { processed, succeeded, failed, problem } = lastWork;
  const calls = processed === 1 ? '1 call' : `${processed} calls`;
  const did = [
    ...(processed > 0 ? [`${calls}, ${succeeded} succeeded, ${failed} failed`] : []),
    ...(problem === null ? [] : [`it stopped (${problem})`]),
  ].join('; ');
  const isThisOne = lastWork.at.getTime() === at.getTime();
  return isThisOne ? did : `nothing was due; before, ${ago(lastWork.at, now)}: ${did}`;
}

/** Says with which program and where a run ran. */
export function programOf({
  node,
  nodeVersion,
  script,
  version: itsVersion,
  environment,
}: LastRun): string[] {
  const home = environment['HOME'];
  return [
    `Node ${nodeVersion.replace(/^v/, '')}, ${node}`,
    `voicebot ${itsVersion}, ${script}`,
    ...(home === undefined ? [] : [`HOME=${home}`]),
  ];
}

/** Warns if the last run was by another voicebot or another Node than this. */
export function checkSameProgram(lastRun: LastRun, { node, script }: Context['parts']['program']): Check[] {
  const isSame = lastRun.version === version && isSameFile(lastRun.node, node);
  if (isSame && isSameFile(lastRun.script, script)) return [];
  return [
    warning('other_program', 'The last run was by another installation than this one.', {
      hint: programOf(lastRun).join('; '),
    }),
  ];
}

function stateIfAny(context: Context): CronState | undefined {
  try {
    return cronState(context);
  } catch (error) {
    // Without a crontab, a service or watch may be at work.
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** Returns a check as lines for a person. */
export function checkLines(check: Check): Printable[] {
  if (check.status === 'ok') return [styled`${paint.green('✓')} ${check.message}`];
  return [
    styled`${paint.yellow('!')} ${check.message}`,
    ...(check.hint ? [styled`  ${paint.dim(check.hint)}`] : []),
  ];
}
