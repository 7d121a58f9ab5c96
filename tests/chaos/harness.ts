import { join, resolve } from 'node:path';
import { randomFor } from '../../src/telephony/simulator/calls/random.ts';
import { Damage } from './enemies/damage.ts';
import { noticed } from './enemies/files.ts';
import { Backups } from './enemies/restore.ts';
import { openRecords, type Records } from './records.ts';
import { runRounds } from './rounds.ts';
import { type Settled, settleByHand } from './settle.ts';
import { programOf } from './testbed/program.ts';
import { scheduleAll } from './testbed/setup.ts';
import { openSpawner, type Spawner } from './testbed/spawner.ts';
import { openTestbed, type Testbed, type TestbedOptions } from './testbed/testbed.ts';
import { calledAgain, violationsOf } from './violations.ts';

export interface ChaosOptions extends TestbedOptions {
  /** The runs of `process-due` at once, next to one `watch`. */
  processes: number;
  /** Real ms after which an unfinished call is a violation. */
  patience: number;
  /** The package's folder, with the built program; the working folder by default. */
  root?: string;
}

/** The result of one chaos run. */
export interface ChaosResult {
  seed: number;
  calls: number;
  honourIdempotencyKeys: boolean;
  rings: number;
  /** People who were called more than once. */
  calledAgain: number;
  completed: number;
  failed: number;
  cancelled: number;
  /** Calls that the operator had to settle, because Retell refused them when they were sent again, or their keys had expired … */
  settledByHand: number;
  /** Requests to place a call. */
  requests: number;
  /** Processes started, and how many of them SIGKILL ended. */
  processes: number;
  kills: number;
  /** How often the network was cut. */
  cuts: number;
  /** How often the operator had calls placed again after a halt. */
  halts: number;
  /** How often each fault struck. */
  faults: Record<string, number>;
  /** How often each enemy has struck. */
  struck: Readonly<Record<string, number>>;
  rounds: number;
  /** Hours by the program's clock, and seconds by the machine's. */
  hours: number;
  seconds: number;
  /** How the promise was broken; empty if it was kept. */
  violations: string[];
}

/** 4 and 75: the account or the network fails for a while; 5: calling is halted; 6: calls were refused; 143: told to stop. */
const expectedExits = [0, 4, 5, 6, 75, 143];

/**
 * Runs the built program to call many people at one instant while everything goes wrong: processes overlap and are killed, Retell
 * fails in every way it can, and the network is cut. The seed decides the faults and when processes are killed; how processes then
 * interleave is up to the machine.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const startedAt = performance.now();
  const testbed = await openTestbed(options);
  const script = join(resolve(options.root ?? '.'), 'bin/voicebot.js');
  const spawner = openSpawner(testbed.home, expectedExits, noticed);
  const random = randomFor(options.seed, 4);
  const program = programOf(testbed, spawner, script, random);
  const damage = new Damage(testbed);
  try {
    const startupMs = scheduleAll(testbed, script);
    const records = openRecords(testbed.database);
    const rounds = await runRounds({
      testbed,
      spawner,
      records,
      program,
      backups: new Backups(testbed, program),
      damage,
      random,
      processes: options.processes,
      patience: options.patience,
      startupMs,
    });
    damage.repair();
    const settled = await settleByHand(testbed, records, program);
    return {
      ...resultOf(options, testbed, spawner, records, settled),
      ...rounds,
      seconds: (performance.now() - startedAt) / 1000,
    };
  } finally {
    await spawner.close();
    await testbed.close();
  }
}

function resultOf(
  { seed, calls, honourIdempotencyKeys }: ChaosOptions,
  testbed: Testbed,
  spawner: Spawner,
  records: Records,
  settled: Settled,
) {
  const { simulator, scripted } = testbed;
  const [scheduled, attempts, rings] = [records.scheduled(), records.attempts(), simulator.rings()];
  const violations = violationsOf({
    calls,
    placed: simulator.calls(),
    rings,
    ...scripted,
    settledByHand: settled.byHand,
    wasRestored: (testbed.enemies.struck.restore ?? 0) > 0,
    scheduled,
    attempts,
  });
  return {
    seed,
    calls,
    honourIdempotencyKeys,
    rings: rings.length,
    calledAgain: calledAgain(simulator.calls()).size,
    completed: scheduled.filter((row) => row.status === 'COMPLETED').length,
    settledByHand: settled.byHand.size,
    cancelled: scheduled.filter((row) => row.status === 'CANCELLED').length,
    failed: scheduled.filter((row) => row.status === 'FAILED').length,
    requests: simulator.requests().filter(({ path }) => path === '/v2/create-phone-call').length,
    kills: spawner.kills(),
    faults: testbed.faults,
    struck: testbed.enemies.struck,
    violations: [
      ...violations,
      ...settled.violations,
      ...testbed.enemies.violations,
      ...records.damage(),
      ...spawner.unexpectedExits(),
    ],
  };
}
