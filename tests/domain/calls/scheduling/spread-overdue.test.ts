import { describe, expect, it } from 'vitest';
import {
  type OverdueCall,
  type ResumedCall,
  spreadOverdue,
  spreadResumed,
} from '../../../../src/domain/calls/scheduling/spread-overdue.ts';

const now = new Date('2026-12-08T03:00:00Z');
const minute = 60_000;

/** Returns the times in minutes from now. */
const spread = (...overdue: OverdueCall[]) =>
  spreadOverdue(overdue, { now, spacing: 5 * minute }).map(
    ({ at }) => (at.getTime() - now.getTime()) / minute,
  );

/** Returns a call that was due this many minutes after the first. */
const due = (minutes: number, spacing: number | null = 2) => ({
  id: minutes,
  dueAt: new Date(now.getTime() + (minutes - 600) * minute),
  spacing: spacing === null ? null : spacing * minute,
});

describe('overdue calls', () => {
  it.each<[what: string, calls: OverdueCall[], times: number[]]>([
    ['none', [], []],
    ['one rings now', [due(0)], [0]],
    ['a plan keeps its order and spacing', [due(0), due(2), due(4)], [0, 2, 4]],
    ['what was planned for one moment stays so', [due(0, 0), due(0, 0)], [0, 0]],
    [
      'two plans side by side stay as close as they were',
      [due(0, 4), due(1, 4), due(4, 4), due(5, 4)],
      [0, 1, 4, 5],
    ],
    ['hours between them need not pass again', [due(0), due(300)], [0, 2]],
    ['those scheduled one by one do not ring all at once', [due(0), due(7), due(9), due(60)], [0, 2, 4, 6]],
    ['an older voicebot kept no spacing', [due(0, null), due(60, null)], [0, 5]],
  ])('%s', (_, calls, times) => {
    expect(spread(...calls)).toEqual(times);
  });
});

describe('the calls of a resumed campaign', () => {
  /** Returns a call that the pause held up, or whose own time comes this many minutes from now. */
  const call = (planned: number, own: number | null = null, spacing = 2): ResumedCall => ({
    ...due(planned, spacing),
    ownTime: own === null ? null : new Date(now.getTime() + own * minute),
  });
  const changed = (...calls: ResumedCall[]) =>
    spreadResumed(calls, { now, spacing: 5 * minute }).map(({ id, at }) => [
      id,
      (at.getTime() - now.getTime()) / minute,
    ]);

  it.each<[what: string, calls: ResumedCall[], changes: number[][]]>([
    ['none was held up', [call(0, 1), call(2, 3)], []],
    [
      'those held up ring from now on',
      [call(0), call(2)],
      [
        [0, 0],
        [2, 2],
      ],
    ],
    [
      'one whose time comes among them follows in its turn',
      [call(0), call(2), call(4, 1)],
      [
        [0, 0],
        [2, 2],
        [4, 4],
      ],
    ],
    [
      'and pushes the next',
      [call(0), call(2, 1), call(4, 3), call(6, 20)],
      [
        [0, 0],
        [2, 2],
        [4, 4],
      ],
    ],
    [
      'one that waits for tomorrow keeps its time, and delays nobody',
      [call(0), call(2, 900), call(4)],
      [
        [0, 0],
        [4, 2],
      ],
    ],
    [
      'what was planned for one moment stays so',
      [call(0, null, 0), call(0, null, 0)],
      [
        [0, 0],
        [0, 0],
      ],
    ],
    [
      'one that was due before them, but is put off, is no first',
      [call(0, 60), call(2), call(4)],
      [
        [2, 0],
        [4, 2],
      ],
    ],
  ])('%s', (_, calls, changes) => {
    expect(changed(...calls)).toEqual(changes);
  });
});
