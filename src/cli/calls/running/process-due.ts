import { countText } from '../../../domain/count-text.ts';
import { HaltProblem } from '../../../operations/calling/halts/halt-problem.ts';
import { processDue } from '../../../operations/calling/process-due.ts';
import type { RunEvent, RunResult } from '../../../operations/calling/run-events.ts';
import { haltView } from '../../../views/halt.ts';
import type { Context } from '../../context.ts';
import { errorView } from '../../errors.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { haltLine } from '../../halt-line.ts';
import { listenForStop } from '../../options/stopping.ts';
import { scheduledCallFields } from '../../terminal/columns.ts';
import type { Printable } from '../../terminal/styled-text.ts';
import { whatComesNext } from '../planning/what-comes-next.ts';
import { confirmRun } from './confirm-run.ts';
import { formatEvent, tellerOf } from './format-event.ts';
import { eventView, logLine } from './log-line.ts';
import { noted } from './noted.ts';

interface ProcessDueOptions {
  limit?: number | undefined;
  concurrency?: number | undefined;
  dryRun?: true | undefined;
  check?: true | undefined;
}

/** Events that a run does not print: they will come up again, or are not news. */
const silentEvents: ReadonlySet<RunEvent['kind']> = new Set(['still_unknown', 'changed', 'postponed']);

/** Events that `--quiet` does not print: they are no failures. */
const goodEvents: ReadonlySet<RunEvent['kind']> = new Set(['placed', 'found']);

function isSilent(event: RunEvent): boolean {
  return silentEvents.has(event.kind) && !('waitsFor' in event && event.waitsFor === 'operator');
}

function isGood(event: RunEvent): boolean {
  return goodEvents.has(event.kind) || (event.kind === 'opted_out' && event.isClear);
}

/** `process-due`: places due calls once. */
export async function processDueCalls(
  context: Context,
  options: ProcessDueOptions,
): Promise<ExitCode | undefined> {
  if (options.check) return (await import('./check-run.ts')).checkRun(context);
  if (options.dryRun) return showDue(context, options);
  await confirmRun(context, options);
  const { output, settings } = context;
  const calls: Record<string, unknown>[] = [];
  const onEvent = (event: RunEvent) => {
    if (isSilent(event)) return;
    if (output.format.json) calls.push(eventView(event));
    else say(context, formatEvent(event, tellerOf(context)), { isFailure: !isGood(event) });
  };
  const stopping = listenForStop(context, 'the calls in progress');
  const { limit, concurrency = settings.concurrency } = options;
  const how = { concurrency, limit, signal: stopping.signal, onEvent };
  const result = await noted(context, async () => processDue(await context.calling(), how));
  stopping.end();
  return output.format.json
    ? showJson(context, result, calls, stopping.code())
    : show(context, result, stopping.code());
}

/** Prints a line of the run; with `--quiet` only a failure, the rest goes to the log alone. */
function say(context: Context, text: Printable, { isFailure }: { isFailure: boolean }): void {
  const { terminal } = context;
  const line = logLine(context, text);
  if (terminal.isQuiet && !isFailure) terminal.log(line);
  else terminal.out(line);
}

/** Shows what the run did. A run with nothing to do prints nothing, as cron would send a mail. */
async function show(
  context: Context,
  result: RunResult,
  signalled: ExitCode | undefined,
): Promise<ExitCode | undefined> {
  const { terminal } = context;
  const { processed, succeeded, failed, errors, stopped } = result;
  if (processed > 0) {
    const calls = processed === 1 ? '1 scheduled call' : `${processed} scheduled calls`;
    say(context, `Processed ${calls}: ${succeeded} succeeded, ${failed} failed`, { isFailure: false });
  }
  const done = signalled ?? (errors.length > 0 ? exitCodes.partly_done : undefined);
  tellOfHalt(context, result);
  if (stopped instanceof HaltProblem) return result.halted?.isNews ? exitCodes.refused : done;
  // A person who runs it by hand must know why nothing happens.
  if (stopped && result.isKnown && !terminal.isInteractive) return exitCodes[stopped.kind];
  if (stopped) throw stopped;
  if (result.waiting.calls > 0) terminal.note(waitingNote(result.waiting));
  else if (processed === 0 && terminal.isInteractive) await noteIdle(context, result);
  return done;
}

/** Says to a person why nothing happened, and what comes next. */
async function noteIdle(context: Context, { halted }: RunResult): Promise<void> {
  const { terminal, store, output } = context;
  const halt = halted ? undefined : await (await store()).standingHalt();
  terminal.note([
    'Nothing is due.',
    ...(await whatComesNext(context)),
    ...(halt ? [haltLine(halt, output.show)] : []),
  ]);
}

/** Tells of a halt, once over all runs: cron would send a mail each minute. */
function tellOfHalt({ terminal, output }: Context, { halted }: RunResult): void {
  if (!halted || !(halted.isNews || terminal.isInteractive)) return;
  const line = haltLine(halted.halt, output.show);
  // The operator knows of a halt of their own.
  if (halted.halt.by === 'failures') terminal.err(line);
  else terminal.note(line);
}

function showJson(
  { output }: Context,
  result: RunResult,
  calls: readonly object[],
  signalled: ExitCode | undefined,
): ExitCode | undefined {
  const { stopped, halted, waiting: _, isKnown: __, ...counts } = result;
  const results = { ...counts, calls };
  if (stopped && results.processed === 0) throw stopped;
  const error = stopped ? { error: errorView(stopped) } : {};
  const halt = halted ? haltView(halted.halt) : {};
  const message = `Processed ${results.processed} scheduled call(s)`;
  output.result({ success: !stopped, ...error, message, results, ...halt }, () => []);
  if (stopped) return exitCodes[stopped.kind];
  return signalled ?? (results.errors.length > 0 ? exitCodes.partly_done : undefined);
}

function waitingNote({ calls, orMore }: RunResult['waiting']): string {
  const count = `${countText(calls)}${orMore ? '+' : ''}`;
  return `${count} more ${count === '1' ? 'call is' : 'calls are'} due, waiting for a free line at Retell.`;
}

function isForPrograms({ output: { format } }: Context): boolean {
  return format.json || format.csv;
}

async function showDue(context: Context, { limit }: ProcessDueOptions): Promise<undefined> {
  const rows = await (await context.store()).listDue(context.clock().now(), limit);
  await context.output.list({
    key: 'scheduledCalls',
    rows,
    fields: scheduledCallFields,
    empty: 'Nothing is due.',
  });
  if (rows.length === 0 && !isForPrograms(context)) context.terminal.note(await whatComesNext(context));
}
