import { join, resolve } from 'node:path';
import { randomFor } from '../../src/telephony/simulator/calls/random.ts';
import { openRecords, type Records } from './records.ts';
import { runRounds } from './rounds.ts';
import { settleByHand } from './settle.ts';
import { environmentOf, scheduleAll } from './testbed/setup.ts';
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
  /** Calls that Retell refused when they were sent again, so that the operator had to settle them. */
  settledByHand: number;
  /** Requests to place a call. */
  requests: number;
  /** Processes started, and how many of them SIGKILL ended. */
  processes: number;
  kills: number;
  /** How often the network was cut. */
  cuts: number;
  /** How often each fault struck. */
  faults: Record<string, number>;
  rounds: number;
  /** Hours by the program's clock, and seconds by the machine's. */
  hours: number;
  seconds: number;
  /** How the promise was broken; empty if it was kept. */
  violations: string[];
}

/** 4 and 75: the account or the network fails for a while; 6: calls were refused; 143: told to stop. */
const expectedExits = [0, 4, 6, 75, 143];

/**
 * Runs the built program to call many people at one instant while everything goes wrong: processes overlap and are killed, Retell
 * fails in every way it can, and the network is cut. The seed decides the faults and when processes are killed; how processes then
 * interleave is up to the machine.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const startedAt = performance.now();
  const testbed = await openTestbed(options);
  const script = join(resolve(options.root ?? '.'), 'bin/voicebot.js');
  const spawner = openSpawner(testbed.home, expectedExits);
  let records: Records | undefined;
  try {
    const startupMs = scheduleAll(testbed, script);
    records = openRecords(join(testbed.home, '.local/share/voicebot/default/voicebot.db'));
    const rounds = await runRounds({
      testbed,
      spawner,
      records,
      random: randomFor(options.seed, 4),
      processes: options.processes,
      patience: options.patience,
      startupMs,
      start: (words) => spawner.start([script, ...words], environmentOf(testbed)),
    });
    const settled = await settleByHand(testbed, spawner, records, script);
    return {
      ...resultOf(options, testbed, spawner, records, settled),
      ...rounds,
      seconds: (performance.now() - startedAt) / 1000,
    };
  } finally {
    await spawner.close();
    records?.close();
    await testbed.close();
  }
}

function resultOf(
  { seed, calls, honourIdempotencyKeys }: ChaosOptions,
  testbed: Testbed,
  spawner: Spawner,
  records: Records,
  settled: ReadonlySet<number>,
) {
  const { simulator, scripted } = testbed;
  const [scheduled, attempts, rings] = [records.scheduled(), records.attempts(), simulator.rings()];
  const violations = violationsOf({
    calls,
    placed: simulator.calls(),
    rings,
    ...scripted,
    settledByHand: settled,
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
    settledByHand: settled.size,
    failed: scheduled.filter((row) => row.status === 'FAILED').length,
    requests: simulator.requests().filter(({ path }) => path === '/v2/create-phone-call').length,
    kills: spawner.kills(),
    faults: testbed.faults,
    violations: [...violations, ...records.damage(), ...spawner.unexpectedExits()],
  };
}
