import type { ScheduledCall } from '../domain/calls/scheduled-call.ts';
import { Problem } from '../domain/problem.ts';
import { campaignOf } from '../operations/campaigns/find-campaign.ts';
import type { WithContact } from '../operations/ports/call-ledger.ts';
import type { Store } from '../operations/ports/store.ts';
import type { AlreadyScheduled } from '../operations/scheduling/already-scheduled.ts';
import type { PlannedCalls } from '../operations/scheduling/plan-calls.ts';
import type { ScheduledCalls } from '../operations/scheduling/schedule-calls.ts';
import type { Session } from '../session/session.ts';
import { scheduledCallView } from '../views/scheduled-call.ts';
import { objectOf } from '../views/view.ts';
import type { ScheduledCallObject } from './objects.ts';

/** What a request to schedule calls came to. */
export interface ScheduleResult {
  /** Undefined if nobody was scheduled. */
  campaign: { id: number; name: string } | undefined;
  scheduledCalls: ScheduledCallObject[];
  /** Who must not be called, and the code of the rule. */
  leftOut: { contactId: number; code: string; reason: string }[];
  /** Who waited for a call already. */
  alreadyScheduled: { contactId: number; scheduledCallId: number; scheduledTime: Date }[];
  /** Whose calls moved into the call times. */
  moved: { contactId: number; plannedFor: Date; at: Date }[];
  /** Whose calls are outside the usual hours, where no call times are set: they are placed all the same. */
  outsideHours: { contactId: number; at: Date; reason: string }[];
}

/** Returns a scheduled call as the library has it. */
export function show(call: WithContact<ScheduledCall>): ScheduledCallObject {
  return objectOf(call, scheduledCallView);
}

/**
 * Returns what scheduling calls came to.
 *
 * @throws Problem `scheduled_unread`: the calls are scheduled, but cannot be read, and must not be scheduled again
 */
export async function resultOf(
  store: Pick<Store, 'scheduledCalls'>,
  { ids, campaign }: ScheduledCalls,
  plan: Pick<PlannedCalls, 'leftOut' | 'moved' | 'outsideHours'> & { already: readonly AlreadyScheduled[] },
): Promise<ScheduleResult> {
  const calls = await store.scheduledCalls(ids).catch((error) => {
    throw error instanceof Problem ? unread(ids, error) : error;
  });
  return {
    campaign,
    scheduledCalls: calls.map(show),
    leftOut: plan.leftOut.map(({ contact: { id }, code, reason }) => ({ contactId: id, code, reason })),
    alreadyScheduled: plan.already.map(({ contact: { id }, scheduledCallId, scheduledTime }) => ({
      ...{ contactId: id, scheduledCallId, scheduledTime },
    })),
    moved: plan.moved.map(({ contact: { id }, at, movedFrom = at }) => ({
      ...{ contactId: id, plannedFor: movedFrom, at },
    })),
    outsideHours: plan.outsideHours.map(({ contact: { id }, at, reason }) => ({ contactId: id, at, reason })),
  };
}

/** Returns the calls that a request has scheduled before, as they are now. What else it was answered is not known any more. @internal */
export async function scheduledBefore(session: Session, ids: readonly number[]): Promise<ScheduleResult> {
  const store = await session.store();
  const calls = await store.scheduledCalls(ids);
  const campaign = (await campaignOf(store, calls[0]?.campaignId ?? null)) ?? undefined;
  const forgotten = { leftOut: [], alreadyScheduled: [], moved: [], outsideHours: [] };
  return { campaign, scheduledCalls: calls.map(show), ...forgotten };
}

function unread(ids: readonly number[], cause: Problem): Problem {
  return new Problem(
    'failed',
    {
      code: 'scheduled_unread',
      message: `${ids.length} call(s) were scheduled, and could not be read after that: ${cause.message}`,
      hint: 'Do not schedule them again: list them.',
      details: { scheduledCallIds: ids },
    },
    { cause },
  );
}
