import { Problem } from '../../../domain/problem.ts';
import { cancelCalls } from '../../../operations/scheduling/cancel-calls.ts';
import { settleScheduledCalls } from '../../asking/scheduled-calls.ts';
import type { Context } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { parseCallIds } from '../../options/call-ids.ts';
import { withStandardInput } from '../../options/input/standard-input.ts';
import { printable } from '../../terminal/printable.ts';
import { openProgress } from '../../terminal/progress.ts';
import { paint, styled } from '../../terminal/styled-text.ts';
import { scheduledCallObjects } from './scheduled-call-objects.ts';

/** `scheduled cancel`: cancels the named calls, or every call that is PENDING. */
export async function cancelScheduled(
  context: Context,
  given: string[],
  options: { all?: true | undefined },
): Promise<ExitCode | undefined> {
  const { terminal, output, clock } = context;
  if (options.all && given.length > 0)
    throw nothingChosen('Name the calls to cancel, or add --all, but not both.');
  const words = options.all
    ? []
    : await settleScheduledCalls(context, given, { question: 'Which calls to cancel?', status: 'PENDING' });
  const ids = options.all
    ? 'all'
    : parseCallIds(await withStandardInput(words, terminal.stdin, 'scheduledCall'));
  if (ids.length === 0) throw nothingChosen('No calls to cancel were named.');
  const store = await context.store();
  if (ids === 'all')
    await terminal.confirm('Cancel every PENDING call?', {
      default: false,
      unattended: 'refuse',
      action: 'Cancelling every PENDING call',
    });
  const progress = openProgress(terminal);
  const { cancelled, notCancelled } = await cancelCalls(store, ids, {
    clock: clock(),
    onProgress: (calls) => progress.at('Cancelling', calls),
  }).finally(progress.end);
  const message = messageOf(cancelled.length);
  const summary = output.format.json ? '' : await summaryOf(context, cancelled);
  await output.longResult(
    {
      before: { success: notCancelled.length === 0, message },
      key: 'scheduledCalls',
      rows: scheduledCallObjects(store, cancelled),
      after: { notCancelled },
    },
    () => styled`${paint.green('✓')} ${summary}`,
  );
  if (notCancelled.length === 0) return undefined;
  for (const { id, reason } of output.format.json ? [] : notCancelled)
    terminal.err(styled`${paint.yellow('!')} Call ${id} was not cancelled: ${reason}`);
  return exitCodes.partly_done;
}

function nothingChosen(message: string): Problem {
  const hint = 'Name calls by id, or add --all. To list them: voicebot scheduled list --status PENDING';
  return new Problem('usage', { code: 'nothing_chosen', message, hint });
}

function messageOf(count: number): string {
  if (count === 0) return 'No call was PENDING';
  return count === 1
    ? 'Scheduled call cancelled successfully'
    : `${count} scheduled calls cancelled successfully`;
}

/** Returns the result for a person, with whom and when for a single call: `Cancelled call 1: Ada, Fri 27 Nov, 9:00 am AEDT`. */
async function summaryOf({ store, output }: Context, [id, ...others]: readonly number[]): Promise<string> {
  if (id === undefined) return 'No calls are PENDING';
  if (others.length > 0) return `Cancelled ${others.length + 1} calls`;
  const call = await (await store()).scheduledCall(id);
  const callee = printable(call?.contact?.name ?? '') || call?.contact?.phoneNumber;
  const details = [callee, call && output.show.time(call.scheduledTime)].filter(Boolean).join(', ');
  return `Cancelled call ${id}${details ? `: ${details}` : ''}`;
}
