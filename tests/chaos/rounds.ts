import { setTimeout as sleep } from 'node:timers/promises';
import { between, type Random } from '../../src/telephony/simulator/calls/random.ts';
import type { Crew, Hand } from './crew.ts';
import type { Ledger, Progress } from './ledger.ts';
import type { Stage } from './stage.ts';
import { lookupFault, pick } from './weather.ts';

/** What rounds are played with. */
export interface Play {
  stage: Stage;
  crew: Crew;
  ledger: Ledger;
  random: Random;
  /** `process-due` at once. */
  processes: number;
  /** Real ms after which no round begins. */
  patience: number;
  /** How long the program takes to start and do a little, on this machine and today, ms. */
  warmUp: number;
  /** Starts the program. */
  start: (words: readonly string[]) => Hand;
}

/** Nothing is on its way any longer after so many ms: neither on the line nor in the simulator. */
const silence = 200;

/** With more than this to do, processes are started again and again for so many ms before anybody takes stock. */
const manyDue = 30;
const longRound = 2500;

/** A `process-due` that has not ended after so many ms is asked to. */
const longestRun = 2500;

/**
 * Plays rounds until every scheduled call has come to an end or waits for the operator, or nothing more would happen, or patience is out. Where
 * nothing is left to do for now, every process is stopped and the clock moves on to when there is.
 */
export async function playRounds(play: Play) {
  const { stage, ledger, random } = play;
  const began = { real: performance.now(), clock: stage.clock.now().getTime() };
  const counts = { rounds: 0, processes: 0, cuts: 0 };
  let watch: Hand | undefined;
  while (performance.now() - began.real < play.patience) {
    const progress = ledger.progress(stage.clock.now());
    if (progress.open === progress.waiting) break;
    if (progress.due === 0 && !progress.ripe) break;
    if (progress.ripe && progress.due <= progress.open / 4) {
      // Its clock would stay behind.
      await (random() < 0.5 ? watch?.stopAfter(0) : watch?.killAfter(0));
      await sleep(silence);
      stage.clock.advance(progress.ripe.getTime() - stage.clock.now().getTime() + between(random, 0, 3000));
    }
    counts.rounds++;
    if (!watch?.isAlive()) {
      watch = play.start(['watch', '--every', '1s', '--concurrency', concurrency(random)]);
      counts.processes++;
    }
    await playRound(play, progress, watch, counts);
  }
  await watch?.stopAfter(0);
  await play.crew.close();
  return { ...counts, hours: (stage.clock.now().getTime() - began.clock) / 3_600_000 };
}

async function playRound(
  play: Play,
  progress: Progress,
  watch: Hand,
  counts: { processes: number; cuts: number },
): Promise<void> {
  const { stage, random } = play;
  const fault = lookupFault(random);
  // What has not struck would pile up, once calls are looked for less often than rounds are played.
  stage.simulator.forgetFaults('list');
  if (fault) stage.simulator.addFault(fault);
  const cut =
    random() < 0.25 ? cutLine(stage, between(random, 200, 1200), between(random, 50, 500)) : undefined;
  if (cut) counts.cuts++;
  if (random() < 0.3) void watch.killAfter(between(random, 0, 2000));
  const ends = performance.now() + (progress.due > manyDue ? longRound : 0);
  const lanes = Array.from(
    { length: Math.min(play.processes, 1 + Math.ceil(progress.due / 8)) },
    async () => {
      await sleep(between(random, 0, 300));
      do {
        counts.processes++;
        await runOnce(play);
      } while (performance.now() < ends);
    },
  );
  await Promise.all([...lanes, cut]);
}

/** One `process-due`: every other one is killed. */
async function runOnce({ random, start, warmUp }: Play): Promise<void> {
  const limit = random() < 0.2 ? ['--limit', '7'] : [];
  const hand = start(['process-due', '--concurrency', concurrency(random), ...limit]);
  const life = between(random, 0.5, 1.5) * warmUp + between(random, 0, 1000);
  await (random() < 0.5 ? hand.killAfter(life) : hand.stopAfter(longestRun));
}

/** Cuts the line after so many ms, for so many ms. */
export async function cutLine({ line }: Stage, after: number, pause: number): Promise<void> {
  await sleep(after);
  line.cut();
  await sleep(pause);
  await line.restore();
}

function concurrency(random: Random): string {
  return pick(random, ['4', '10', '20']);
}
