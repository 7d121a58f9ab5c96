import type { Context } from '../context.ts';
import { checkLines, checkRuns } from './check-runs.ts';

/** Tells a person whose calls are scheduled, but would never ring: no run of cron, of a service or of `watch` comes. */
export function noteIfNothingRuns(context: Context, scheduled: readonly number[]): void {
  const { terminal, clock, output } = context;
  // By a rehearsal's clock, runs are made by hand.
  if (scheduled.length === 0 || terminal.widthErr === undefined || output.format.json || !clock().isReal)
    return;
  const runs = checkRuns(context).find(({ name, status }) => name === 'runs' && status !== 'ok');
  if (runs) terminal.note(checkLines(runs));
}
