import { type CallbackStanding, standingOf } from '../../domain/calls/callbacks/standing.ts';
import { Problem } from '../../domain/problem.ts';
import type { Calling } from '../calling/calling.ts';
import { decideByGates, questionOfDue } from '../calling/deciding/gate-facts.ts';
import type { CallbackStore, CallbackWithCalls } from '../ports/outcomes/callback-store.ts';
import type { Page, PageQuery } from '../ports/paging/page.ts';

/** How long before a callback is due it is checked whether anything stands in its way, ms. */
const lookAhead = 86_400_000;

/** A callback, and how it stands. */
export type ListedCallback = CallbackWithCalls & {
  standing: CallbackStanding;
  /** What stands in the way of its call; null if nothing does, as far as is known now. */
  inTheWay: string | null;
};

export type ListingCallbacks = Pick<Calling, 'clock' | 'timezone' | 'locale' | 'simulated' | 'policy'> & {
  store: Pick<Calling['store'], 'scheduledCallFacts'> & CallbackStore;
  /** How late a callback may be placed, ms. */
  tolerance: number;
};

/** Returns a page of callbacks and how they stand. What stands in the way of one is what the gates will say when it is due. */
export async function listCallbacks(
  listing: ListingCallbacks,
  query: PageQuery<'id'>,
): Promise<Page<ListedCallback>> {
  const page = await listing.store.pageOfCallbacks(query);
  const rows: ListedCallback[] = [];
  for (const row of page.rows) rows.push(await withStanding(row, listing));
  return { ...page, rows };
}

async function withStanding(row: CallbackWithCalls, listing: ListingCallbacks): Promise<ListedCallback> {
  const now = listing.clock.now();
  const isSoon = row.call?.status === 'PENDING' && row.at && row.at.getTime() - now.getTime() <= lookAhead;
  const inTheWay = isSoon ? await obstacleOf(row, listing) : null;
  const standing = standingOf(row, row.call, { now, tolerance: listing.tolerance, inTheWay });
  return { ...row, standing, inTheWay };
}

async function obstacleOf(
  { at, call }: CallbackWithCalls,
  { store, tolerance, clock, ...rest }: ListingCallbacks,
): Promise<string | null> {
  if (!at || !call) return null;
  const now = clock.now();
  const time = at > now ? at : now;
  const facts = await store.scheduledCallFacts(call.id, time);
  if (!facts) return null;
  // A call that goes on now will be over by then.
  const read = at > now ? { ...facts, liveCalls: [] } : facts;
  const question = questionOfDue(facts, { ...rest, lastRunAt: null }, time);
  const decision = decideByGates(read, question);
  if (decision.kind !== 'place') return decision.reason;
  const isPostponed = (call.nextAttemptAt?.getTime() ?? 0) > at.getTime() + tolerance;
  return isPostponed ? (facts.scheduled.errorMessage ?? 'it was postponed') : null;
}

/**
 * Records that the operator has settled callbacks.
 *
 * @throws Problem `callback_not_found`, or `callback_scheduled` if a call is still to be placed for one; none is settled then
 */
export async function settleCallbacks(
  ids: readonly number[],
  { store, clock }: Pick<ListingCallbacks, 'store' | 'clock'>,
): Promise<number[]> {
  const found = await store.callbacksById(ids);
  const missing = ids.find((id) => !found.some((callback) => callback.id === id));
  if (missing !== undefined) {
    const message = `There is no callback ${missing}.`;
    throw new Problem('not_found', { code: 'callback_not_found', message });
  }
  const waiting = found.find(({ call }) => call?.status === 'PENDING' || call?.status === 'IN_PROGRESS');
  if (waiting?.call) {
    throw new Problem('refused', {
      code: 'callback_scheduled',
      message: `Callback ${waiting.id} is still to be placed, as scheduled call ${waiting.call.id}.`,
      facts: { scheduledCallId: waiting.call.id },
    });
  }
  return store.settleCallbacks(ids, clock.now());
}
