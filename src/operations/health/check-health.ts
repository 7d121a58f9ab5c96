import type { Call } from '../../domain/calls/call.ts';
import { type Facts, Problem, type ProblemKind } from '../../domain/problem.ts';
import type { Store } from '../ports/store.ts';
import type { Telephony } from '../ports/telephony.ts';

/** One thing that was looked at, and how it stands. */
export type Check = { name: string; message: string } & (
  | { status: 'ok' }
  | ({ status: 'warning' } & Advice)
  | ({ status: 'failed'; kind: ProblemKind } & Advice)
);

/** What to do next, or what `cli/hints.ts` needs to say it. */
interface Advice {
  code: string;
  hint?: string | undefined;
  facts: Facts;
}

export function ok(name: string, message: string): Check {
  return { name, status: 'ok', message };
}

/** @param advice what to do next; where there is nothing, by the code that the check's name is */
export function warning(name: string, message: string, advice: Partial<Advice> = {}): Check {
  return { name, status: 'warning', message, code: name, facts: {}, ...advice };
}

/** What the checks found, or where one throws a Problem, that as its failure: what it leads to is then not looked at. */
export async function attempt(name: string, check: () => Promise<Check | Check[]>): Promise<Check[]> {
  try {
    return [await check()].flat();
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { message, kind, code, hint, facts } = error;
    return [{ name, status: 'failed', message, kind, code, hint, facts }];
  }
}

/** What is to be found in the account; undefined where no setting says. */
export interface AccountSetup {
  telephony: () => Promise<Telephony>;
  /** E.164 */
  fromNumber: () => Promise<string | undefined>;
  agentId: () => string | undefined;
}

/** Whether Retell can be reached, takes the key, has lines free, and has the number and the agent of the settings. */
export function checkAccount({ telephony, fromNumber, agentId }: AccountSetup): Promise<Check[]> {
  return attempt('retell', async () => {
    const retell = await telephony();
    const lines = await checkLines(retell);
    const checked = await Promise.all([
      attempt('from_number', async () => checkFromNumber(retell, await fromNumber())),
      attempt('agent', async () => checkAgent(retell, agentId())),
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
  if (agent) return ok('agent', `The agent ${agent.name || agent.id} exists.`);
  throw new Problem('not_set_up', {
    code: 'unknown_agent',
    message: `There is no agent "${agentId}" in this account at Retell.`,
    facts: { known: shortList(agents.map(({ id }) => id)) },
  });
}

/** Cron comes every minute; what has waited for longer than this is not being placed, ms. */
const patience = 5 * 60_000;

/** Whether calls wait that should have been placed by now. */
export async function checkOverdue(store: Store, now: Date): Promise<Check> {
  const count = await store.countDue(new Date(now.getTime() - patience));
  if (count === 0) return ok('overdue_calls', 'No call is overdue.');
  return warning(
    'overdue_calls',
    count === 1
      ? '1 call is overdue by 5 minutes or more.'
      : `${count} calls are overdue by 5 minutes or more.`,
  );
}

/** Attempts of which nobody knows whether the phone rang. */
export async function checkUnknown(store: Store): Promise<Check> {
  const calls = await store.listCalls({ status: 'unknown' });
  const [first] = calls;
  if (!first) return ok('unknown_calls', 'The fate of every call is known.');
  const ids = shortList(calls.map(({ id }) => String(id)));
  return warning(
    'unknown_calls',
    calls.length === 1
      ? `The fate of call ${ids} is unknown.`
      : `The fate of ${calls.length} calls is unknown: ${ids}.`,
    { facts: factsOf(first) },
  );
}

function factsOf({ id, scheduledCallId }: Call): Facts {
  return scheduledCallId === null ? { callId: id } : { scheduledCallId };
}

/** Whether the database is whole. */
export async function checkIntegrity(store: Store): Promise<Check> {
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
