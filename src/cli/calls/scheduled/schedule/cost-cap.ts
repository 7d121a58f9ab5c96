import { callsAtOnce } from '../../../../domain/campaigns/budget.ts';
import { formatCents } from '../../../../domain/money.ts';
import { describeDuration } from '../../../../domain/time/duration.ts';
import { foreseeCost } from '../../../../operations/campaigns/foresee-cost.ts';
import type { CallSetup } from '../../../../session/call-setup.ts';
import { budgetView } from '../../../../views/campaign.ts';
import { describeAtOnce } from '../../../campaigns/budget-lines.ts';
import type { Context } from '../../../context.ts';
import { paint, styled } from '../../../terminal/styled-text.ts';

/** The cap of a new campaign, and what the JSON of the result tells of it. */
interface Cap {
  campaign: { maxCostCents: number | null };
  view: Record<string, unknown>;
}

/** Reads `--max-cost`, and says what it lets happen. @param maxCents undefined if there is to be no cap */
export async function readCap(
  { store: open, telephony, terminal }: Context,
  { agentId }: CallSetup,
  maxCents: number | undefined,
): Promise<Cap> {
  if (maxCents === undefined) return { campaign: { maxCostCents: null }, view: {} };
  const { budget, maxDuration, isMaxDurationKnown } = await foreseeCost(
    await open(),
    telephony,
    agentId,
    maxCents,
  );
  const length = describeDuration(maxDuration);
  const talk = isMaxDurationKnown ? `the agent may talk for ${length}` : `Retell allows calls of ${length}`;
  terminal.note(`  cap    ${formatCents(maxCents)}; ${talk}. ${describeAtOnce(budget)}`);
  if (callsAtOnce(budget) === 0)
    terminal.note(
      styled`${paint.yellow('!')} A single call may cost more than the cap, so none of these would be placed. Raise it, or let the agent talk for less time.`,
    );
  return {
    campaign: { maxCostCents: maxCents },
    view: { budget: { ...budgetView(budget), maxDurationMs: maxDuration } },
  };
}
