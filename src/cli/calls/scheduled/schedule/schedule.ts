import type { Disposition } from '../../../../domain/calls/outcomes/disposition.ts';
import type { RedialRule } from '../../../../domain/calls/redial/redial-rules.ts';
import type { IfScheduled } from '../../../../domain/calls/scheduling/already-awaited.ts';
import { defaultName } from '../../../../domain/campaigns/default-name.ts';
import { countriesOf } from '../../../../domain/contacts/location/location.ts';
import type { Reader } from '../../../../domain/time/time-display.ts';
import { policyFrom } from '../../../../operations/calling/calling.ts';
import { selectContacts } from '../../../../operations/contacts/selecting/select-contacts.ts';
import {
  alreadyScheduledProblem,
  withoutScheduled,
} from '../../../../operations/scheduling/already-scheduled.ts';
import type { LeftOut, PlannedCalls } from '../../../../operations/scheduling/plan-calls.ts';
import { prepareSchedule } from '../../../../operations/scheduling/prepare-schedule.ts';
import { scheduleCalls } from '../../../../operations/scheduling/schedule-calls.ts';
import { knownCallTimes } from '../../../../session/call-times-setting.ts';
import { keepHeapSmall } from '../../../../small-heap.ts';
import type { Context } from '../../../context.ts';
import { type ExitCode, exitCodes } from '../../../exit-codes.ts';
import { settleCallSetup } from '../../../options/call-setup.ts';
import { readSelection, selecting } from '../../../options/read-selection.ts';
import type { SelectionOptions } from '../../../options/selection.ts';
import { openProgress } from '../../../terminal/progress.ts';
import { paint, styled } from '../../../terminal/styled-text.ts';
import type { Terminal } from '../../../terminal/terminal.ts';
import { noteIfNothingRuns } from '../../../unattended/note-if-nothing-runs.ts';
import { noteOutsideHours } from '../../outside-hours.ts';
import { scheduledCallObjects } from '../scheduled-call-objects.ts';
import { alreadyView, askIfScheduled, noteAlreadyScheduled, skippedBefore } from './already-scheduled.ts';
import { settlePlan } from './ask.ts';
import { inCampaign, readName, readNotReached, readRedial } from './campaign-options.ts';
import { checkSetup } from './check-setup.ts';
import { readCap } from './cost-cap.ts';
import { describePlan, showPlanOnly, summarizeNames } from './plan.ts';
import { readPace, readRules } from './plan-options.ts';
import { hoursView, leftOutView } from './plan-views.ts';

interface ScheduleOptions extends SelectionOptions {
  at?: string | undefined;
  every?: number | undefined;
  from?: string | undefined;
  agent?: string | undefined;
  var?: Record<string, string> | undefined;
  maxAttempts?: number | undefined;
  ifScheduled?: IfScheduled | undefined;
  name?: string | undefined;
  campaign?: string | undefined;
  lastOutcome?: Disposition[] | undefined;
  redial?: RedialRule[] | undefined;
  maxCost?: number | undefined;
  local?: true | undefined;
  notAfter?: string | undefined;
  callTimes?: string | undefined;
  outsideHours?: string | undefined;
  allowRepeat?: string | undefined;
  check: boolean;
  dryRun?: true | undefined;
  ask?: true | undefined;
}

/** `schedule`: schedules calls to the selected contacts, one after another. */
export async function schedule(
  context: Context,
  givenWords: string[],
  options: ScheduleOptions,
): Promise<ExitCode | undefined> {
  const { settings, output, terminal, clock } = context;
  const { maxAttempts = settings.maxAttempts } = options;
  const { words, at, every, isGuided } = await settlePlan(context, givenWords, options);
  const pace = readPace(context, at, { every, local: options.local });
  const rules = readRules(context, options, pace.first);
  const store = await context.store();
  keepHeapSmall();
  const name = await readName(store, options.name);
  const redial = readRedial(settings, options.redial);
  const notReached = await readNotReached(store, options);
  const selection = { ...(await readSelection(context, words, options)), notReached };
  const progress = openProgress(terminal);
  const contacts = await selectContacts(store, selection, selecting(context, progress)).finally(progress.end);
  const setup = await settleCallSetup(context, { ...options, isGuided });
  const isSetupChecked = await checkSetup(context, setup, options);
  const { timezone, locale } = settings;
  const simulated = settings.isLocal;
  const common = { maxAttempts, simulated, timezone, locale, spacing: every, ...rules };
  const call = { ...setup, dynamicVariables: options.var ?? {}, ...common };
  const policy = policyFrom(settings, await knownCallTimes(settings, store));
  if (policy.callTimes || rules.callTimes) await context.coverHolidays(countriesOf(contacts));
  const when = { ...readerOf(settings), text: at };
  const prepared = await prepareSchedule(store, { contacts, pace, call, policy }, when, clock());
  const { planned, already: found } = prepared;
  const { leftOut } = planned;
  noteLeftOut(terminal, leftOut);
  const ifScheduled = options.ifScheduled ?? (await askIfScheduled(context, found));
  if (found.length > 0 && ifScheduled === 'error') throw alreadyScheduledProblem(found, readerOf(settings));
  const toSchedule = ifScheduled === 'skip' ? withoutScheduled(planned, found) : planned;
  noteAlreadyScheduled(terminal, found, ifScheduled);
  const others = {
    setupChecked: isSetupChecked,
    ...leftOutView(leftOut),
    ...hoursView(toSchedule),
    ...alreadyView(found, ifScheduled),
  };
  if (toSchedule.plan.calls.length > 0)
    for (const line of describePlan(context, toSchedule, every, { ...setup, isChecked: isSetupChecked }))
      terminal.note(line);
  noteOutsideHours(terminal, toSchedule.outsideHours);
  const cap = await readCap(context, setup, options.maxCost);
  if (options.dryRun) {
    showPlanOnly(context, toSchedule, { ...others, ...cap.view });
    return undefined;
  }
  await confirmPlan(context, toSchedule);
  const named = {
    name: name ?? defaultName(toSchedule.plan.first, settings.timezone),
    redial,
    ...cap.campaign,
  };
  const request = { ...when, ifScheduled, campaign: named };
  const { ids, already, campaign } = await scheduleCalls(store, toSchedule, request, clock());
  const message = `${ids.length} call(s) scheduled successfully`;
  await output.longResult(
    {
      before: { success: true, message, campaign: campaign ?? null },
      key: 'scheduledCalls',
      rows: scheduledCallObjects(store, ids),
      after: {
        ...others,
        ...cap.view,
        ...alreadyView([...skippedBefore(found, ifScheduled), ...already], ifScheduled),
      },
    },
    () =>
      styled`${paint.green('✓')} ${summaryOf(context, ids, toSchedule)}${ids.length > 1 ? inCampaign(campaign) : ''}`,
  );
  noteIfNothingRuns(context, ids);
  // Leaving out a contact that was named is a partial failure; a tag may well include some who must not be called.
  return leftOut.length > 0 && words.length > 0 ? exitCodes.partly_done : undefined;
}

/** Says who is left out: those who must not be called, and those for whom no hour is allowed. */
function noteLeftOut(terminal: Terminal, leftOut: readonly LeftOut[]): void {
  const isNever = ({ code }: LeftOut) => code === 'never_allowed';
  for (const [why, some] of [
    ['must not be called', leftOut.filter((one) => !isNever(one))],
    ['no hour is ever allowed for them', leftOut.filter(isNever)],
  ] as const) {
    if (some.length === 0) continue;
    const count = some.length > 3 ? ` ${some.length}` : '';
    const names = summarizeNames(some.map(({ contact }) => contact));
    terminal.note(paint.yellow(`Left out${count}, ${why}: ${names}.`));
  }
}

async function confirmPlan({ terminal }: Context, { plan, outsideHours }: PlannedCalls): Promise<void> {
  const count = plan.calls.length;
  if (count === 0) return;
  const calls = count === 1 ? 'this call' : `these ${count} calls`;
  const isUsual = outsideHours.length === 0;
  const question = `Schedule ${calls}${isUsual ? '' : ' all the same'}?`;
  await terminal.confirm(question, { default: isUsual, unattended: 'proceed' });
}

/** Returns the result for a person: `Scheduled 3 calls: ids 4-6`, or whom and when for a single call. */
function summaryOf({ output }: Context, ids: readonly number[], { plan }: PlannedCalls): string {
  const [call] = plan.calls;
  if (ids.length === 0) return 'Nobody left to schedule';
  if (ids.length === 1 && call)
    return `Scheduled call ${ids[0]}: ${summarizeNames([call.contact])}, ${output.show.time(call.at)}`;
  return `Scheduled ${ids.length} calls: ids ${ids[0]}-${ids.at(-1)}`;
}

function readerOf({ timezone, locale }: Context['settings']): Reader {
  return { zone: timezone, locale };
}
