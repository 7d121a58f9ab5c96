import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { between, randomFor } from '../../../src/telephony/simulator/calls/random.ts';
import { cutNetwork } from '../rounds.ts';
import { openSpawner } from '../testbed/spawner.ts';
import { openTestbed, type TestbedOptions } from '../testbed/testbed.ts';
import { calledAgain } from '../violations.ts';

/** How scripts that are not voicebot place calls. */
export const ways = {
  'sdk-retries': 'retell-sdk with its default retries',
  'plain-loop': 'retell-sdk with maxRetries 0, three tries in a loop',
  'sdk-retries-and-key': 'retell-sdk with its default retries and an idempotency key per person',
} as const;

export type Way = keyof typeof ways;

/** The result of a rival. */
export interface RivalResult {
  /** People who were called more than once. */
  calledAgain: number;
  /** Calls that were placed. */
  placed: number;
  kills: number;
  runs: number;
  seconds: number;
}

/** How long a run that is killed may live, in ms. */
const shortLife = [300, 2000] as const;

/**
 * Runs a rival that calls the same people under the same conditions: one process at a time, every other one killed, and started again
 * until all are done.
 * @param script runs `rival-loop.ts` if its first argument is `loop`
 */
export async function runRival(way: Way, script: string, options: TestbedOptions): Promise<RivalResult> {
  const startedAt = performance.now();
  const testbed = await openTestbed(options);
  const spawner = openSpawner(testbed.home, [0]);
  const random = randomFor(options.seed, 5);
  try {
    const [list, doneFile] = [join(testbed.home, 'people.txt'), join(testbed.home, 'done.txt')];
    writeFileSync(list, testbed.numbers.join('\n'));
    let runs = 0;
    while (countDone(doneFile) < testbed.numbers.length && runs < options.calls) {
      runs++;
      const child = spawner.start([script, 'loop', way, testbed.network.url, list, doneFile], {
        PATH: process.env['PATH'] ?? '',
      });
      const cut =
        random() < 0.25
          ? cutNetwork(testbed, between(random, 200, 1200), between(random, 50, 500))
          : undefined;
      await (random() < 0.5 ? child.killAfter(between(random, ...shortLife)) : child.ended);
      await cut;
    }
    await sleep(500);
    if (spawner.unexpectedExits().length > 0) throw new Error(spawner.unexpectedExits().join('\n'));
    const placed = testbed.simulator.calls();
    return {
      calledAgain: calledAgain(placed).size,
      placed: placed.length,
      kills: spawner.kills(),
      runs,
      seconds: (performance.now() - startedAt) / 1000,
    };
  } finally {
    await spawner.close();
    await testbed.close();
  }
}

function countDone(path: string): number {
  return existsSync(path) ? new Set(readFileSync(path, 'utf8').split('\n').filter(Boolean)).size : 0;
}
