import { describeDuration } from '../../time/duration.ts';
import { formatInstant } from '../../time/time-display.ts';
import { mayHaveBeenPlaced } from '../restored.ts';
import { isMissed } from '../scheduling/lateness.ts';
import { type CallFacts, type Gate, mayPlace, ownSettings, type Verdict } from './gate.ts';

/**
 * Refuses a scheduled call that is found too late to be of use. What another gate, a halt or busy lines held up is not late. One that may
 * have been placed already stays late, but is not missed before Retell has been asked.
 */
export const lateness: Gate = {
  name: 'lateness',
  rule: ({ policy }) => ({
    text: `a call found more than ${describeDuration(policy.maxLateness)} late is missed`,
    source: ownSettings,
  }),
  decide,
  because: ({ due }) => due && { reason: `due ${formatInstant(due.at, due.reader)}` },
};

function decide({ at, due, policy, mustVerify }: CallFacts): Verdict {
  if (!due) return mayPlace;
  const { notAfter, lastRunAt, reader } = due;
  const isTooLate = notAfter !== null && at > notAfter;
  if (!isTooLate && !isMissed(due.at, at, lastRunAt, policy.maxLateness)) return mayPlace;
  if (mustVerify) {
    const tooLateSince = notAfter ?? new Date(due.at.getTime() + policy.maxLateness);
    return { kind: 'wait', until: at, waitsFor: 'retell', reason: mayHaveBeenPlaced, notAfter: tooLateSince };
  }
  const found = `missed: due ${formatInstant(due.at, reader)}, found ${formatInstant(at, reader)}`;
  const reason = isTooLate ? `${found}, not wanted after ${formatInstant(notAfter, reader)}` : found;
  return { kind: 'refuse', code: 'missed', reason };
}
