import { retryCalls } from '../../../operations/scheduling/retry-calls.ts';
import { missingArgument } from '../../asking/can-ask.ts';
import { settleScheduledCalls } from '../../asking/scheduled-calls.ts';
import type { Context } from '../../context.ts';
import { type DryRun, headline, storeFor, successView } from '../../dry-run.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { parseCallIds } from '../../options/call-ids.ts';
import { parseFutureInstant } from '../../options/future-instant.ts';
import { withStandardInput } from '../../options/input/standard-input.ts';
import { paint, styled } from '../../terminal/styled-text.ts';
import { namesOfCalls } from './name-calls.ts';
import { scheduledCallObjects } from './scheduled-call-objects.ts';

interface RetryOptions extends DryRun {
  at?: string | undefined;
  maxAttempts?: number | undefined;
}

/** `scheduled retry`: gives FAILED calls new attempts. */
export async function retryScheduled(
  context: Context,
  given: string[],
  options: RetryOptions,
): Promise<ExitCode | undefined> {
  const { terminal, output, settings, clock } = context;
  const words = await settleScheduledCalls(context, given, {
    question: 'Which calls to try again?',
    status: 'FAILED',
  });
  if (words.length === 0) throw missingArgument('ids');
  const ids = parseCallIds(await withStandardInput(words, terminal.stdin, 'scheduledCall'));
  const at = options.at === undefined ? undefined : parseFutureInstant(context, options.at);
  const when = at ? `on ${output.show.time(at)}` : 'as soon as possible';
  const newAttempts = options.maxAttempts ?? settings.maxAttempts;
  const store = await storeFor(context, options);
  if (!options.dryRun && terminal.canPrompt) {
    const who = namesOfCalls(await store.scheduledCalls(ids));
    const question = `Try ${callCount(ids)}${who ? `, to ${who},` : ''} again ${when}?`;
    await terminal.confirm(question, { default: true, unattended: 'proceed' });
  }
  const { retried, notRetried } = await retryCalls(store, ids, { at, newAttempts }, clock());
  const message = `${retried.length} call(s) ${options.dryRun ? 'would' : 'will'} be tried again`;
  await output.longResult(
    {
      before: { ...successView(options, notRetried.length === 0), message },
      key: 'scheduledCalls',
      rows: scheduledCallObjects(store, retried),
      after: { notRetried },
    },
    () =>
      headline(
        options,
        `Trying ${callCount(retried)} again ${when}`,
        `try ${callCount(retried)} again ${when}`,
      ),
  );
  if (notRetried.length === 0) return undefined;
  for (const { id, reason } of output.format.json ? [] : notRetried)
    terminal.err(styled`${paint.yellow('!')} Call ${id} will not be tried again: ${reason}`);
  return exitCodes.partly_done;
}

function callCount(ids: readonly number[]): string {
  return ids.length === 1 ? `call ${ids[0]}` : `${ids.length} calls`;
}
