import type { Call } from '../../domain/calls/call.ts';
import { type Facts, Problem, type ProblemKind } from '../../domain/problem.ts';
import { OutageProblem } from '../calling/outages/outage-problem.ts';
import type { CallLedger } from '../ports/call-ledger.ts';
import type { OutageStore } from '../ports/outage-store.ts';
import type { ScheduledCallStore } from '../ports/scheduled-call-store.ts';
import type { Store } from '../ports/store.ts';
import type { Telephony } from '../ports/telephony.ts';

/** The result of one check. */
export type Check = { name: string; message: string } & (
  | { status: 'ok' }
  | ({ status: 'warning' } & Advice)
  | ({ status: 'failed'; kind: ProblemKind } & Advice)
);

/** What to do next: a hint, or a code and facts from which the command line makes one. */
interface Advice {
  code: string;
  hint?: string | undefined;
  facts: Facts;
}

export function ok(name: string, message: string): Check {
  return { name, status: 'ok', message };
}

/** Returns a warning. @param advice what to do next; its code defaults to the check's name */
export function warning(name: string, message: string, advice: Partial<Advice> = {}): Check {
  return { name, status: 'warning', message, code: name, facts: {}, ...advice };
}

/** Runs a check, and those that depend on it. If it throws a Problem, returns that as a failed check. */
export async function runCheck(name: string, check: () => Promise<Check | Check[]>): Promise<Check[]> {
  try {
    return [await check()].flat();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { message, kind, code, hint, facts } = error;
    return [{ name, status: 'failed', message, kind, code, hint, facts }];
  }
}

/** How to reach the account, and the number and agent to look for; undefined if they are not set. */
export interface AccountSetup {
  telephony: () => Promise<Telephony>;
  /** E.164 */
  fromNumber: () => Promise<string | undefined>;
  agentId: () => string | undefined;
}

/** Checks that Retell can be reached, accepts the key, has free lines, and knows the number and the agent of the settings. */
export function checkAccount({ telephony, fromNumber, agentId }: AccountSetup): Promise<Check[]> {
  return runCheck('retell', async () => {
    const retell = await telephony();
    const lines = await checkLines(retell);
    const checked = await Promise.all([
      runCheck('from_number', async () => checkFromNumber(retell, await fromNumber())),
      runCheck('agent', async () => checkAgent(retell, agentId())),
    ]);
    return [lines, ...checked.flat()];
  });
}

async function checkLines(telephony: Telephony): Promise<Check> {
  const { limit, inUse, reservedForInbound } = await telephony.lines();
  const free = Math.max(0, limit - reservedForInbound - inUse);
  const message = `Retell accepts the key; ${free} of ${limit} lines are free.`;
  return free > 0
    ? ok('retell', message)
    : warning('retell', message, {
        hint: "Calls wait until a line is free; you can buy more in Retell's dashboard.",
      });
}

async function checkFromNumber(telephony: Telephony, fromNumber: string | undefined): Promise<Check> {
  if (!fromNumber) {
    return warning('from_number', 'No number to call from is set.', { code: 'missing_from_number' });
  }
  const numbers = await telephony.listFromNumbers();
  if (numbers.includes(fromNumber)) return ok('from_number', `${fromNumber} belongs to the account.`);
  throw new Problem('not_set_up', {
    code: 'unknown_from_number',
    message: `${fromNumber} is not a number of this account at Retell.`,
    facts: { known: shortList(numbers) },
  });
}

async function checkAgent(telephony: Telephony, agentId: string | undefined): Promise<Check> {
  if (!agentId) {
    return warning('agent', 'No agent is set.', { code: 'missing_agent' });
  }
  const agents = await telephony.listAgents();
  const agent = agents.find(({ id }) => id === agentId);
  if (agent) return ok('agent', `Agent ${agent.name || agent.id} exists.`);
  throw new Problem('not_set_up', {
    code: 'unknown_agent',
    message: `There is no agent "${agentId}" in this account at Retell.`,
    facts: { known: shortList(agents.map(({ id }) => id)) },
  });
}

/** A call due for longer than this is overdue, ms: cron runs every minute, so no run can be placing calls. */
const overdueAfter = 5 * 60_000;

/** Checks that no call has been due for five minutes. */
export async function checkOverdue(store: Pick<ScheduledCallStore, 'countDue'>, now: Date): Promise<Check> {
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
export async function checkOutages(store: Pick<OutageStore, 'standingOutages'>): Promise<Check[]> {
  const outages = await store.standingOutages();
  return outages.map((outage) => {
    const { message, code, hint } = new OutageProblem(outage);
    return warning('outages', `${message}.`, { code, hint });
  });
}

/** Checks that the database is undamaged. */
export async function checkIntegrity(store: Pick<Store, 'findDamage'>): Promise<Check> {
  const [first, ...more] = await store.findDamage();
  if (!first) return ok('integrity', 'The database is undamaged.');
  throw new Problem('failed', {
    code: 'database_damaged',
    message: `The database is damaged: ${first}${more.length > 0 ? `, and ${more.length} more` : ''}.`,
    hint: 'Stop cron, keep a copy of the file, and restore a backup.',
  });
}

function shortList(items: readonly string[]): string {
  if (items.length === 0) return '(none)';
  const shown = items.slice(0, 20).join(', ');
  return items.length > 20 ? `${shown} and ${items.length - 20} more` : shown;
}
