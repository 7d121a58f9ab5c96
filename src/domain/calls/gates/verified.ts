import { mayHaveBeenPlaced } from '../restored.ts';
import { type CallFacts, mayPlace, type Verdict } from './gate.ts';

/** Makes a call of a restored database wait until Retell has said whether it was placed since the copy was made. */
export function verified({ mustVerify, at }: CallFacts): Verdict {
  if (!mustVerify) return mayPlace;
  return {
    kind: 'wait',
    until: at,
    waitsFor: 'retell',
    reason: `${mayHaveBeenPlaced}; Retell is asked first`,
  };
}
