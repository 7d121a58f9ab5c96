import { Problem } from '../../../domain/problem.ts';
import type { RetryResult } from '../../../operations/ports/scheduled-call-store.ts';
import type { Context } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { callIds } from '../../options/call-ids.ts';
import { futureInstant } from '../../options/future-instant.ts';
import { withStandardInput } from '../../options/standard-input.ts';
import { noSuchScheduledCall } from './resolve.ts';
import { scheduledCallObjects } from './scheduled-call-objects.ts';

export interface RetryOptions {
  at?: string | undefined;
  maxAttempts?: number | undefined;
}

/** `scheduled retry` */
export async function retryScheduled(
  context: Context,
  words: string[],
  options: RetryOptions,
): Promise<ExitCode | undefined> {
  const { terminal, output, settings, clock } = context;
  const ids = callIds(await withStandardInput(words, terminal.stdin));
  const at = options.at === undefined ? undefined : await futureInstant(context, options.at);
  const many = ids.length === 1 ? `call ${ids[0]}` : `${ids.length} calls`;
  const when = at ? `at ${output.show.time(at)}` : 'as soon as possible';
  await terminal.confirm(`Try ${many} again, ${when}?`, { proposal: true, unasked: 'go ahead' });
  const now = clock().now();
  const newAttempts = options.maxAttempts ?? settings.maxAttempts;
  const store = await context.store();
  const result = await store.retryScheduledCalls(ids, { at: at ?? now, newAttempts, now });
  const notRetried = notRetriedOf(result);
  const [first] = notRetried;
  if (first && result.retried.length === 0) throw nothingToRetry(result);
  const message = `${result.retried.length} call(s) will be tried again`;
  await output.longResult(
    {
      before: { success: !first, message },
      key: 'scheduledCalls',
      rows: scheduledCallObjects(store, result.retried),
      after: { notRetried },
    },
    () => `${terminal.paint.green('✓')} ${message}, ${when}`,
  );
  if (!first) return undefined;
  for (const { id, reason } of output.format.json ? [] : notRetried) {
    terminal.err(`${terminal.paintErr.yellow('!')} Call ${id} will not be tried again: ${reason}`);
  }
  return exitCodes.partly_done;
}

function notRetriedOf({ notFailed, missing }: RetryResult) {
  return [
    ...notFailed.map(({ id, status }) => ({ id, status, reason: `it is ${status}, not FAILED` })),
    ...missing.map((id) => ({ id, status: null, reason: 'there is no such scheduled call' })),
  ];
}

function nothingToRetry({ notFailed, missing }: RetryResult): Problem {
  if (notFailed.length === 0) return noSuchScheduledCall(missing);
  const reasons = notFailed.slice(0, 5).map(({ id, status }) => `call ${id} is ${status}`);
  return new Problem('refused', {
    code: 'not_failed',
    message: `Only a call that has FAILED can be tried again: ${reasons.join(', ')}.`,
    hint: "'voicebot scheduled list --status FAILED' shows those that have.",
  });
}
