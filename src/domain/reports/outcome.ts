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

const counted: Counting = { isPlaced: true, isDialled: true, isDecided: true };
const undecided: Counting = { ...counted, isDecided: false };
const undialled: Counting = { ...undecided, isDialled: false };
const unplaced: Counting = { ...undialled, isPlaced: false };

/** What each outcome counts as. Of a call that failed on our side, Retell did not dial. */
export const countingOf: Readonly<Record<Outcome, Counting>> = {
  answered: counted,
  machine: counted,
  busy: counted,
  no_answer: counted,
  declined: counted,
  invalid: counted,
  caller_id: counted,
  broke: counted,
  our_side: undialled,
  outcome_unknown: undecided,
  in_progress: undecided,
  unconfirmed: unplaced,
  not_placed: unplaced,
};

/** Returns a count of nothing for each outcome. */
export function noOutcomes(): Record<Outcome, number> {
  return {
    ...{ answered: 0, machine: 0, busy: 0, no_answer: 0, declined: 0, invalid: 0, caller_id: 0, our_side: 0 },
    ...{ broke: 0, outcome_unknown: 0, in_progress: 0, unconfirmed: 0, not_placed: 0 },
  };
}
