import { describeHalt } from '../halts/halt.ts';
import { type CallFacts, type Gate, mayPlace, type Verdict } from './gate.ts';

/** When a halted call is decided again, ms. No one knows when the halt is lifted, and then what is overdue is laid out again. */
const wait = 60 * 60_000;

/** Makes every call wait while calling is halted. */
export const halted: Gate = {
  name: 'halt',
  rule: () => ({ text: 'no call is placed while calling is halted', source: 'operator' }),
  decide,
  because: () => ({ reason: 'calling is not halted' }),
};

function decide({ at, halt }: CallFacts): Verdict {
  if (!halt) return mayPlace;
  return {
    kind: 'wait',
    until: new Date(at.getTime() + wait),
    waitsFor: 'halt',
    reason: describeHalt(halt),
    isIndefinite: true,
  };
}
