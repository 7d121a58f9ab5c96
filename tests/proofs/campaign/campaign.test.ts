import { expect, it } from 'vitest';
import { program } from '../../support/operator.ts';
import { simulateCampaign } from './campaign.ts';
import { simulateCap } from './cap.ts';

const minutes = 60_000;

it(
  'a campaign runs through redials, callbacks and opt-outs to its end, as the simulator’s own log says',
  async () => {
    const { calls, optOuts, callbacks, violations } = await simulateCampaign({
      ...{ program, people: 20, seed: 18, every: '0s', step: 20, days: 9, middle: 60 },
    });
    expect(violations).toEqual([]);
    expect(calls).toBeGreaterThan(20);
    expect(optOuts).toBeGreaterThan(0);
    expect(callbacks['kept']).toBeGreaterThan(0);
  },
  4 * minutes,
);

it(
  'a campaign never costs more than its cap, and goes on under a higher one',
  async () => {
    const { violations, stoppedAt } = await simulateCap({
      ...{ program, people: 7, seed: 5, step: 15, caps: [0.62, 4] },
    });
    expect(violations).toEqual([]);
    expect(stoppedAt).toBeGreaterThan(0);
  },
  4 * minutes,
);
