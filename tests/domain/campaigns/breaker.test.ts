import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Disposition } from '../../../src/domain/calls/outcomes/disposition.ts';
import { type FailuresAtOnce, failuresAtOnce } from '../../../src/domain/campaigns/breaker.ts';

/** Returns calls this many seconds apart: `x` failed on our side, `.` did not, `?` is not known yet. */
function callsOf(text: string, secondsApart: number) {
  const dispositions: Record<string, Disposition | null> = { x: 'our_side', '.': 'answered', '?': null };
  return [...text].map((letter, index) => ({
    requestedAt: new Date(index * secondsApart * 1000),
    disposition: dispositions[letter] ?? null,
  }));
}

describe('the breaker', () => {
  it.each<[string, string, number, FailuresAtOnce | undefined]>([
    ['nine that all failed are too few', 'xxxxxxxxx', 1, undefined],
    ['ten that all failed', 'xxxxxxxxxx', 1, { failed: 10, calls: 10 }],
    ['half is not more than half', 'x.x.x.x.x.', 1, undefined],
    ['six of ten', 'x.x.x.x.xx', 1, { failed: 6, calls: 10 }],
    ['calls that are not over count, and not as failed', 'xxxxx?????', 1, undefined],
    ['it is enough that they outnumber those', 'xxxxxx????', 1, { failed: 6, calls: 10 }],
    ['ten over two minutes', 'xxxxxxxxxx', 13, { failed: 10, calls: 10 }],
    ['ten over more than two minutes', 'xxxxxxxxxx', 14, undefined],
    ['a long time of success before does not count', `${'.'.repeat(300)}xxxxxx`, 10, undefined],
    ['the last two minutes do', `${'.'.repeat(300)}${'x'.repeat(13)}`, 5, { failed: 13, calls: 25 }],
  ])('%s', (_, text, secondsApart, expected) => {
    expect(failuresAtOnce(callsOf(text, secondsApart))).toEqual(expected);
  });

  it('never opens again as more outcomes become known: the order of reports changes nothing', () => {
    const outcome = fc.constantFrom<Disposition>('our_side', 'answered', 'busy');
    const call = fc.record({ gap: fc.nat(20), outcome, isKnown: fc.boolean() });
    fc.assert(
      fc.property(fc.array(call, { maxLength: 60 }), (calls) => {
        let at = 0;
        const all = calls.map(({ gap, outcome: disposition }) => {
          at += gap * 1000;
          return { requestedAt: new Date(at), disposition };
        });
        const some = all.map((one, index) => (calls[index]?.isKnown ? one : { ...one, disposition: null }));
        if (failuresAtOnce(some)) expect(failuresAtOnce(all)).toBeDefined();
      }),
    );
  });
});
