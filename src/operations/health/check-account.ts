import type { Clock } from '../../domain/time/clock.ts';
import { unknownAgent, unknownNumber } from '../accounts/check-call-setup.ts';
import { requireRightClock } from '../calling/placing/right-clock.ts';
import type { Lines, Telephony } from '../ports/telephony.ts';
import { type Check, ok, runCheck, warning } from './check.ts';

/** How to reach the account, and the number and agent to look for; undefined if they are not set. */
export interface AccountSetup {
  telephony: () => Promise<Telephony>;
  /** E.164 */
  fromNumber: () => Promise<string | undefined>;
  agentId: () => string | undefined;
  clock: () => Clock;
}

/**
 * Checks that Retell can be reached, accepts the key, has free lines, and knows the number and the agent of the settings; and that its
 * clock is this machine's.
 */
export function checkAccount({ telephony, fromNumber, agentId, clock }: AccountSetup): Promise<Check[]> {
  return runCheck('retell', async () => {
    const retell = await telephony();
    const asked = clock().now();
    const lines = await retell.lines();
    const answered = clock().now();
    const checked = await Promise.all([
      runCheck('from_number', async () => checkFromNumber(retell, await fromNumber())),
      runCheck('agent', async () => checkAgent(retell, agentId())),
    ]);
    const rightClock = clock().isReal
      ? await runCheck('clock', async () => checkClock(lines.serverTime, asked, answered))
      : [];
    return [checkLines(lines), ...rightClock, ...checked.flat()];
  });
}

/** Checks this machine's clock; nothing if Retell did not tell the time. @throws TelephonyProblem `clock_wrong` */
function checkClock(serverTime: Date | undefined, asked: Date, answered: Date): Check[] {
  requireRightClock(serverTime, asked, answered);
  return serverTime ? [ok('clock', "This machine's clock agrees with Retell's.")] : [];
}

function checkLines({ limit, inUse, reservedForInbound }: Lines): Check {
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
  throw unknownNumber(fromNumber, numbers, true);
}

async function checkAgent(telephony: Telephony, agentId: string | undefined): Promise<Check> {
  if (!agentId) {
    return warning('agent', 'No agent is set.', { code: 'missing_agent' });
  }
  const agents = await telephony.listAgents();
  const agent = agents.find(({ id }) => id === agentId);
  if (agent) return ok('agent', `Agent ${agent.name || agent.id} exists.`);
  throw unknownAgent(agentId, agents, true);
}
