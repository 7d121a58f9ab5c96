import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { runChaos } from './harness.ts';
import { resultLine } from './result-line.ts';

const seed = Number(process.env['VOICEBOT_CHAOS_SEED'] ?? randomInt(1_000_000));

it.concurrent.each([
  ['keys honoured', true],
  ['keys ignored, and calls listed at once', false],
])(
  'rings no phone twice and loses no call, whatever fails or is killed: %s',
  async (_, honourIdempotencyKeys) => {
    const result = await runChaos({
      seed,
      calls: 200,
      honourIdempotencyKeys,
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
