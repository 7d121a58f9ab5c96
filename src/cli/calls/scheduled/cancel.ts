import { Problem } from '../../../domain/problem.ts';
import { cancelCalls } from '../../../operations/scheduling/cancel-calls.ts';
import type { Context } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { callIds } from '../../options/call-ids.ts';
import { withStandardInput } from '../../options/standard-input.ts';
import { contactLabel } from '../../terminal/columns.ts';
import { openProgress } from '../../terminal/progress.ts';
import { scheduledCallObjects } from './scheduled-call-objects.ts';

/** `scheduled cancel` */
export async function cancelScheduled(
  context: Context,
  words: string[],
  options: { all?: true | undefined },
): Promise<ExitCode | undefined> {
  const { terminal, output, clock } = context;
  if (options.all && words.length > 0)
    throw nothingChosen('Name the calls to cancel, or add --all, but not both.');
  const ids = options.all ? 'all' : callIds(await withStandardInput(words, terminal.stdin));
  if (ids.length === 0) throw nothingChosen('No call to cancel was named.');
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
  const which = output.format.json ? '' : await described(context, cancelled);
  await output.longResult(
    {
      before: { success: notCancelled.length === 0, message },
      key: 'scheduledCalls',
      rows: scheduledCallObjects(store, cancelled),
      after: { notCancelled },
    },
    () => `${terminal.paint.green('✓')} ${message}${which}`,
  );
  if (notCancelled.length === 0) return undefined;
  for (const { id, reason } of output.format.json ? [] : notCancelled)
    terminal.err(`${terminal.paintErr.yellow('!')} Call ${id} was not cancelled: ${reason}`);
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

/** Returns whom a single cancelled call was to, and when: `: Grace Hopper +61…, Fri 27 Nov, 9:00 am AEDT`. */
async function described({ store, output }: Context, [id, ...others]: readonly number[]): Promise<string> {
  if (id === undefined || others.length > 0) return '';
  const call = await (await store()).scheduledCall(id);
  if (!call) return '';
  return `: ${contactLabel(call.contact?.name ?? '', call.contact?.phoneNumber ?? '')}, ${output.show.time(call.scheduledTime)}`;
}
