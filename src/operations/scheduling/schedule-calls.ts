import type { KeyedRequest } from '../../domain/access/idempotency.ts';
import type { IfScheduled } from '../../domain/calls/scheduling/already-awaited.ts';
import type { NewCampaign } from '../../domain/campaigns/campaign.ts';
import type { Clock } from '../../domain/time/clock.ts';
import { requireFuture } from '../../domain/time/when.ts';
import { RepeatedRequest } from '../access/repeated-request.ts';
import type { ScheduledCallStore } from '../ports/scheduled-call-store.ts';
import { type AlreadyScheduled, alreadyScheduledProblem, withContacts } from './already-scheduled.ts';
import { draftsOf, type PlannedCalls } from './plan-calls.ts';

/** Calls that were scheduled. */
export interface ScheduledCalls {
  ids: number[];
  already: AlreadyScheduled[];
  campaign: { id: number; name: string } | undefined;
}

/**
 * Schedules all the calls of a plan, or none; without those to contacts who already wait for a call, if they are to be skipped.
 *
 * @param request the time as the operator wrote it, the operator's zone and locale, for messages, what to do with those contacts, and, if it
 * came under a key, as which it is kept
 * @returns the ids, in the order of the plan, who already waited, and the campaign of the calls; undefined if there are none
 * @throws Problem `already_scheduled` for such contacts; `time_in_past` if the first is no longer in the future: the operator may have
 * taken a while to confirm
 * @throws RepeatedRequest
 */
export async function scheduleCalls(
  store: Pick<ScheduledCallStore, 'scheduleCalls'>,
  planned: PlannedCalls,
  request: {
    text: string;
    zone: string;
    locale: string;
    ifScheduled: IfScheduled;
    campaign: NewCampaign;
    keyed?: KeyedRequest | undefined;
  },
  clock: Pick<Clock, 'now'>,
): Promise<ScheduledCalls> {
  const now = clock.now();
  requireFuture(planned.plan.first, { ...request, now });
  const { ifScheduled, campaign, keyed } = request;
  const result = await store.scheduleCalls(draftsOf(planned), now, ifScheduled, campaign, keyed);
  if (result.kind === 'repeated') throw new RepeatedRequest();
  const already = withContacts(result.awaited, planned);
  if (result.kind === 'refused') throw alreadyScheduledProblem(already, request);
  return { ids: result.ids, already, campaign: result.campaign };
}
