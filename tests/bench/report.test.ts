import { describe, expect, it } from 'vitest';
import type { Contestant } from './benchmark.ts';
import { summaryOf, tableOf } from './report.ts';
import { compare } from './rounds.ts';

/** Takes these times, one after the other. */
function taking(name: string, ...times: number[]): Contestant & { runs: () => number } {
  let runs = 0;
  return {
    name,
    run: async () => ({ ms: times[runs++ % times.length] ?? 0, megabytes: 160 }),
    runs: () => runs,
  };
}

describe('a benchmark', () => {
  it('runs everybody once a round, and the first round counts for nobody', async () => {
    const ours = taking('ours', 9000, 30, 20, 25);
    const theirs = taking('theirs', 1, 10, 10, 10);
    const { ms, standings } = await compare({
      what: 'it',
      rounds: 3,
      ours,
      rivals: [{ ...theirs, goal: 2 }],
    });
    expect([ours.runs(), theirs.runs()]).toEqual([4, 4]);
    expect(ms).toEqual({ median: 25, from: 22.5, to: 27.5 });
    expect(standings[0]?.ratio).toEqual({ median: 2.5, from: 2.25, to: 2.75 });
  });

  it('says plainly who is ahead, and by how much a goal is missed', async () => {
    const outcome = await compare({
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
    const verdicts = tableOf([outcome])
      .split('\n')
      .slice(2)
      .map((row) => row.split('|').at(-2)?.trim());
    expect(verdicts).toEqual(['behind', 'within', 'ahead']);
    expect(summaryOf([outcome]).split('\n')).toEqual([
      'Behind: the work takes 1.50 × what a quick one takes, and may take 1.00 ×.',
      'Behind: the work had 160 MB, and may have 150 MB.',
    ]);
    const met = await compare({
      what: 'it',
      rounds: 1,
      ours: taking('ours', 1),
      rivals: [{ ...taking('b', 1), goal: 1 }],
    });
    expect(summaryOf([met])).toBe('Every goal is met.');
  });
});
