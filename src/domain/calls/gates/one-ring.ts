import { type CallFacts, type Gate, mayPlace, promise, type Verdict } from './gate.ts';

/** Refuses a second ring for one scheduled call. The schema forbids it too, with a unique index. */
export const oneRing: Gate = {
  name: 'one_ring',
  rule: () => ({ text: 'a scheduled call makes a phone ring once', source: promise }),
  decide,
};

function decide({ earlierAttempt }: CallFacts): Verdict {
  if (earlierAttempt === null) return mayPlace;
  return {
    kind: 'refuse',
    code: 'may_have_rung',
    reason: `an earlier attempt, call ${earlierAttempt}, may have made the phone ring`,
  };
}
