import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomFor } from '../../src/telephony/simulator/calls/random.ts';
import { type Simulator, startSimulator } from '../../src/telephony/simulator/simulator.ts';
import { type Line, openLine } from './line.ts';
import { type Fates, faultRates, settleFates } from './weather.ts';

/** The machine's clock, which can be moved forward. It begins on 2 March 2026 at 9:00 in Sydney. */
export class ShiftedClock {
  #ahead = Date.UTC(2026, 2, 1, 22) - Date.now();

  now(): Date {
    return new Date(Date.now() + this.#ahead);
  }

  advance(ms: number): void {
    this.#ahead += Math.max(0, ms);
  }
}

export interface StageOptions {
  seed: number;
  /** People to phone. */
  calls: number;
  honourIdempotencyKeys: boolean;
}

/** A folder, people to phone, and a Retell in bad weather behind a bad line. */
export interface Stage {
  home: string;
  clock: ShiftedClock;
  simulator: Simulator;
  line: Line;
  /** E.164, the first contact's first. */
  numbers: readonly string[];
  fates: Fates;
  /** How often each fault has struck. */
  faults: Record<string, number>;
  close(): Promise<void>;
}

/** No limit of the account's stands in the way: what is tried here is faults. */
const unlimited = 1_000_000;

export async function openStage({ seed, calls, honourIdempotencyKeys }: StageOptions): Promise<Stage> {
  const home = mkdtempSync(join(tmpdir(), 'voicebot-chaos-'));
  const clock = new ShiftedClock();
  const faults: Record<string, number> = {};
  const simulator = await startSimulator({
    clock,
    seed,
    honourIdempotencyKeys,
    listingDelayMs: 0,
    faults: { seed, rates: faultRates(seed) },
    limits: {
      concurrency: unlimited,
      createsPer10s: unlimited,
      listsPer10s: unlimited,
      othersPer10s: unlimited,
      clientErrorsPerMinute: unlimited,
    },
    log: ({ text }) => {
      const kind = /\[fault: (.+)]$/.exec(text)?.[1];
      if (kind) faults[kind] = (faults[kind] ?? 0) + 1;
    },
  });
  const numbers = Array.from({ length: calls }, (_, index) => numberOf(index + 1));
  const line = await openLine(simulator.port, randomFor(seed, 3));
  return {
    home,
    clock,
    simulator,
    line,
    numbers,
    fates: settleFates(seed, numbers, simulator),
    faults,
    close: async () => {
      line.close();
      await simulator.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** The n-th contact's number, from 1; none of them is one of the simulator's test numbers. */
function numberOf(n: number): string {
  return `+6149158${String(n).padStart(4, '0')}`;
}
