import { type AwaitedCall, alreadyAwaited } from '../../domain/calls/scheduling/already-awaited.ts';
import { Problem } from '../../domain/problem.ts';
import { formatInstant, type Reader } from '../../domain/time/time-display.ts';
import type { ContactSummary } from '../ports/contact-store.ts';
import type { ScheduledCallStore } from '../ports/scheduled-call-store.ts';
import type { PlannedCalls } from './plan-calls.ts';

/** A planned contact who already waits for a call within a day, and that call. */
export interface AlreadyScheduled {
  contact: ContactSummary;
  scheduledCallId: number;
  scheduledTime: Date;
}

type Planned = Pick<PlannedCalls, 'plan'>;

/** Returns the planned contacts who already wait for a call, before the operator is asked anything. */
export async function findAlreadyScheduled(
  store: Pick<ScheduledCallStore, 'awaitedCalls'>,
  planned: Planned,
  now: Date,
): Promise<AlreadyScheduled[]> {
  const calls = planned.plan.calls.map(({ contact, at }) => ({ contactId: contact.id, scheduledTime: at }));
  const awaited = await store.awaitedCalls(calls.map(({ contactId }) => contactId));
  return withContacts(alreadyAwaited(calls, awaited, now), planned);
}

/** Returns a plan without these contacts. The others keep their times. */
export function withoutScheduled(planned: PlannedCalls, already: readonly AlreadyScheduled[]): PlannedCalls {
  const left = new Set(already.map(({ contact }) => contact.id));
  const calls = planned.plan.calls.filter(({ contact }) => !left.has(contact.id));
  const { first, last } = planned.plan;
  const plan = { calls, first: calls[0]?.at ?? first, last: calls.at(-1)?.at ?? last };
  return {
    ...planned,
    plan,
    moved: planned.moved.filter(({ contact }) => !left.has(contact.id)),
    outsideHours: planned.outsideHours.filter(({ contact }) => !left.has(contact.id)),
  };
}

/** Returns awaited calls with their contacts. */
export function withContacts(awaited: readonly AwaitedCall[], { plan }: Planned): AlreadyScheduled[] {
  if (awaited.length === 0) return [];
  const contacts = new Map(plan.calls.map(({ contact }) => [contact.id, contact]));
  return awaited.flatMap(({ id, contactId, scheduledTime }) => {
    const contact = contactId === null ? undefined : contacts.get(contactId);
    return contact ? { contact, scheduledCallId: id, scheduledTime } : [];
  });
}

/** How many contacts a message names. */
const named = 3;

/** Returns the problem that nobody is scheduled, because these contacts already are. */
export function alreadyScheduledProblem(already: readonly AlreadyScheduled[], reader: Reader): Problem {
  const some = already.slice(0, named).map(({ contact, scheduledCallId, scheduledTime }) => {
    const time = formatInstant(scheduledTime, reader);
    return `${contact.name || contact.phoneNumber} (call ${scheduledCallId}, ${time})`;
  });
  const more = already.length > named ? ` and ${already.length - named} more` : '';
  return new Problem('refused', {
    code: 'already_scheduled',
    message: `Already scheduled: ${some.join(', ')}${more}.`,
    details: { alreadyScheduled: already.map(alreadyScheduledView) },
  });
}

/** Returns it as JSON shows it. */
export function alreadyScheduledView({ contact, scheduledCallId, scheduledTime }: AlreadyScheduled): object {
  return { contactId: contact.id, name: contact.name, scheduledCallId, scheduledTime };
}
