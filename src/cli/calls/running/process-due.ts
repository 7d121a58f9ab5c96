import { processDue } from '../../../operations/calling/process-due.ts';
import type { RunEvent, RunResult } from '../../../operations/calling/run-events.ts';
import type { Context } from '../../context.ts';
import { errorView } from '../../errors.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { listenForStop } from '../../options/stopping.ts';
import { scheduledCallFields } from '../../terminal/columns.ts';
import { runLine } from './run-lines.ts';

interface ProcessDueOptions {
  limit?: number | undefined;
  concurrency?: number | undefined;
  dryRun?: true | undefined;
}

/** Events that a run says nothing of: they will be back, or are no news. */
const unsaid: ReadonlySet<RunEvent['kind']> = new Set(['still_unknown', 'changed', 'postponed']);

/** `process-due` */
export async function processDueCalls(
  context: Context,
  options: ProcessDueOptions,
): Promise<ExitCode | undefined> {
  if (options.dryRun) return showDue(context, options);
  const { output, terminal, settings } = context;
  const calling = await context.calling();
  const stopping = listenForStop(context, 'the calls in progress');
  const reader = { zone: settings.timezone, locale: settings.locale };
  const result = await processDue(calling, {
    concurrency: options.concurrency ?? settings.concurrency,
    limit: options.limit,
    signal: stopping.signal,
    onEvent: (event) => {
      if (!output.format.json && !unsaid.has(event.kind))
        terminal.out(runLine(event, terminal.paint, reader));
    },
  });
  stopping.end();
  return output.format.json
    ? showJson(context, result, stopping.code())
    : show(context, result, stopping.code());
}

/** Shows what the run did. A run with nothing to do says nothing: cron would send a mail. */
function show(
  { terminal }: Context,
  result: RunResult,
  signalled: ExitCode | undefined,
): ExitCode | undefined {
  const { processed, succeeded, failed, errors, stopped } = result;
  if (processed > 0) terminal.out(`${messageOf(result)}: ${succeeded} succeeded, ${failed} failed`);
  if (stopped) throw stopped;
  const { calls, orMore } = result.waiting;
  if (calls > 0)
    terminal.note(`${calls}${orMore ? ' or' : ''} more are due, and wait for a free line at Retell.`);
  return signalled ?? (errors.length > 0 ? exitCodes.partly_done : undefined);
}

function showJson(
  { output }: Context,
  result: RunResult,
  signalled: ExitCode | undefined,
): ExitCode | undefined {
  const { stopped, waiting: _, ...results } = result;
  if (stopped && results.processed === 0) throw stopped;
  const error = stopped ? { error: errorView(stopped) } : {};
  output.result({ success: !stopped, ...error, message: messageOf(result), results }, () => []);
  if (stopped) return exitCodes[stopped.kind];
  return signalled ?? (results.errors.length > 0 ? exitCodes.partly_done : undefined);
}

function messageOf({ processed }: RunResult): string {
  return `Processed ${processed} scheduled call(s)`;
}

async function showDue(context: Context, { limit }: ProcessDueOptions): Promise<undefined> {
  const rows = await (await context.store()).listDue(context.clock().now(), limit);
  await context.output.list({
    key: 'scheduledCalls',
    rows,
    fields: scheduledCallFields,
    empty: 'Nothing is due.',
  });
}
