import { nearestNames } from '../../domain/nearest-names.ts';
import { Problem } from '../../domain/problem.ts';
import { shortList } from '../health/check.ts';
import type { Agent, Telephony } from '../ports/telephony.ts';

/** What calls are to be placed with, and which of it the settings say. */
export interface ChosenSetup {
  /** E.164 */
  fromNumber: string;
  agentId: string;
  isNumberSetting: boolean;
  isAgentSetting: boolean;
}

/** Whether Retell was asked; if not, why, as a sentence. */
export type SetupCheck = { isChecked: true } | { isChecked: false; reason: string };

type AskedRetell = Pick<Telephony, 'listFromNumbers' | 'listAgents' | 'maxDuration'>;

/**
 * Checks that the account has the number and the agent that calls are to be placed with. Calls can be scheduled without Retell, so if it
 * cannot be asked, or does not answer in time, that is no error.
 *
 * @param connect throws a Problem if Retell is not set up
 * @param patience how long to wait for Retell, ms
 * @throws Problem `unknown_from_number`, `unknown_agent`
 */
export async function checkCallSetup(
  connect: () => Promise<AskedRetell>,
  setup: ChosenSetup,
  patience: number,
): Promise<SetupCheck> {
  const asked = await readLists(connect, setup.agentId, patience);
  if (!('numbers' in asked)) return { isChecked: false, reason: asked.reason };
  const { numbers, agents, isAgentKnown } = asked;
  if (!numbers.includes(setup.fromNumber))
    throw unknownNumber(setup.fromNumber, numbers, setup.isNumberSetting);
  if (!isAgentKnown) throw unknownAgent(setup.agentId, agents, setup.isAgentSetting);
  return { isChecked: true };
}

interface Lists {
  numbers: string[];
  agents: Agent[];
  isAgentKnown: boolean;
}

/** Why nothing is known, as a sentence. */
interface Unasked {
  reason: string;
}

/** Reads what the account has, as far as Retell says so in time. */
async function readLists(
  connect: () => Promise<AskedRetell>,
  agentId: string,
  patience: number,
): Promise<Lists | Unasked> {
  try {
    return await withinPatience(listsOf(await connect(), agentId), patience);
  } catch (error) {
    if (error instanceof Problem) return { reason: error.message };
    throw error;
  }
}

/** An empty list of numbers proves nothing: Retell may have changed how it lists them. */
async function listsOf(retell: AskedRetell, agentId: string): Promise<Lists | Unasked> {
  const [numbers, agents] = await Promise.all([retell.listFromNumbers(), retell.listAgents()]);
  if (numbers.length === 0) return { reason: 'Retell lists no numbers.' };
  // The list of a large account is cut, so an agent that is not in it is asked for by its id.
  const isListed = agents.some(({ id }) => id === agentId);
  const isAgentKnown = isListed || (await retell.maxDuration(agentId)) !== undefined;
  return { numbers, agents, isAgentKnown };
}

async function withinPatience<T>(work: Promise<T>, patience: number): Promise<T | Unasked> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<Unasked>((resolve) => {
    timer = setTimeout(() => resolve({ reason: 'Retell did not answer in time.' }), patience);
  });
  return Promise.race([work, tooLate]).finally(() => clearTimeout(timer));
}

/** Returns the problem of a number that the account does not have. @param isSetting whether it comes from the settings */
export function unknownNumber(number: string, known: readonly string[], isSetting: boolean): Problem {
  const [near = ''] = nearestNames(number, known);
  return new Problem('not_set_up', {
    code: 'unknown_from_number',
    message: `${number} is not a number of this account at Retell.`,
    facts: { near, known: shortList(known), from: isSetting ? 'settings' : 'options' },
  });
}

/** Returns the problem of an agent that the account does not have. @param isSetting whether it comes from the settings */
export function unknownAgent(agentId: string, known: readonly Agent[], isSetting: boolean): Problem {
  const labelled = known.flatMap((agent) =>
    [agent.id, agent.name].filter(Boolean).map((name) => ({ name, label: labelOf(agent) })),
  );
  const [near] = nearestNames(
    agentId,
    labelled.map(({ name }) => name),
  );
  return new Problem('not_set_up', {
    code: 'unknown_agent',
    message: `There is no agent "${agentId}" in this account at Retell.`,
    facts: {
      near: labelled.find(({ name }) => name === near)?.label ?? '',
      known: shortList(known.map(labelOf)),
      from: isSetting ? 'settings' : 'options',
    },
  });
}

function labelOf({ id, name }: Agent): string {
  return name ? `${id} (${name})` : id;
}
