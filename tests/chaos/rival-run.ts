import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { between, randomFor } from '../../src/telephony/simulator/calls/random.ts';
import { openCrew } from './crew.ts';
import { cutLine } from './rounds.ts';
import { openStage, type StageOptions } from './stage.ts';
import { phonedAgain } from './verdict.ts';

/** How a script that is not voicebot goes about it. */
export const ways = {
  'sdk-retries': 'retell-sdk with its default retries',
  'plain-loop': 'retell-sdk with maxRetries 0, three tries in a loop',
  'sdk-retries-and-key': 'retell-sdk with its default retries and an idempotency key for each person',
} as const;

export type Way = keyof typeof ways;

/** What became of the people on a rival's list. */
export interface RivalResult {
  /** People who were phoned more than once. */
  twice: number;
  /** Calls that were placed. */
  placed: number;
  kills: number;
  runs: number;
  seconds: number;
}

/** How long a run lives that is killed, ms. */
const shortLife = [300, 2000] as const;

/**
 * Has a rival phone the same people in the same weather: one process at a time, every other one killed, started again
 * until all are marked.
 * @param script what runs `rival-loop.ts` when its first word is `loop`
 */
export async function runRival(way: Way, script: string, options: StageOptions): Promise<RivalResult> {
  const began = performance.now();
  const stage = await openStage(options);
  const crew = openCrew(stage.home, [0]);
  const random = randomFor(options.seed, 5);
  try {
    const [list, marks] = [join(stage.home, 'people.txt'), join(stage.home, 'done.txt')];
    writeFileSync(list, stage.numbers.join('\n'));
    let runs = 0;
    while (markedIn(marks) < stage.numbers.length && runs < options.calls) {
      runs++;
      const hand = crew.start([script, 'loop', way, stage.line.url, list, marks], {
        PATH: process.env['PATH'] ?? '',
      });
      const cut =
        random() < 0.25 ? cutLine(stage, between(random, 200, 1200), between(random, 50, 500)) : undefined;
      await (random() < 0.5 ? hand.killAfter(between(random, ...shortLife)) : hand.ended);
      await cut;
    }
    await sleep(500);
    if (crew.complaints().length > 0) throw new Error(crew.complaints().join('\n'));
    const placed = stage.simulator.calls();
    return {
      twice: phonedAgain(placed).size,
      placed: placed.length,
      kills: crew.kills(),
      runs,
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    await crew.close();
    await stage.close();
  }
}

function markedIn(path: string): number {
  return existsSync(path) ? new Set(readFileSync(path, 'utf8').split('\n').filter(Boolean)).size : 0;
}
