import type { Disposition } from '../outcomes/disposition.ts';
import type { RedialRule } from './redial-rules.ts';

/** The outcomes after which nobody is tried again in a campaign: the person was reached, does not want to be, or cannot be. */
export const endsRedialling: ReadonlySet<Disposition> = new Set<Disposition>([
  'answered',
  'declined',
  'invalid',
]);

/** What decides whether somebody is tried again. */
export interface Outcome {
  disposition: Disposition | null;
  /** When the call ended, as far as that is known. */
  endedAt: Date | null;
  /** How many redials the contact has had in the campaign, whatever their rules. */
  redials: number;
  /** Whether another call of the campaign to the contact has ended redialling, or they must not be called. */
  isSettled: boolean;
}

/**
 * Returns when to try somebody again after a call; null for never. There is one budget for a contact in a campaign: a rule `x3` applies
 * while fewer than three redials were made, by whatever rules.
 */
export function redialAt(
  { disposition, endedAt, redials, isSettled }: Outcome,
  rules: readonly RedialRule[],
  now: Date,
): Date | null {
  if (isSettled) return null;
  const rule = rules.find(({ after }) => after === disposition);
  if (!rule || redials >= rule.most) return null;
  // A report that comes late must not make phones ring at once.
  return new Date(Math.max((endedAt ?? now).getTime() + rule.delay, now.getTime()));
}
