import { describe, expect, it } from 'vitest';
import { planCalls, timeOfCall } from '../../../../src/domain/calls/scheduling/plan.ts';

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
    expect(planCalls([1, 2, 3], pace)).toMatchObject({ first: new Date(first), last: new Date(times[2]) });
  });
});
