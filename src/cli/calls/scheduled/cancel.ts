import { whyNotCancellable } from '../../../domain/calls/scheduled-call.ts';
import { Problem } from '../../../domain/problem.ts';
import type { CancelResult } from '../../../operations/ports/scheduled-call-store.ts';
import type { Context } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { callIds } from '../../options/call-ids.ts';
import { withStandardInput } from '../../options/standard-input.ts';
import { openProgress } from '../../terminal/progress.ts';
import { noSuchScheduledCall } from './resolve.ts';
import { scheduledCallObjects } from './scheduled-call-objects.ts';

/** `scheduled cancel` */
export async function cancelScheduled(
  context: Context,
  words: string[],
  options: { all?: true | undefined },
): Promise<ExitCode | undefined> {
  const { terminal, output } = context;
  if (options.all && words.length > 0)
    throw nothingChosen('Name the calls to cancel, or say --all, but not both.');
  const ids = options.all ? 'all' : callIds(await withStandardInput(words, terminal.stdin));
  if (ids.length === 0) throw nothingChosen('No call to cancel was named.');
  const store = await context.store();
  if (ids === 'all') {
    await terminal.confirm('Cancel every call that is PENDING?', { proposal: false, unasked: 'refuse' });
  }
  const { cancelCalls } = await import('../../../operations/scheduling/cancel-calls.ts');
  const progress = openProgress(terminal);
  const now = () => context.clock().now();
  const result = await cancelCalls(store, ids, {
    now,
    onProgress: (calls) => progress.at('Cancelling', calls),
  });
  progress.end();
  const problem = problemOf(result);
  if (problem && result.cancelled.length === 0) throw problem;
  await output.longResult(
    {
      before: { success: !problem, message: messageOf(result.cancelled.length) },
      key: 'scheduledCalls',
      rows: scheduledCallObjects(store, result.cancelled),
      after: { notCancelled: notCancelled(result) },
    },
    () => `${terminal.paint.green('✓')} ${messageOf(result.cancelled.length)}`,
  );
  if (!problem) return undefined;
  if (output.format.json) return exitCodes.partly_done;
  for (const { id, reason } of notCancelled(result)) {
    terminal.err(`${terminal.paintErr.yellow('!')} Call ${id} was not cancelled: ${reason}`);
  }
  return exitCodes.partly_done;
}

function nothingChosen(message: string): Problem {
  const hint = "Name calls by id, or say --all; 'voicebot scheduled list --status PENDING' shows them.";
  return new Problem('usage', { code: 'nothing_chosen', message, hint });
}

function messageOf(count: number): string {
  if (count === 0) return 'Nothing was PENDING';
  return count === 1
    ? 'Scheduled call cancelled successfully'
    : `${count} scheduled calls cancelled successfully`;
}

function notCancelled({ notPending, missing }: CancelResult) {
  return [
    ...notPending.map(({ id, status }) => ({ id, status, reason: whyNotCancellable(status) })),
    ...missing.map((id) => ({ id, status: null, reason: 'there is no such scheduled call' })),
  ];
}

function problemOf(result: CancelResult): Problem | undefined {
  if (result.notPending.length === 0)
    return result.missing.length === 0 ? undefined : noSuchScheduledCall(result.missing);
  const reasons = notCancelled(result).map(
    ({ id, status, reason }) => `call ${id}${status ? ` is ${status}` : ''}: ${reason}`,
  );
  return new Problem('refused', {
    code: 'not_pending',
    message: `${reasons.slice(0, 5).join('; ')}${reasons.length > 5 ? `; and ${reasons.length - 5} more` : ''}.`,
    hint: 'Only a call that is PENDING can be cancelled.',
  });
}
