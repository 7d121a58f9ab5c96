import { expect, it } from 'vitest';
import { program } from '../../support/operator.ts';
import { simulateFortnight } from './fortnight.ts';

it('cron’s own process rings everyone once, in their hours, over the end of summer time', async () => {
  const { rings, violations } = await simulateFortnight({
    program,
    people: 21,
    from: new Date('2027-04-03T04:00:00Z'),
    every: 30,
    minutes: 56 * 60,
    step: 28,
    plannedInHours: false,
  });
  expect({ rings, violations }).toEqual({ rings: 21, violations: [] });
}, 120_000);
