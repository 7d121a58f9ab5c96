import { describe, expect, it } from 'vitest';
import { timeOfCall, timesOfPlan } from '../../../../src/domain/calls/scheduling/plan.ts';

const zone = 'Australia/Sydney';
const day = 86_400_000;

describe('a series of calls', () => {
  it.each([
    {
      what: 'days keep the time over the start of daylight saving',
      first: '2026-10-02T23:00:00Z',
      every: day,
      times: ['2026-10-02T23:00:00.000Z', '2026-10-03T22:00:00.000Z', '2026-10-04T22:00:00.000Z'],
    },
    {
      what: 'days keep the time over the end of daylight saving',
      first: '2026-04-03T22:00:00Z',
      every: day,
      times: ['2026-04-03T22:00:00.000Z', '2026-04-04T23:00:00.000Z', '2026-04-05T23:00:00.000Z'],
    },
    {
      what: 'a time that is skipped becomes the moment of the change',
      first: '2026-10-02T16:30:00Z',
      every: day,
      times: ['2026-10-02T16:30:00.000Z', '2026-10-03T16:00:00.000Z', '2026-10-04T15:30:00.000Z'],
    },
    {
      what: 'a time that is shown twice is the first',
      first: '2026-04-03T15:30:00Z',
      every: day,
      times: ['2026-04-03T15:30:00.000Z', '2026-04-04T15:30:00.000Z', '2026-04-05T16:30:00.000Z'],
    },
    {
      what: 'weeks are seven days',
      first: '2026-09-28T23:00:00.5Z',
      every: 7 * day,
      times: ['2026-09-28T23:00:00.500Z', '2026-10-05T22:00:00.500Z', '2026-10-12T22:00:00.500Z'],
    },
    {
      what: 'hours are hours',
      first: '2026-10-03T15:00:00Z',
      every: day / 24,
      times: ['2026-10-03T15:00:00.000Z', '2026-10-03T16:00:00.000Z', '2026-10-03T17:00:00.000Z'],
    },
    {
      what: 'all at once',
      first: '2026-10-03T15:00:00Z',
      every: 0,
      times: Array(3).fill('2026-10-03T15:00:00.000Z'),
    },
  ])('$what', ({ first, every, times }) => {
    const pace = { first: new Date(first), every, zone };
    expect(times.map((_, index) => timeOfCall(index, pace).toISOString())).toEqual(times);
    expect(timesOfPlan([1, 2, 3], pace, () => []).map(({ at }) => at.toISOString())).toEqual(times);
  });
});

describe('a plan on the clocks of its callees', () => {
  const local = { year: 2026, month: 12, day: 8, hour: 10, minute: 0, second: 0 };
  const pace = { first: new Date('2026-12-07T23:00:00Z'), every: 120_000, zone: 'Australia/Sydney', local };

  it.each<[what: string, zones: string[][], times: string[]]>([
    ['ten o’clock in Sydney', [['Australia/Sydney']], ['2026-12-07T23:00:00.000Z']],
    [
      'ten o’clock for each, those with one clock at their spacing',
      [['Australia/Perth'], ['Australia/Sydney'], ['Australia/Melbourne'], ['Australia/Perth']],
      [
        '2026-12-07T23:00:00.000Z',
        '2026-12-07T23:02:00.000Z',
        '2026-12-08T02:00:00.000Z',
        '2026-12-08T02:02:00.000Z',
      ],
    ],
    [
      'when the last of several clocks shows it',
      [['Australia/Perth', 'Australia/Sydney']],
      ['2026-12-08T02:00:00.000Z'],
    ],
    ['on the operator’s clock if nothing is known', [[]], ['2026-12-07T23:00:00.000Z']],
  ])('%s', (_, zones, times) => {
    const calls = timesOfPlan(zones, pace, (some) => some);
    expect(calls.map(({ at }) => at.toISOString())).toEqual(times);
  });

  it('a time that a clock skips is the moment of the change', () => {
    const skipped = { ...local, month: 10, day: 4, hour: 2, minute: 30 };
    const [call] = timesOfPlan([['Australia/Sydney']], { ...pace, local: skipped }, (some) => some);
    expect(call?.at.toISOString()).toBe('2026-10-03T16:00:00.000Z');
  });
});
