import { type CallPlan, planCalls } from '../../../domain/calls/plan.ts';
import type { ScheduledCallDraft } from '../../../domain/calls/scheduled-call.ts';
import { notToBeCalled } from '../../../domain/contacts/do-not-call.ts';
import type { ChosenContact } from '../../../operations/ports/contact-store.ts';
import type { Context } from '../../context.ts';
import { type ExitCode, exitCodes } from '../../exit-codes.ts';
import { type CallSetup, settleCallSetup } from '../../options/call-setup.ts';
import { futureInstant, refusePast } from '../../options/future-instant.ts';
import type { SelectionOptions } from '../../options/selection.ts';
import { filterOf } from '../../options/selection-options.ts';
import { withStandardInput } from '../../options/standard-input.ts';
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
  const { settings, output, terminal } = context;
  const { selectContacts } = await import('../../../operations/contacts/select-contacts.ts');
  const { every = settings.interval, maxAttempts = settings.maxAttempts } = options;
  const first = await futureInstant(context, options.at);
  const store = await context.store();
  const given = await withStandardInput(words, terminal.stdin);
  const selected = await selectContacts(store, given, await filterOf(context, options), settings.country);
  const { callable: contacts, marked } = byMark(selected);
  if (marked.length > 0)
    terminal.note(terminal.paintErr.yellow(`Not to be called, and left out: ${someOf(marked)}.`));
  const leftOut =
    marked.length > 0 ? { leftOut: marked.map(({ id }) => ({ contactId: id, reason: 'do not call' })) } : {};
  const setup = await settleCallSetup(context, options);
  const plan = planCalls(contacts, first, every);
  for (const line of describePlan(context, plan, every, setup)) terminal.note(line);
  const drafts = draftsOf(plan, setup, options.var ?? {}, maxAttempts);
  if (options.dryRun) {
    showPlanOnly(context, plan, drafts, leftOut);
    return undefined;
  }
  const waiting = await contactsAlreadyWaiting(context, contacts);
  if (waiting.length > 0) terminal.note(terminal.paintErr.yellow(alreadyWaiting(waiting)));
  const many = contacts.length === 1 ? 'this call' : `these ${contacts.length} calls`;
  await terminal.confirm(`Schedule ${many}?`, { proposal: waiting.length === 0, unasked: 'go ahead' });
  // Somebody may have thought it over until the time was past.
  await refusePast(context, first, options.at);
  const progress = openProgress(terminal);
  const scheduled = await store.scheduleCalls(drafts, context.clock().now(), (calls, share) =>
    progress.at('Scheduling', calls, share),
  );
  progress.end();
  const message = `${scheduled.length} call(s) scheduled successfully`;
  await output.longResult(
    {
      before: { success: true, message },
      key: 'scheduledCalls',
      rows: scheduledCallObjects(store, scheduled),
      after: leftOut,
    },
    () => `${terminal.paint.green('✓')} ${message}: ${idsOf(scheduled)}`,
  );
  // Whoever named somebody is told that it was not done; a tag may stand on people who must not be called.
  return marked.length > 0 && words.length > 0 ? exitCodes.partly_done : undefined;
}

/** @throws Problem `do_not_call` where nobody is left */
function byMark(contacts: readonly ChosenContact[]) {
  const marked = contacts.filter(({ doNotCallAt }) => doNotCallAt !== null);
  const callable = contacts.filter(({ doNotCallAt }) => doNotCallAt === null);
  if (callable.length === 0) throw notToBeCalled(someOf(marked));
  return { callable, marked };
}

function draftsOf(
  plan: CallPlan<ChosenContact>,
  setup: CallSetup,
  dynamicVariables: Record<string, string>,
  maxAttempts: number,
): ScheduledCallDraft[] {
  return plan.calls.map(({ contact, at }) => ({
    contactId: contact.id,
    ...setup,
    scheduledTime: at,
    dynamicVariables,
    maxAttempts,
  }));
}

async function contactsAlreadyWaiting(
  { store }: Context,
  contacts: ChosenContact[],
): Promise<ChosenContact[]> {
  const waiting = await (await store()).contactsWithPendingCalls(contacts.map((contact) => contact.id));
  return contacts.filter((contact) => waiting.has(contact.id));
}

function alreadyWaiting(contacts: ChosenContact[]): string {
  return `Already waiting for a call, and will be phoned once more: ${someOf(contacts)}.`;
}

function idsOf(ids: number[]): string {
  const [first, last] = [ids[0], ids.at(-1)];
  return first === last ? `id ${first}` : `ids ${first} to ${last}`;
}
