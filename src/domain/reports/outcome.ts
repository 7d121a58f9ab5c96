import { type CallStatus, isOpen } from '../calls/call-status.ts';
import { type Disposition, dispositions } from '../calls/outcomes/disposition.ts';

/**
 * What came of an attempt, as reports count it: the disposition of a call that is over, or · `outcome_unknown` it is over, and Retell has not
 * said how · `in_progress` it is not over · `unconfirmed` it is not known whether it was placed · `not_placed` certainly no phone rang.
 */
export const outcomes = [
  ...dispositions,
  'outcome_unknown',
  'in_progress',
  'unconfirmed',
  'not_placed',
] as const;

export type Outcome = (typeof outcomes)[number];

/** Returns what came of an attempt. */
export function outcomeOf(status: CallStatus, disposition: Disposition | null): Outcome {
  if (status === 'not_placed') return 'not_placed';
  if (status === 'placing' || status === 'unknown') return 'unconfirmed';
  return isOpen(status) ? 'in_progress' : (disposition ?? 'outcome_unknown');
}

/** What an outcome counts as. */
export interface Counting {
  /** Whether Retell accepted the call. */
  isPlaced: boolean;
  /** Whether Retell dialled, as far as is known. */
  isDialled: boolean;
  /** Whether it counts for the answer rate: Retell dialled, and it is known what came of it. */
  isDecided: boolean;
}

/** What each outcome counts as. Of a call that failed on our side, Retell did not dial. */
export const countingOf: Readonly<Record<Outcome, Counting>> = {
  ...(Object.fromEntries(
    dispositions.map((disposition) => [
      disposition,
      { isPlaced: true, isDialled: disposition !== 'our_side', isDecided: disposition !== 'our_side' },
    ]),
  ) as Record<Disposition, Counting>),
  outcome_unknown: { isPlaced: true, isDialled: true, isDecided: false },
  in_progress: { isPlaced: true, isDialled: true, isDecided: false },
  unconfirmed: { isPlaced: false, isDialled: false, isDecided: false },
  not_placed: { isPlaced: false, isDialled: false, isDecided: false },
};

/** Returns a count of nothing for each outcome. */
export function noOutcomes(): Record<Outcome, number> {
  return Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
}
