import { selectContacts } from '../../../operations/contacts/select-contacts.ts';
import {
  alreadyScheduled,
  type LeftOut,
  type PlannedCalls,
  planScheduledCalls,
  scheduleCalls,
} from '../../../operations/scheduling/schedule-calls.ts';
import type { Context } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { settleCallSetup } from '../../options/call-setup.ts';
import { parseFutureInstant } from '../../options/future-instant.ts';
import { readSelection, selecting } from '../../options/read-selection.ts';
import type { SelectionOptions } from '../../options/selection.ts';
import { openProgress } from '../../terminal/progress.ts';
import { paint, styled } from '../../terminal/styled-text.ts';
import { describePlan, showPlanOnly, summarizeNames } from './plan.ts';
import { scheduledCallObjects } from './scheduled-call-objects.ts';

interface ScheduleOptions extends SelectionOptions {
  at: string;
  every?: number | undefined;
  from?: string | undefined;
  agent?: string | undefined;
  var?: Record<string, string> | undefined;
  maxAttempts?: number | undefined;
  dryRun?: true | undefined;
}

/** `schedule`: schedules calls to the selected contacts, one after another. */
export async function schedule(
  context: Context,
  words: string[],
  options: ScheduleOptions,
): Promise<ExitCode | undefined> {
  const { settings, output, terminal, clock } = context;
  const { every = settings.interval, maxAttempts = settings.maxAttempts } = options;
  const first = parseFutureInstant(context, options.at);
  const store = await context.store();
  const selection = await readSelection(context, words, options);
  const progress = openProgress(terminal);
  const contacts = await selectContacts(store, selection, selecting(context, progress)).finally(progress.end);
  const setup = await settleCallSetup(context, options);
  const call = { ...setup, dynamicVariables: options.var ?? {}, maxAttempts };
  const planned = planScheduledCalls({ contacts, first, every, call });
  const { plan, leftOut } = planned;
  if (leftOut.length > 0) {
    const names = summarizeNames(leftOut.map(({ contact }) => contact));
    terminal.note(paint.yellow(`Left out, must not be called: ${names}.`));
  }
  for (const line of describePlan(context, plan, every, setup)) terminal.note(line);
  if (options.dryRun) {
    showPlanOnly(context, planned, leftOutView(leftOut));
    return undefined;
  }
  const waiting = await alreadyScheduled(store, planned);
  if (waiting.length > 0) {
    const names = summarizeNames(waiting);
    terminal.note(paint.yellow(`Already scheduled, and would be called again: ${names}.`));
  }
  const calls = plan.calls.length === 1 ? 'this call' : `these ${plan.calls.length} calls`;
  await terminal.confirm(`Schedule ${calls}?`, { default: waiting.length === 0, unattended: 'proceed' });
  const at = { text: options.at, zone: settings.timezone, locale: settings.locale };
  const ids = await scheduleCalls(store, planned, at, clock());
  const message = `${ids.length} call(s) scheduled successfully`;
  await output.longResult(
    {
      before: { success: true, message },
      key: 'scheduledCalls',
      rows: scheduledCallObjects(store, ids),
      after: leftOutView(leftOut),
    },
    () => styled`${paint.green('✓')} ${summaryOf(context, ids, planned)}`,
  );
  // Leaving out a contact that was named is a partial failure; a tag may well include some who must not be called.
  return leftOut.length > 0 && words.length > 0 ? exitCodes.partly_done : undefined;
}

function leftOutView(leftOut: readonly LeftOut[]): Record<string, unknown> {
  if (leftOut.length === 0) return {};
  return {
    leftOut: leftOut.map(({ contact, code }) => ({
      contactId: contact.id,
      reason: code.replaceAll('_', ' '),
    })),
  };
}

/** Returns the result for a person: `Scheduled 3 calls: ids 4-6`, or whom and when for a single call. */
function summaryOf({ output }: Context, ids: readonly number[], { plan }: PlannedCalls): string {
  const [call] = plan.calls;
  if (ids.length === 1 && call)
    return `Scheduled call ${ids[0]}: ${summarizeNames([call.contact])}, ${output.show.time(call.at)}`;
  return `Scheduled ${ids.length} calls: ids ${ids[0]}-${ids.at(-1)}`;
}
