import type { CallCalendar } from '../../domain/calls/call-times/call-calendar.ts';
import { decide, type NotNow, noFacts } from '../../domain/calls/gates/gate.ts';
import { gates } from '../../domain/calls/gates/gates.ts';
import { type CallPolicy, noExceptions } from '../../domain/calls/gates/policy.ts';
import type { ScheduledCallDraft } from '../../domain/calls/scheduled-call.ts';
import type { IfScheduled } from '../../domain/calls/scheduling/already-awaited.ts';
import { type CallPlan, type Pace, planCalls, timeOfCall } from '../../domain/calls/scheduling/plan.ts';
import { Problem } from '../../domain/problem.ts';
import type { Clock } from '../../domain/time/clock.ts';
import { requireFuture } from '../../domain/time/when.ts';
import type { ContactSummary } from '../ports/contact-store.ts';
import type { ScheduledCallStore } from '../ports/scheduled-call-store.ts';
import { type AlreadyScheduled, alreadyScheduledProblem, withContacts } from './already-scheduled.ts';

/** A contact who is left out of a plan, and the rule that forbids the call. */
export interface LeftOut {
  contact: ContactSummary;
  code: string;
  reason: string;
}

/** Calls that are planned but not yet scheduled. */
export interface PlannedCalls {
  plan: CallPlan<ContactSummary>;
  drafts: ScheduledCallDraft[];
  leftOut: LeftOut[];
}

export interface ScheduleRequest {
  contacts: readonly ContactSummary[];
  pace: Pace;
  /** What the calls have in common. */
  call: Omit<ScheduledCallDraft, 'contactId' | 'scheduledTime'>;
  policy: CallPolicy;
  calendar: CallCalendar;
}

/**
 * Plans calls. Contacts whom a gate forbids to call, each at the time of its own call, are left out; the gates are asked again when each call is placed.
 *
 * @throws Problem `refused`, with the code of the rule, if every contact is left out
 */
export function planScheduledCalls({
  contacts,
  pace,
  call,
  policy,
  calendar,
}: ScheduleRequest): PlannedCalls {
  const exceptions = { ...noExceptions, ...call };
  const leftOut: LeftOut[] = [];
  const callable: ContactSummary[] = [];
  for (const contact of contacts) {
    const at = timeOfCall(callable.length, pace);
    const facts = {
      ...noFacts,
      at,
      toNumber: contact.phoneNumber,
      contact,
      policy,
      calendar,
      exceptions,
      location: null,
    };
    const decision = decide(gates, facts);
    if (decision.kind === 'place' || decision.kind === 'wait') callable.push(contact);
    else leftOut.push({ contact, code: codeOf(decision), reason: decision.reason });
  }
  if (callable.length === 0) throw noContactLeft(leftOut);
  const plan = planCalls(callable, pace);
  const drafts = plan.calls.map(({ contact, at }) => ({ ...call, contactId: contact.id, scheduledTime: at }));
  return { plan, drafts, leftOut };
}

/**
 * Schedules all the calls of a plan, or none; without those to contacts who already wait for a call, if they are to be skipped.
 *
 * @param request the time as the operator wrote it, the operator's zone and locale, for messages, and what to do with those contacts
 * @returns the ids, in the order of the plan, and who already waited
 * @throws Problem `already_scheduled` for such contacts; `time_in_past` if the first is no longer in the future: the operator may have
 * taken a while to confirm
 */
export async function scheduleCalls(
  store: Pick<ScheduledCallStore, 'scheduleCalls'>,
  planned: PlannedCalls,
  request: { text: string; zone: string; locale: string; ifScheduled: IfScheduled },
  clock: Pick<Clock, 'now'>,
): Promise<{ ids: number[]; already: AlreadyScheduled[] }> {
  const now = clock.now();
  requireFuture(planned.plan.first, { ...request, now });
  const result = await store.scheduleCalls(planned.drafts, now, request.ifScheduled);
  const already = withContacts(result.awaited, planned);
  if (result.kind === 'refused') throw alreadyScheduledProblem(already, request);
  return { ids: result.ids, already };
}

function codeOf(decision: NotNow): string {
  return decision.kind === 'refuse' ? decision.code : 'call_undecided';
}

function noContactLeft(leftOut: readonly LeftOut[]): Problem {
  const [first, ...others] = leftOut;
  const more = others.length === 0 ? '' : `, and ${others.length} more must not be called either`;
  return new Problem('refused', {
    code: first?.code ?? 'call_undecided',
    message: `${first?.reason ?? 'There is no contact to call'}${more}.`,
  });
}
