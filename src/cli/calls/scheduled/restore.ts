import { policyFrom } from '../../../operations/calling/calling.ts';
import { restoreCalls } from '../../../operations/scheduling/restore-calls.ts';
import { knownCallTimes } from '../../../session/call-times-setting.ts';
import { missingArgument } from '../../asking/can-ask.ts';
import { settleScheduledCalls } from '../../asking/scheduled-calls.ts';
import type { Context } from '../../context.ts';
import { type DryRun, headline, storeFor, successView } from '../../dry-run.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { parseCallIds } from '../../options/call-ids.ts';
import { parseFutureInstant } from '../../options/future-instant.ts';
import { withStandardInput } from '../../options/input/standard-input.ts';
import { paint, styled } from '../../terminal/styled-text.ts';
import { callsNamed, countOfCalls, namesOfCalls } from './name-calls.ts';
import { scheduledCallObjects } from './scheduled-call-objects.ts';

interface RestoreOptions extends DryRun {
  at?: string | undefined;
}

/** `scheduled restore`: schedules cancelled calls again. */
export async function restoreScheduled(
  context: Context,
  given: string[],
  options: RestoreOptions,
): Promise<ExitCode | undefined> {
  const { terminal, output, settings, clock } = context;
  const question = { question: 'Which calls to restore?', status: 'CANCELLED' } as const;
  const words = await settleScheduledCalls(context, given, question);
  if (words.length === 0) throw missingArgument('ids');
  const ids = parseCallIds(await withStandardInput(words, terminal.stdin, 'scheduledCall'));
  const at = options.at === undefined ? undefined : parseFutureInstant(context, options.at);
  const store = await storeFor(context, options);
  if (!options.dryRun && ids.length > 1 && terminal.canPrompt) {
    const calls = await store.scheduledCalls(ids);
    const which = `${countOfCalls(calls.length)}: ${namesOfCalls(calls)}`;
    await terminal.confirm(`Restore ${which}?`, { default: true, unattended: 'proceed' });
  }
  const { timezone, locale, isLocal: simulated } = settings;
  const policy = policyFrom(settings, await knownCallTimes(settings, store));
  const restoring = { store, clock: clock(), at, timezone, locale, simulated, policy };
  const { restored, notRestored } = await restoreCalls(ids, restoring);
  const named = output.format.json ? '' : await callsNamed(context, restored, options);
  const message = options.dryRun
    ? `${countOfCalls(restored.length)} would be restored`
    : `${restored.length} call(s) restored successfully`;
  await output.longResult(
    {
      before: { ...successView(options, notRestored.length === 0), message },
      key: 'scheduledCalls',
      rows: scheduledCallObjects(store, restored),
      after: { notRestored },
    },
    () => headline(options, `Restored ${named}`, `restore ${named}`),
  );
  if (notRestored.length === 0) return undefined;
  for (const { id, reason } of output.format.json ? [] : notRestored)
    terminal.err(styled`${paint.yellow('!')} Call ${id} was not restored: ${reason}`);
  return exitCodes.partly_done;
}
