import type { Call } from '../../domain/calls/call.ts';
import type { Facts } from '../../domain/problem.ts';
import { HaltProblem } from '../calling/halts/halt-problem.ts';
import { OutageProblem } from '../calling/outages/outage-problem.ts';
import type { HaltStore } from '../ports/brakes/halt-store.ts';
import type { OutageStore } from '../ports/brakes/outage-store.ts';
import type { CallLedger } from '../ports/call-ledger.ts';
import type { ScheduledCallStore } from '../ports/scheduled-call-store.ts';
import { type Advice, type Check, ok, shortList, warning } from './check.ts';

/** A call due for longer than this is overdue, ms: cron runs every minute, so no run can be placing calls. */
const overdueAfter = 5 * 60_000;

/** Checks that calling is not halted, and that no call has been due for five minutes. */
export async function checkOverdue(
  store: Pick<ScheduledCallStore, 'countDue'> & Pick<HaltStore, 'standingHalt'>,
  now: Date,
): Promise<Check> {
  const halt = await store.standingHalt();
  if (halt) return warning('halted', `${new HaltProblem(halt).message}.`);
  const count = await store.countDue(new Date(now.getTime() - overdueAfter));
  if (count === 0) return ok('overdue_calls', 'No call is overdue.');
  return warning(
    'overdue_calls',
    count === 1
      ? '1 call is overdue by 5 minutes or more.'
      : `${count} calls are overdue by 5 minutes or more.`,
  );
}

/** Checks that no call is unconfirmed. */
export async function checkUnknown(store: Pick<CallLedger, 'listCalls'>): Promise<Check> {
  const calls = await store.listCalls({ status: 'unknown' });
  const [first] = calls;
  if (!first) return ok('unknown_calls', 'No call is unconfirmed.');
  const ids = shortList(calls.map(({ id }) => String(id)));
  return warning(
    'unknown_calls',
    calls.length === 1
      ? `Call ${ids} is unconfirmed: its phone may have rung.`
      : `${calls.length} calls are unconfirmed: ${ids}.`,
    adviceFor(calls.find(({ heldBecause }) => heldBecause === 'other_account') ?? first),
  );
}

/** Names the calls whose records cannot be read; an empty list if there are none. */
export async function checkUnreadable(store: Pick<CallLedger, 'unreadableCalls'>): Promise<Check[]> {
  const ids = (await store.unreadableCalls()).map(String);
  if (ids.length === 0) return [];
  const message =
    ids.length === 1
      ? `The record of call ${ids[0]} cannot be read, so it is set aside.`
      : `The records of ${ids.length} calls cannot be read, so they are set aside: ${shortList(ids)}.`;
  return [
    warning('unreadable_calls', message, {
      hint: "They may have rung, and are never sent again. Retell's dashboard shows what became of them; a backup may have the records.",
    }),
  ];
}

/** Names the attempts that Retell lists as two calls; an empty list if there are none. */
export async function checkPlacedTwice(store: Pick<CallLedger, 'callsPlacedTwice'>): Promise<Check[]> {
  const calls = await store.callsPlacedTwice();
  const [first] = calls;
  if (!first) return [];
  const ids = shortList(calls.map(({ id }) => String(id)));
  return [
    warning(
      'placed_twice',
      calls.length === 1
        ? `Call ${ids} was placed twice: Retell lists ${first.retellCallId} and ${first.alsoPlacedAs} under its reference.`
        : `${calls.length} calls were placed twice: ${ids}.`,
      {
        hint: "Their phones may have rung twice. Retell's dashboard shows both calls; tell Retell that it ignored a key.",
      },
    ),
  ];
}

function adviceFor(call: Call): Partial<Advice> {
  const { heldBecause, accountId } = call;
  if (heldBecause === 'other_account' && accountId !== null)
    return { code: 'other_account', facts: { account: accountId } };
  return { facts: factsOf(call) };
}

function factsOf({ id, scheduledCallId }: Call): Facts {
  return scheduledCallId === null ? { callId: id } : { scheduledCallId };
}

const day = 24 * 60 * 60_000;

/** Returns a warning if Retell accepted calls of the last 24 hours and did not dial them. */
export async function checkNotDialled(
  store: Pick<CallLedger, 'reasonsNotDialled'>,
  now: Date,
): Promise<Check[]> {
  const reasons = await store.reasonsNotDialled(new Date(now.getTime() - day));
  if (reasons.length === 0) return [];
  const were =
    reasons.length === 1
      ? '1 call of the last 24 hours was'
      : `${reasons.length} calls of the last 24 hours were`;
  const distinct = shortList([...new Set(reasons)]);
  return [warning('not_dialled', `${were} not dialled: Retell accepted them and reported ${distinct}.`)];
}

/** Returns a warning for each outage that stands, as far as the runs know. */
export async function checkOutages(store: Pick<OutageStore, 'standingOutages'>, now: Date): Promise<Check[]> {
  const outages = await store.standingOutages(now);
  return outages.map((outage) => {
    const { message, code, hint } = new OutageProblem(outage);
    return warning('outages', `${message}.`, { code, hint });
  });
}
