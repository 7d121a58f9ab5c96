import { setTimeout as sleep } from 'node:timers/promises';
import { between, type Random } from '../../src/telephony/simulator/calls/random.ts';
import type { Progress, Records } from './records.ts';
import { lookupFault, pick } from './testbed/faults.ts';
import type { Child, Spawner } from './testbed/spawner.ts';
import type { Testbed } from './testbed/testbed.ts';

/** What rounds are run with. */
export interface RoundsOptions {
  testbed: Testbed;
  spawner: Spawner;
  records: Records;
  random: Random;
  /** The most runs of `process-due` at once. */
  processes: number;
  /** Real ms after which no round starts. */
  patience: number;
  /** How long the program takes to start and do a little, on this machine right now, in ms. */
  startupMs: number;
  /** Starts the program. */
  start: (words: readonly string[]) => Child;
}

/** How long until nothing is in transit in the network or the simulator, in ms. */
const quietTime = 200;

/** With more than this to do, a round keeps starting processes for `longRound` ms. */
const manyDue = 30;
const longRound = 2500;

/** How long a `process-due` may run before it is told to stop, in ms. */
const longestLife = 2500;

/**
 * Runs rounds until every scheduled call is finished or waits for the operator, nothing more would happen, or patience runs out. When
 * little is left to do for now, stops every process and moves the clock forward.
 */
export async function runRounds(options: RoundsOptions) {
  const { testbed, records, random } = options;
  const start = { real: performance.now(), clock: testbed.clock.now().getTime() };
  const counts = { rounds: 0, processes: 0, cuts: 0 };
  let watch: Child | undefined;
  while (performance.now() - start.real < options.patience) {
    const progress = records.progress(testbed.clock.now());
    if (progress.open === progress.waiting) break;
    if (progress.due === 0 && !progress.allDueAt) break;
    if (progress.allDueAt && progress.due <= progress.open / 4) {
      // A running watch would keep its old clock.
      await (random() < 0.5 ? watch?.stopAfter(0) : watch?.killAfter(0));
      await sleep(quietTime);
      testbed.clock.advance(
        progress.allDueAt.getTime() - testbed.clock.now().getTime() + between(random, 0, 3000),
      );
    }
    counts.rounds++;
    if (!watch?.isAlive()) {
      watch = options.start(['watch', '--every', '1s', '--concurrency', concurrency(random)]);
      counts.processes++;
    }
    await runRound(options, progress, watch, counts);
  }
  await watch?.stopAfter(0);
  await options.spawner.close();
  return { ...counts, hours: (testbed.clock.now().getTime() - start.clock) / 3_600_000 };
}

async function runRound(
  options: RoundsOptions,
  progress: Progress,
  watch: Child,
  counts: { processes: number; cuts: number },
): Promise<void> {
  const { testbed, random } = options;
  const fault = lookupFault(random);
  // Faults that have not struck would pile up when there are more rounds than look-ups.
  testbed.simulator.forgetFaults('list');
  if (fault) testbed.simulator.addFault(fault);
  const cut =
    random() < 0.25 ? cutNetwork(testbed, between(random, 200, 1200), between(random, 50, 500)) : undefined;
  if (cut) counts.cuts++;
  if (random() < 0.3) void watch.killAfter(between(random, 0, 2000));
  const endsAt = performance.now() + (progress.due > manyDue ? longRound : 0);
  const loops = Array.from(
    { length: Math.min(options.processes, 1 + Math.ceil(progress.due / 8)) },
    async () => {
      await sleep(between(random, 0, 300));
      do {
        counts.processes++;
        await runOnce(options);
      } while (performance.now() < endsAt);
    },
  );
  await Promise.all([...loops, cut]);
}

/** Runs one `process-due`. Every other one is killed. */
async function runOnce({ random, start, startupMs }: RoundsOptions): Promise<void> {
  const limit = random() < 0.2 ? ['--limit', '7'] : [];
  const child = start(['process-due', '--concurrency', concurrency(random), ...limit]);
  const life = between(random, 0.5, 1.5) * startupMs + between(random, 0, 1000);
  await (random() < 0.5 ? child.killAfter(life) : child.stopAfter(longestLife));
}

/** Cuts the network after `delay` ms, for `duration` ms. */
export async function cutNetwork({ network }: Testbed, delay: number, duration: number): Promise<void> {
  await sleep(delay);
  network.cut();
  await sleep(duration);
  await network.restore();
}

function concurrency(random: Random): string {
  return pick(random, ['4', '10', '20']);
}
