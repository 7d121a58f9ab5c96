import { describe, expect, it } from 'vitest';
import type { Contestant } from './benchmark.ts';
import { formatSummary, formatTable } from './report.ts';
import { compare } from './rounds.ts';

/** Returns a contestant that takes these times in ms, one after another. */
function taking(name: string, ...times: number[]): Contestant & { runs: () => number } {
  let runs = 0;
  return {
    name,
    run: async () => ({ ms: times[runs++ % times.length] ?? 0, megabytes: 160 }),
    runs: () => runs,
  };
}

describe('a benchmark', () => {
  it('runs every contestant once a round, and does not count the first round', async () => {
    const ours = taking('ours', 9000, 30, 20, 25);
    const theirs = taking('theirs', 1, 10, 10, 10);
    const { ms, rivals } = await compare({
      what: 'it',
      rounds: 3,
      ours,
      rivals: [{ ...theirs, goal: 2 }],
    });
    expect([ours.runs(), theirs.runs()]).toEqual([4, 4]);
    expect(ms).toEqual({ median: 25, from: 22.5, to: 27.5 });
    expect(rivals[0]?.ratio).toEqual({ median: 2.5, from: 2.25, to: 2.75 });
  });

  it('reports who is ahead, and by how much a goal is missed', async () => {
    const result = await compare({
      what: 'the work',
      rounds: 1,
      ours: taking('ours', 30),
      rivals: [
        { ...taking('a quick one', 20), goal: 1 },
        { ...taking('a near one', 20), goal: 2 },
        { ...taking('a slow one', 60), goal: 1 },
      ],
      mostMegabytes: 150,
    });
    const verdicts = formatTable([result])
      .split('\n')
      .slice(2)
      .map((row) => row.split('|').at(-2)?.trim());
    expect(verdicts).toEqual(['behind', 'within', 'ahead']);
    expect(formatSummary([result]).split('\n')).toEqual([
      'Too slow: the work takes 1.50 × as long as a quick one; the goal is 1.00 ×.',
      'Too much memory: the work used 160 MB; the goal is 150 MB.',
    ]);
    const met = await compare({
      what: 'it',
      rounds: 1,
      ours: taking('ours', 1),
      rivals: [{ ...taking('b', 1), goal: 1 }],
    });
    expect(formatSummary([met])).toBe('All goals are met.');
  });
});
