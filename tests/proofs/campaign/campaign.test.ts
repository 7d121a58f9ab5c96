import { expect, it } from 'vitest';
import { program } from '../../support/operator.ts';
import { simulateCampaign } from './campaign.ts';

it('a campaign runs through redials, callbacks and opt-outs to its end, as the simulator’s own log says', async () => {
  const { calls, violations } = await simulateCampaign({
    ...{ program, people: 20, seed: 5, every: '0s', step: 15, days: 9, middle: 60 },
  });
  expect(violations).toEqual([]);
  expect(calls).toBeGreaterThan(30);
}, 240_000);
