import type { RunEvent, RunResult } from '../../../operations/calling/run-events.ts';
import type { Context } from '../../context.ts';
import { reportError } from '../../errors.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { listenForStop } from '../../options/stopping.ts';
import { scheduledCallFields } from '../../terminal/columns.ts';
import { runLine } from './run-lines.ts';

interface ProcessDueOptions {
  limit?: number | undefined;
  concurrency?: number | undefined;
  dryRun?: true | undefined;
}

/** `process-due` */
export function processDueCalls(context: Context, options: ProcessDueOptions): Promise<ExitCode | undefined> {
  return options.dryRun ? showDue(context, options) : processNow(context, options);
}

async function processNow(context: Context, options: ProcessDueOptions): Promise<ExitCode | undefined> {
  const { output, terminal, settings } = context;
  const { processDue } = await import('../../../operations/calling/process-due.ts');
  const calling = await context.calling();
  const stopping = listenForStop(context, 'calls being placed are finished first');
  const reader = { zone: settings.timezone, locale: settings.locale };
  const tell = (event: RunEvent) => {
    if (!output.format.json && event.kind !== 'still_unknown' && event.kind !== 'changed') {
      terminal.out(runLine(event, terminal.paint, reader));
    }
  };
  const result = await processDue(calling, {
    concurrency: options.concurrency ?? settings.concurrency,
    ...(options.limit ? { limit: options.limit } : {}),
    signal: stopping.signal,
    onEvent: tell,
  });
  stopping.end();
  return conclude(context, result, stopping.code());
}

/** Tells what the run did. A run with nothing to do says nothing: cron would send a mail. */
function conclude(context: Context, result: RunResult, stopped: 130 | 143 | undefined): ExitCode | undefined {
  const { output, terminal } = context;
  const { processed, succeeded, failed, errors } = result;
  const message = `Processed ${processed} scheduled call(s)`;
  const results = { processed, succeeded, failed, errors };
  if (result.stopped && processed > 0 && output.format.json) {
    const { code, message: why, hint } = result.stopped;
    output.result({ success: false, error: { code, message: why, hint }, message, results }, () => []);
    return exitCodes[result.stopped.kind];
  }
  if (result.stopped && output.format.json) throw result.stopped;
  if (processed > 0 || output.format.json) {
    output.result(
      { success: true, message, results },
      () => `${message}: ${succeeded} succeeded, ${failed} failed`,
    );
  }
  const { calls, orMore } = result.waiting;
  if (calls > 0 && !result.stopped) {
    terminal.note(`${calls}${orMore ? ' or' : ''} more are due, and wait for a free line at Retell.`);
  }
  if (result.stopped) return reportError(result.stopped, terminal, { json: false, debug: false });
  if (stopped) return stopped;
  return errors.length > 0 ? exitCodes.partly_done : undefined;
}

async function showDue(context: Context, { limit }: ProcessDueOptions): Promise<undefined> {
  const store = await context.store();
  const rows = await store.listDue(context.clock().now(), limit);
  await context.output.list({
    key: 'scheduledCalls',
    rows,
    fields: scheduledCallFields,
    empty: 'Nothing is due.',
  });
  return undefined;
}
