import { join, resolve } from 'node:path';
import { randomFor } from '../../src/telephony/simulator/calls/random.ts';
import { type Crew, openCrew } from './crew.ts';
import { type Ledger, openLedger } from './ledger.ts';
import { environmentOf, scheduleAll } from './operation.ts';
import { playRounds } from './rounds.ts';
import { settleByHand } from './settle.ts';
import { openStage, type Stage, type StageOptions } from './stage.ts';
import { phonedAgain, violationsOf } from './verdict.ts';

export interface ChaosOptions extends StageOptions {
  /** `process-due` at once, beside the one `watch`. */
  processes: number;
  /** Real ms after which what has not come to an end is a violation. */
  patience: number;
  /** The package's folder, with the built program in it; default the working folder. */
  root?: string;
}

/** What one run of chaos did, and what it broke. */
export interface ChaosResult {
  seed: number;
  calls: number;
  honourIdempotencyKeys: boolean;
  rings: number;
  /** People who were phoned more than once. */
  phonedAgain: number;
  completed: number;
  failed: number;
  /** Those that Retell refused when they were sent again, and that the operator had to settle. */
  settledByHand: number;
  /** Requests to place a call. */
  requests: number;
  /** Processes started, and those of them that a SIGKILL ended. */
  processes: number;
  kills: number;
  /** Times that the line was cut. */
  cuts: number;
  /** How often each fault struck. */
  faults: Record<string, number>;
  rounds: number;
  /** By the program's clock, and by the machine's, s. */
  hours: number;
  seconds: number;
  /** What of the promise was broken; empty if it was kept. */
  violations: string[];
}

/** 4 and 75: the account or the line is out of order for a while; 6: calls were refused; 143: asked to stop. */
const mayExit = [0, 4, 6, 75, 143];

/**
 * Has the built program phone many people at one instant while all goes wrong that may: processes that overlap and are
 * killed, a Retell that fails in every way it can, a line that is cut. The seed settles the faults and when processes
 * are killed; how processes then interleave is the machine's affair.
 */
export async function runChaos(options: ChaosOptions): Promise<ChaosResult> {
  const began = performance.now();
  const stage = await openStage(options);
  const script = join(resolve(options.root ?? '.'), 'bin/voicebot.js');
  const crew = openCrew(stage.home, mayExit);
  let ledger: Ledger | undefined;
  try {
    const warmUp = scheduleAll(stage, script);
    ledger = openLedger(join(stage.home, '.local/share/voicebot/default/voicebot.db'));
    const played = await playRounds({
      stage,
      crew,
      ledger,
      random: randomFor(options.seed, 4),
      processes: options.processes,
      patience: options.patience,
      warmUp,
      start: (words) => crew.start([script, ...words], environmentOf(stage)),
    });
    const settled = await settleByHand(stage, crew, ledger, script);
    return {
      ...resultOf(options, stage, crew, ledger, settled),
      ...played,
      seconds: (performance.now() - began) / 1000,
    };
  } finally {
    await crew.close();
    ledger?.close();
    await stage.close();
  }
}

function resultOf(
  { seed, calls, honourIdempotencyKeys }: ChaosOptions,
  stage: Stage,
  crew: Crew,
  ledger: Ledger,
  settled: ReadonlySet<number>,
) {
  const { simulator, fates } = stage;
  const [scheduled, attempts, rings] = [ledger.scheduled(), ledger.attempts(), simulator.rings()];
  const broken = violationsOf({
    calls,
    placed: simulator.calls(),
    rings,
    ...fates,
    settledByHand: settled,
    scheduled,
    attempts,
  });
  return {
    seed,
    calls,
    honourIdempotencyKeys,
    rings: rings.length,
    phonedAgain: phonedAgain(simulator.calls()).size,
    completed: scheduled.filter((row) => row.status === 'COMPLETED').length,
    settledByHand: settled.size,
    failed: scheduled.filter((row) => row.status === 'FAILED').length,
    requests: simulator.requests().filter(({ path }) => path === '/v2/create-phone-call').length,
    kills: crew.kills(),
    faults: stage.faults,
    violations: [...broken, ...ledger.damage(), ...crew.complaints()],
  };
}
