import { mayHaveBeenPlaced } from '../restored.ts';
import { type CallFacts, type Gate, mayPlace, promise, type Verdict } from './gate.ts';

/** Makes a call of a restored database wait until Retell has said whether it was placed since the copy was made. */
export const verified: Gate = {
  name: 'verified',
  rule: () => ({ text: 'after restoring a copy, Retell is asked what was placed since', source: promise }),
  decide,
};

function decide({ mustVerify, at }: CallFacts): Verdict {
  if (!mustVerify) return mayPlace;
  return {
    kind: 'wait',
    until: at,
    waitsFor: 'retell',
    reason: `${mayHaveBeenPlaced}; Retell is asked first`,
  };
}
