import { setTimeout as sleep } from 'node:timers/promises';
import { between, type Random } from '../../src/telephony/simulator/calls/random.ts';
import { jump, runByWrongClock } from './enemies/clocks.ts';
import type { Damage } from './enemies/damage.ts';
import { lookupFault, pick } from './enemies/faults.ts';
import { moveAway, moveLog } from './enemies/files.ts';
import { keysOf } from './enemies/keys.ts';
import type { Backups } from './enemies/restore.ts';
import type { Progress, Records } from './records.ts';
import { askServer, startWatch } from './serving.ts';
import { liftHalt } from './settle.ts';
import type { Program } from './testbed/program.ts';
import type { Child, Spawner } from './testbed/spawner.ts';
import type { Testbed } from './testbed/testbed.ts';

/** What rounds are run with. */
export interface RoundsOptions {
  testbed: Testbed;
  spawner: Spawner;
  records: Records;
  program: Program;
  backups: Backups;
  damage: Damage;
  random: Random;
  /** The most runs of `process-due` at once. */
  processes: number;
  /** Real ms after which no round starts. */
  patience: number;
  /** How long the program takes to start and do a little, on this machine right now, in ms. */
  startupMs: number;
}

/** How long until nothing is in transit in the network or the simulator, in ms. */
const quietTime = 200;

/** With more than this to do, a round keeps starting processes for `longRound` ms; a `process-due` may run as long. */
const [manyDue, longRound] = [30, 2500];

/** Backups are made once this few calls are left: after a restore, Retell is asked about each of them, with a pause after the first. */
const [fewLeft, maxRestores] = [120, 3];

/** How often the runs of each account look for its calls in the end. What another account's run looked at is held again. */
const maxLastLooks = 3;

/** How long a run leaves the calls of another account to that account's own runs, and how late they are asked about, ms. */
const otherAccountsDelay = 4 * 60_000;

/**
 * Runs rounds until every scheduled call is finished or waits for the operator, nothing more would happen, or patience runs out. When
 * little is left to do for now, stops every process and moves the clock forward.
 */
export async function runRounds(options: RoundsOptions) {
  const { testbed, records, random, program } = options;
  const start = { real: performance.now(), clock: testbed.clock.now().getTime() };
  const counts = { rounds: 0, processes: 0, cuts: 0, halts: 0, lastLooks: 0 };
  let watch: Child | undefined;
  while (performance.now() - start.real < options.patience) {
    counts.halts += await liftHalt(records, program);
    const progress = records.progress(testbed.clock.now(), testbed.scripted.poisoned);
    if (isOver(progress)) {
      await end(watch, random);
      // It may have gone on meanwhile.
      if (!isOver(records.progress(testbed.clock.now(), testbed.scripted.poisoned))) continue;
      if (await goesOn(options, counts)) continue;
      break;
    }
    if (progress.allDueAt && progress.due <= progress.open / 4) {
      // A running watch would keep its old clock.
      await end(watch, random);
      testbed.clock.advance(
        progress.allDueAt.getTime() - testbed.clock.now().getTime() + between(random, 0, 3000),
      );
    }
    counts.rounds++;
    if (!watch?.isAlive()) {
      watch = startWatch(testbed, program, random, concurrency(random));
      counts.processes++;
    }
    await runRound(options, progress, watch, counts);
    await actBetweenRounds(options, watch);
  }
  await watch?.stopAfter(0);
  await options.spawner.close();
  testbed.clockError = 0;
  const { lastLooks: _, ...others } = counts;
  return { ...others, hours: (testbed.clock.now().getTime() - start.clock) / 3_600_000 };
}

function isOver({ open, waiting, due, allDueAt }: Progress): boolean {
  return open === waiting || (due === 0 && !allDueAt);
}

/** Does what may be left to do when all calls are finished or wait for the operator. @returns whether there was anything */
async function goesOn(
  { testbed, random, program, records, backups }: RoundsOptions,
  counts: { lastLooks: number },
): Promise<boolean> {
  if (backups.latest && !testbed.enemies.struck.restore) {
    await backups.restore(random);
    return true;
  }
  const { enemies, clock, simulator } = testbed;
  const areAnothers = () => records.waiting().some(({ heldBecause }) => heldBecause === 'other_account');
  if (!areAnothers() || counts.lastLooks++ >= maxLastLooks) return false;
  simulator.forgetFaults('list');
  // The calls of each account are found by its own key; by a new one, too, now that the old one has placed calls.
  clock.advance(otherAccountsDelay);
  for (const RETELL_API_KEY of keysOf(enemies).reverse()) {
    await program.run(['process-due'], [], { RETELL_API_KEY });
    if (!enemies.has('accounts') && areAnothers())
      enemies.violations.push('a new key was not found to be of the same account');
  }
  return true;
}

/** Stops or kills a watch, and waits until nothing is in transit. */
async function end(watch: Child | undefined, random: Random): Promise<void> {
  await (random() < 0.5 ? watch?.stopAfter(0) : watch?.killAfter(0));
  await sleep(quietTime);
}

/** Lets the enemies act that need a watch alone, or everything to have stopped. */
async function actBetweenRounds(options: RoundsOptions, watch: Child): Promise<void> {
  const { testbed, random, program, backups } = options;
  const { enemies } = testbed;
  if (enemies.has('files') && random() < 0.15) await moveLog(testbed, random, watch);
  if (backups.latest && !backups.isEarly && (enemies.struck.restore ?? 0) < maxRestores && random() < 0.25) {
    await end(watch, random);
    await backups.restore(random);
  }
  if (testbed.clockError !== 0 || enemies.strikes('clocks', 0.2, random)) {
    await end(watch, random);
    if (testbed.clockError === 0 && (enemies.struck.clocks === 1 || random() < 0.5))
      await runByWrongClock(testbed, program);
    jump(testbed, random);
  }
}

async function runRound(
  options: RoundsOptions,
  progress: Progress,
  watch: Child,
  counts: { processes: number; cuts: number },
): Promise<void> {
  const { testbed, random, backups, damage } = options;
  const { enemies } = testbed;
  const fault = lookupFault(random, enemies);
  // Faults that have not struck would pile up when there are more rounds than look-ups.
  testbed.simulator.forgetFaults('list');
  if (fault) testbed.simulator.addFault(fault);
  const cut =
    random() < 0.25 ? cutNetwork(testbed, between(random, 200, 1200), between(random, 50, 500)) : undefined;
  if (cut) counts.cuts++;
  if (random() < 0.3) void watch.killAfter(between(random, 0, 2000));
  if (enemies.strikes('unreadable', 0.1, random)) damage.inflict(random);
  const areMany = progress.open > fewLeft;
  const wantsBackup = enemies.has('restore') && (!backups.latest || (backups.isEarly && !areMany));
  const others = [
    cut,
    askServer(testbed),
    ...(wantsBackup ? [backups.make(areMany)] : []),
    ...(enemies.strikes('files', 0.2, random)
      ? [moveAway(testbed, random, backups.latest, [between(random, 500, 1500), between(random, 100, 1200)])]
      : []),
  ];
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
  await Promise.all([...loops, ...others]);
}

/** Runs one `process-due`. Every other one is killed. */
async function runOnce({ random, program, startupMs }: RoundsOptions): Promise<void> {
  const limit = random() < 0.2 ? ['--limit', '7'] : [];
  const child = program.start(['process-due', '--concurrency', concurrency(random), ...limit]);
  const life = between(random, 0.5, 1.5) * startupMs + between(random, 0, 1000);
  await (random() < 0.5 ? child.killAfter(life) : child.stopAfter(longRound));
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
