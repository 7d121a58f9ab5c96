import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { runChaos } from './harness.ts';
import { resultLine } from './result-line.ts';

const seed = Number(process.env['VOICEBOT_CHAOS_SEED'] ?? randomInt(1_000_000));

it.concurrent.each([
  ['keys are honoured', true],
  ['keys are ignored, and calls listed at once', false],
])(
  'rings nobody twice and loses no call, whatever fails and whoever is killed: %s',
  async (_, honours) => {
    const result = await runChaos({
      seed,
      calls: 200,
      honourIdempotencyKeys: honours,
      processes: 3,
      patience: 100_000,
    });
    process.stdout.write(`${resultLine(result)}\n`);
    expect(result.violations, `VOICEBOT_CHAOS_SEED=${seed}`).toEqual([]);
    expect(result.completed + result.failed).toBe(200);
    expect(result.kills).toBeGreaterThan(0);
  },
  150_000,
);
