import { describe, expect, it } from 'vitest';
import { type OverdueCall, spreadOverdue } from '../../../../src/domain/calls/scheduling/spread-overdue.ts';

const now = new Date('2026-12-08T03:00:00Z');
const monday = new Date('2026-12-07T00:00:00Z');
const tuesday = new Date('2026-12-08T00:00:00Z');
const minute = 60_000;

/** Returns the calls with their times in minutes from now. */
const spread = (...overdue: OverdueCall[]) =>
  spreadOverdue(overdue, { now, spacing: 5 * minute }).map(({ id, at }) => [
    id,
    (at.getTime() - now.getTime()) / minute,
  ]);

const call = (id: number, plannedAt = monday, spacing: number | null = 2 * minute) => ({
  id,
  plannedAt,
  spacing,
});

describe('overdue calls', () => {
  it.each<[what: string, calls: OverdueCall[], times: [number, number][]]>([
    ['none', [], []],
    ['one rings now', [call(7)], [[7, 0]]],
    [
      'a plan keeps its order and spacing',
      [call(7), call(3), call(9)],
      [
        [7, 0],
        [3, 2],
        [9, 4],
      ],
    ],
    [
      'what was planned for one moment stays so',
      [call(1, monday, 0), call(2, monday, 0)],
      [
        [1, 0],
        [2, 0],
      ],
    ],
    [
      'an older voicebot kept no spacing',
      [call(1, monday, null), call(2, monday, null)],
      [
        [1, 0],
        [2, 5],
      ],
    ],
    [
      'no plan waits for another',
      [call(1), call(2, tuesday), call(3), call(4, tuesday)],
      [
        [1, 0],
        [2, 0],
        [3, 2],
        [4, 2],
      ],
    ],
  ])('%s', (_, calls, times) => {
    expect(spread(...calls)).toEqual(times);
  });
});
