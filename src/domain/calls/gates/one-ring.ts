import { type CallFacts, mayPlace, type Verdict } from './gate.ts';

/** Refuses a second ring for one scheduled call. The schema forbids it too, with a unique index. */
export function oneRing({ earlierAttempt }: CallFacts): Verdict {
  if (earlierAttempt === null) return mayPlace;
  return {
    kind: 'refuse',
    code: 'may_have_rung',
    reason: `an earlier attempt, call ${earlierAttempt}, may have made the phone ring`,
  };
}
