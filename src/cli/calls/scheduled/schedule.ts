import { selectContacts } from '../../../operations/contacts/select-contacts.ts';
import {
  alreadyScheduled,
  type LeftOut,
  planScheduledCalls,
  scheduleCalls,
} from '../../../operations/scheduling/schedule-calls.ts';
import type { Context } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { settleCallSetup } from '../../options/call-setup.ts';
import { futureInstant } from '../../options/future-instant.ts';
import { readSelection, selecting } from '../../options/read-selection.ts';
import type { SelectionOptions } from '../../options/selection.ts';
import { openProgress } from '../../terminal/progress.ts';
import { describePlan, showPlanOnly, someOf } from './plan.ts';
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

/** `schedule` */
export async function schedule(
  context: Context,
  words: string[],
  options: ScheduleOptions,
): Promise<ExitCode | undefined> {
  const { settings, output, terminal, clock } = context;
  const { every = settings.interval, maxAttempts = settings.maxAttempts } = options;
  const first = futureInstant(context, options.at);
  const store = await context.store();
  const selection = await readSelection(context, words, options);
  const progress = openProgress(terminal);
  const contacts = await selectContacts(store, selection, selecting(context, progress)).finally(progress.end);
  const setup = await settleCallSetup(context, options);
  const call = { ...setup, dynamicVariables: options.var ?? {}, maxAttempts };
  const planned = planScheduledCalls({ contacts, first, every, call });
  const { plan, leftOut } = planned;
  if (leftOut.length > 0)
    terminal.note(
      terminal.paintErr.yellow(`Left out, must not be called: ${someOf(leftOut.map((one) => one.contact))}.`),
    );
  for (const line of describePlan(context, plan, every, setup)) terminal.note(line);
  if (options.dryRun) {
    showPlanOnly(context, planned, leftOutView(leftOut));
    return undefined;
  }
  const waiting = await alreadyScheduled(store, planned);
  if (waiting.length > 0)
    terminal.note(
      terminal.paintErr.yellow(`Already scheduled, and would be called again: ${someOf(waiting)}.`),
    );
  const many = plan.calls.length === 1 ? 'this call' : `these ${plan.calls.length} calls`;
  await terminal.confirm(`Schedule ${many}?`, { default: waiting.length === 0, unattended: 'proceed' });
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
    () => `${terminal.paint.green('✓')} ${message}: ${idsOf(ids)}`,
  );
  // A contact that was named and left out was not done; a tag may well have contacts who must not be called.
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

function idsOf(ids: readonly number[]): string {
  const [first, last] = [ids[0], ids.at(-1)];
  return first === last ? `id ${first}` : `ids ${first} to ${last}`;
}
