import type { ScheduledCall } from '../../../domain/calls/scheduled-call.ts';
import { Problem } from '../../../domain/problem.ts';
import type { WithContact } from '../../../operations/ports/call-ledger.ts';
import type { Store } from '../../../operations/ports/store.ts';
import { cancelCalls } from '../../../operations/scheduling/cancel-calls.ts';
import { settleScheduledCalls } from '../../asking/scheduled-calls.ts';
import type { Context } from '../../context.ts';
import { type DryRun, headline, storeFor, successView } from '../../dry-run.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { parseCallIds } from '../../options/call-ids.ts';
import { withStandardInput } from '../../options/input/standard-input.ts';
import { openProgress } from '../../terminal/progress.ts';
import { paint, styled } from '../../terminal/styled-text.ts';
import { callsNamed, countOfCalls, namesOfCalls } from './name-calls.ts';
import { scheduledCallObjects } from './scheduled-call-objects.ts';

interface CancelOptions extends DryRun {
  all?: true | undefined;
}

/** `scheduled cancel`: cancels the named calls, or every call that is PENDING. */
export async function cancelScheduled(
  context: Context,
  given: string[],
  options: CancelOptions,
): Promise<ExitCode | undefined> {
  const { terminal, output, clock } = context;
  const ids = await readIds(context, given, options);
  const store = await storeFor(context, options);
  if (!options.dryRun) await confirmCancel(context, store, ids);
  const progress = openProgress(terminal);
  const which = ids === 'all' && options.dryRun ? await idsOfPending(store) : ids;
  const { cancelled, notCancelled } = await cancelCalls(store, which, {
    clock: clock(),
    onProgress: (calls) => progress.at('Cancelling', calls),
  }).finally(progress.end);
  const named = output.format.json ? '' : await callsNamed(context, cancelled, options);
  await output.longResult(
    {
      before: {
        ...successView(options, notCancelled.length === 0),
        message: messageOf(cancelled.length, options),
      },
      key: 'scheduledCalls',
      rows: scheduledCallObjects(store, cancelled),
      after: { notCancelled },
    },
    () =>
      cancelled.length === 0
        ? 'No calls are PENDING'
        : headline(options, `Cancelled ${named}`, `cancel ${named}`),
  );
  if (terminal.isInteractive && !output.format.json && !options.dryRun && cancelled.length > 0)
    terminal.note(
      paint.dim(output.show.advice(`To undo this: voicebot scheduled restore ${rangesOf(cancelled)}`)),
    );
  if (notCancelled.length === 0) return undefined;
  for (const { id, reason } of output.format.json ? [] : notCancelled)
    terminal.err(styled`${paint.yellow('!')} Call ${id} was not cancelled: ${reason}`);
  return exitCodes.partly_done;
}

async function readIds(
  context: Context,
  given: string[],
  { all }: CancelOptions,
): Promise<readonly number[] | 'all'> {
  if (all && given.length > 0) throw nothingChosen('Name the calls to cancel, or add --all, but not both.');
  if (all) return 'all';
  const question = { question: 'Which calls to cancel?', status: 'PENDING' } as const;
  const words = await settleScheduledCalls(context, given, question);
  const ids = parseCallIds(await withStandardInput(words, context.terminal.stdin, 'scheduledCall'));
  if (ids.length === 0) throw nothingChosen('No calls to cancel were named.');
  return ids;
}

/** Asks before several calls are cancelled. @throws Problem `not_confirmed` */
async function confirmCancel(context: Context, store: Store, ids: readonly number[] | 'all'): Promise<void> {
  if (ids !== 'all' && ids.length === 1) return;
  const which = ids === 'all' ? 'every PENDING call' : countOfCalls(ids.length);
  const { canPrompt } = context.terminal;
  const question = canPrompt ? await questionOf(store, ids) : '';
  await context.terminal.confirm(question, {
    default: false,
    unattended: 'refuse',
    action: `Cancelling ${which}`,
  });
}

async function questionOf(store: Store, ids: readonly number[] | 'all'): Promise<string> {
  if (ids !== 'all') {
    const pending = (await store.scheduledCalls(ids)).filter(({ status }) => status === 'PENDING');
    return `Cancel ${describe(pending.length, pending)}?`;
  }
  const which = { statuses: ['PENDING'] as const };
  const { rows } = await store.pageOfScheduledCalls(which, { limit: 3 });
  const count = await store.countScheduledCalls(which, Number.MAX_SAFE_INTEGER);
  return `Cancel all ${describe(count, rows)}?`;
}

function describe(count: number, some: readonly WithContact<ScheduledCall>[]): string {
  return `${countOfCalls(count)}${some.length > 0 ? `: ${namesOfCalls(some, count)}` : ''}`;
}

async function idsOfPending(store: Store): Promise<number[]> {
  return (await store.pageOfScheduledCalls({ statuses: ['PENDING'] }, {})).rows.map(({ id }) => id);
}

function nothingChosen(message: string): Problem {
  const hint = 'Name calls by id, or add --all. To list them: voicebot scheduled list --status PENDING';
  return new Problem('usage', { code: 'nothing_chosen', message, hint });
}

function messageOf(count: number, { dryRun }: DryRun): string {
  if (dryRun) return `${countOfCalls(count)} would be cancelled`;
  if (count === 0) return 'No call was PENDING';
  return count === 1
    ? 'Scheduled call cancelled successfully'
    : `${count} scheduled calls cancelled successfully`;
}

/** How many ranges are written out in a command. */
const longest = 10;

/** Returns ids as a command takes them: `3-9,12`; `<ids...>` if that would be long. */
function rangesOf(ids: readonly number[]): string {
  const ranges: { from: number; to: number }[] = [];
  for (const id of [...ids].sort((a, b) => a - b)) {
    const last = ranges.at(-1);
    if (last && id === last.to + 1) last.to = id;
    else ranges.push({ from: id, to: id });
  }
  if (ranges.length > longest) return '<ids...>';
  return ranges.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(' ');
}
