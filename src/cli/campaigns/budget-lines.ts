import { type Budget, callsAtOnce } from '../../domain/campaigns/budget.ts';
import { formatCents } from '../../domain/money.ts';

/** Describes what a cap leaves, and how many calls it lets run at once. */
export function budgetLines(budget: Budget): string[] {
  const { maxCents, spentCents, reservedCents, reservedCalls } = budget;
  const left = formatCents(Math.max(0, maxCents - spentCents - reservedCents));
  const reserved =
    reservedCalls > 0
      ? `, ${formatCents(reservedCents)} reserved for ${callsOf(reservedCalls)} whose cost is not known yet`
      : '';
  return [`${formatCents(spentCents)} spent${reserved}; ${left} left.`, describeAtOnce(budget)];
}

/** Describes how many calls a cap lets run at once: `One more call may cost up to US$2.40, so it lets at most 8 run at once.` */
export function describeAtOnce(budget: Budget): string {
  const atOnce = callsAtOnce(budget);
  if (atOnce === null || budget.worstCaseCents === null)
    return 'What a minute costs is not known yet, so one call goes first, and the others wait for its cost.';
  const cost = `One more call may cost up to ${formatCents(budget.worstCaseCents)}`;
  if (atOnce === 0) return `${cost}, more than is left, so none is placed.`;
  return Number.isFinite(atOnce) ? `${cost}, so it lets at most ${callsOf(atOnce)} run at once.` : `${cost}.`;
}

function callsOf(count: number): string {
  return count === 1 ? '1 call' : `${count} calls`;
}
