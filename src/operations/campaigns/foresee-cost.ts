import { type Budget, longestCall } from '../../domain/campaigns/budget.ts';
import { Problem } from '../../domain/problem.ts';
import type { CampaignStore } from '../ports/campaigns/campaign-store.ts';
import type { Telephony } from '../ports/telephony.ts';

/** What a cap means for the calls of a new campaign. */
export interface ForeseenCost {
  budget: Budget;
  /** For how long the agent may talk, ms; the longest that Retell allows if it cannot be asked. */
  maxDuration: number;
  isMaxDurationKnown: boolean;
}

/**
 * Foresees what a cap lets happen: asks Retell for how long the agent may talk, and reads the highest rate that its calls have shown.
 *
 * @param connect throws a Problem if Retell is not set up; then the longest call that it allows counts
 */
export async function foreseeCost(
  store: Pick<CampaignStore, 'worstCaseOf'>,
  connect: () => Promise<Pick<Telephony, 'maxDuration'>>,
  agentId: string,
  maxCents: number,
): Promise<ForeseenCost> {
  const known = await askMaxDuration(connect, agentId);
  const maxDuration = known ?? longestCall;
  const worstCaseCents = await store.worstCaseOf(agentId, maxDuration);
  const budget = { maxCents, spentCents: 0, reservedCents: 0, reservedCalls: 0, worstCaseCents };
  return { budget, maxDuration, isMaxDurationKnown: known !== undefined };
}

async function askMaxDuration(
  connect: () => Promise<Pick<Telephony, 'maxDuration'>>,
  agentId: string,
): Promise<number | undefined> {
  try {
    return await (await connect()).maxDuration(agentId);
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}
