import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type AfterProbe,
  afterProbe,
  type Probe,
  type Suspect,
  type SuspiciousKind,
} from '../../../src/domain/calls/outages/suspects.ts';

const kinds = ['account', 'throttled', 'not_retell'] as const;
const suspect = (kind: SuspiciousKind, call = 1): Suspect<number> => ({ kind, call });
const drew = (kind: SuspiciousKind, call = 9): Probe<number> => ({
  kind: 'suspect',
  suspect: suspect(kind, call),
});
const [one, two] = [suspect('account', 1), suspect('account', 2)];

describe('what the next call shows about calls that drew what may be trouble with the account', () => {
  const cases: [
    what: string,
    suspects: Suspect<number>[],
    probe: Probe<number>,
    after: AfterProbe<number>,
  ][] = [
    [
      'placed: it was their own',
      [one, two],
      { kind: 'placed' },
      { own: [one, two], suspects: [], isAccounts: false },
    ],
    [
      'placed, after one was throttled: that may have passed, so nobody is charged',
      [suspect('throttled', 1), two],
      { kind: 'placed' },
      { own: [two], suspects: [], isAccounts: false },
    ],
    [
      "the same: it is the account's",
      [one],
      drew('account'),
      { own: [], suspects: [one, suspect('account', 9)], isAccounts: true },
    ],
    [
      'something else of that sort: one more suspect',
      [one],
      drew('throttled'),
      { own: [], suspects: [one, suspect('throttled', 9)], isAccounts: false },
    ],
    [
      'refused, lost or not attempted: nothing',
      [one],
      { kind: 'other' },
      { own: [], suspects: [one], isAccounts: false },
    ],
  ];
  it.each(cases)('%s', (_, suspects, probe, after) => {
    expect(afterProbe(suspects, probe)).toEqual(after);
  });

  it('charges nobody unless a call was placed, and ends after as many suspects as there are kinds', () => {
    const probes = fc.array(
      fc.constantFrom<Probe<number>>(...kinds.map((kind) => drew(kind)), { kind: 'other' }),
    );
    fc.assert(
      fc.property(fc.constantFrom(...kinds), probes, (first, sequence) => {
        let suspects: readonly Suspect<number>[] = [suspect(first)];
        for (const probe of sequence) {
          const after = afterProbe(suspects, probe);
          expect(after.own).toEqual([]);
          if (after.isAccounts) return;
          suspects = after.suspects;
          expect(suspects.length).toBeLessThanOrEqual(kinds.length);
        }
      }),
    );
  });
});
