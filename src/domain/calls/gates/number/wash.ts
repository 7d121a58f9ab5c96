import { describeDuration } from '../../../time/duration.ts';
import { type CallFacts, type Gate, mayPlace, ownSettings, type Verdict } from '../gate.ts';

/** When a call without a wash is decided again, ms: no one knows when its number is washed. */
const wait = 60 * 60_000;

/** Makes a call wait for a wash of its number, if washes are required and the last one is too old. */
export const wash: Gate = {
  name: 'wash',
  rule: ({ policy: { requireWash } }) => ({
    text:
      requireWash === undefined
        ? 'numbers need not be washed'
        : `only numbers that a do-not-call register washed in the last ${describeDuration(requireWash)} are called`,
    source: ownSettings,
  }),
  decide,
};

function decide({ at, washedAt, policy: { requireWash } }: CallFacts): Verdict {
  if (requireWash === undefined) return mayPlace;
  const age = washedAt && at.getTime() - washedAt.getTime();
  if (age !== null && age <= requireWash)
    return { kind: 'place', reason: `its number was washed ${ago(age)}` };
  return {
    kind: 'wait',
    until: new Date(at.getTime() + wait),
    waitsFor: 'wash',
    isIndefinite: true,
    reason:
      age === null
        ? 'its number was never washed against a do-not-call register'
        : `its number was last washed ${ago(age)}, and a wash is good for ${describeDuration(requireWash)}`,
  };
}

/** Returns the age of a wash in whole days. */
function ago(age: number): string {
  const days = Math.floor(age / (24 * 60 * 60_000));
  return days === 1 ? '1 day ago' : `${days} days ago`;
}
