import { randomInt } from 'node:crypto';
import { expect, it } from 'vitest';
import { compiledBefore } from '../support/compile-cache.ts';
import { enemiesOf } from './enemies/enemies.ts';
import { runChaos } from './harness.ts';
import { resultLine } from './result-line.ts';

/** On a build server the same at each run, so that a change is judged by it, and not by luck. */
const anySeed = process.env['CI'] === undefined ? randomInt(1_000_000) : 1;
const seed = Number(process.env['VOICEBOT_CHAOS_SEED'] ?? anySeed);

/** How many people to call. */
const calls = 50;

it.concurrent.each([
  ['keys honoured', true, seed],
  // As odd or even as the first: the even ones restore backups, after which each call is asked about, which can take minutes.
  ['keys ignored, and calls listed at once', false, seed + 2],
])(
  'rings no phone twice and loses no call, whatever fails or is killed: %s',
  async (_, honourIdempotencyKeys, seed) => {
    const present = enemiesOf(seed);
    const result = await runChaos({
      seed,
      calls,
      honourIdempotencyKeys,
      enemies: present,
      environment: compiledBefore(),
      processes: 3,
      patience: 200_000,
    });
    process.stdout.write(`${resultLine(result)}\n`);
    expect(result.violations, `VOICEBOT_CHAOS_SEED=${seed}`).toEqual([]);
    expect(result.completed + result.failed + result.cancelled).toBe(calls);
    expect(Object.keys(result.struck).sort()).toEqual([...present].sort());
    expect(result.kills).toBeGreaterThan(0);
  },
  250_000,
);
