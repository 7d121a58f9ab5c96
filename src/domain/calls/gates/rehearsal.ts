import { type CallFacts, type Gate, mayPlace, promise, type Verdict } from './gate.ts';

/** How long a real call waits while the settings name a simulator, ms. */
const rehearsalWait = 5 * 60_000;

/**
 * Keeps rehearsals and real calls apart. What was planned against a simulator is never placed for real. What was planned for real waits
 * as long as a simulator would place it: placed there, it would count as placed, and nobody would be called.
 */
export const rehearsal: Gate = {
  name: 'rehearsal',
  rule: () => ({ text: 'what is rehearsed against a simulator is never placed for real', source: promise }),
  decide,
};

function decide({ at, simulated }: CallFacts): Verdict {
  if (!simulated || simulated.planned === simulated.now) return mayPlace;
  if (simulated.planned) {
    const reason = 'it was planned in a rehearsal, against a simulator, and would now be a real call';
    return { kind: 'refuse', code: 'planned_in_rehearsal', reason };
  }
  return {
    kind: 'wait',
    until: new Date(at.getTime() + rehearsalWait),
    waitsFor: 'operator',
    reason: 'it was planned as a real call, and the settings now name a simulator',
    isIndefinite: true,
  };
}
