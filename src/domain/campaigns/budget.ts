import type { Call } from '../calls/call.ts';
import { isOver } from '../calls/call-status.ts';
import { hadConversation } from '../calls/outcomes/report.ts';
import { formatCents } from '../money.ts';

/** What a campaign with a cost cap has spent, and what its calls may still cost. US cents, with fractions. */
export interface Budget {
  maxCents: number;
  /** What Retell has told of the costs of its calls. */
  spentCents: number;
  /** What calls may cost beyond that whose costs are not known yet. */
  reservedCents: number;
  /** How many calls that is reserved for. */
  reservedCalls: number;
  /** What one more call may cost at most; null if no call of its agent has shown a rate. */
  worstCaseCents: number | null;
}

/** The longest call that Retell allows, ms: 2 hours, `max_call_duration_ms` of an agent in its API reference. */
export const longestCall = 2 * 60 * 60_000;

/**
 * Returns what a call may cost at most, US cents; null if no rate is known.
 *
 * @param centsPerMinute the highest rate that a call of its agent has shown
 * @param maxDuration for how long the agent may talk, ms; null if Retell has not said
 */
export function worstCase(centsPerMinute: number | null, maxDuration: number | null): number | null {
  return centsPerMinute === null ? null : (centsPerMinute * (maxDuration ?? longestCall)) / 60_000;
}

/**
 * Returns what must be reserved for one more call, US cents; or that it waits, forever if nothing that is under way can make room for
 * it. As long as no rate is known, one call goes alone, with all that is left.
 */
export function reservationFor(
  budget: Budget,
): { kind: 'fits'; cents: number } | { kind: 'waits'; isForever: boolean } {
  const { maxCents, spentCents, reservedCents, reservedCalls, worstCaseCents } = budget;
  const left = maxCents - spentCents;
  if (worstCaseCents === null) {
    if (left <= 0) return { kind: 'waits', isForever: true };
    return reservedCalls > 0 ? { kind: 'waits', isForever: false } : { kind: 'fits', cents: left };
  }
  if (worstCaseCents <= left - reservedCents) return { kind: 'fits', cents: worstCaseCents };
  return { kind: 'waits', isForever: worstCaseCents > left };
}

/** Returns how many calls a cap lets run at once as it stands; null if no rate is known, and one goes first. */
export function callsAtOnce({ maxCents, spentCents, worstCaseCents }: Budget): number | null {
  if (worstCaseCents === null) return null;
  if (worstCaseCents <= 0) return Number.POSITIVE_INFINITY;
  return Math.max(0, Math.floor((maxCents - spentCents) / worstCaseCents));
}

/** Describes why a call waits for the cap, as in `the campaign Spring may cost $20.00: $14.20 are spent, $4.80 reserved for 2 calls, and this one may cost $2.40`. */
export function describeBudget(name: string, budget: Budget): string {
  const { maxCents, spentCents, reservedCents, reservedCalls, worstCaseCents } = budget;
  const calls = reservedCalls === 1 ? '1 call' : `${reservedCalls} calls`;
  const reserved =
    reservedCalls > 0
      ? `, ${formatCents(reservedCents)} reserved for ${calls} whose cost is not known yet`
      : '';
  const one =
    worstCaseCents === null
      ? 'what a minute costs is not known yet'
      : `one more call may cost up to ${formatCents(worstCaseCents)}`;
  return `the campaign ${name} may cost ${formatCents(maxCents)}: ${formatCents(spentCents)} spent${reserved}, and ${one}`;
}

/** A call as far as its cost depends on it. */
type Billed = Pick<Call, 'status' | 'costCents' | 'startedAt' | 'durationMs' | 'didNotRing'>;

/**
 * Returns whether the cost of a call is settled, so that nothing stays reserved for it: it was not placed, Retell has told its cost, or
 * nobody spoke in it, or Retell is asked about it no more. What is told later counts as it is told.
 *
 * @param nextCheckAt when Retell is asked about it next; null for never
 */
export function isSettled(call: Billed, nextCheckAt: Date | null): boolean {
  const { status, costCents, didNotRing } = call;
  if (status === 'placing' || status === 'unknown') return false;
  if (status === 'not_placed' || didNotRing || nextCheckAt === null) return true;
  return isOver(status) && (costCents !== null || !hadConversation(call));
}
