import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomFor } from '../../../src/telephony/simulator/calls/random.ts';
import { type Simulator, startSimulator } from '../../../src/telephony/simulator/simulator.ts';
import { Enemies, type Enemy } from '../enemies/enemies.ts';
import { faultRates, type ScriptedNumbers, scriptNumbers, webhookRates } from '../enemies/faults.ts';
import { workspaces } from '../enemies/keys.ts';
import { freePort } from './free-port.ts';
import { type Network, openNetwork } from './network.ts';

/** The machine's clock, moved so that it starts on 2 March 2026 at 9:00 in Sydney. It can be moved forward. */
export class ShiftedClock {
  #ahead = Date.UTC(2026, 2, 1, 22) - Date.now();

  now(): Date {
    return new Date(Date.now() + this.#ahead);
  }

  advance(ms: number): void {
    this.#ahead += Math.max(0, ms);
  }
}

export interface TestbedOptions {
  seed: number;
  /** How many people to call. */
  calls: number;
  honourIdempotencyKeys: boolean;
  /** None if absent. */
  enemies?: ReadonlySet<Enemy>;
  /** Added to the environment of every process. */
  environment?: Readonly<Record<string, string>>;
}

/** A folder, people to call, and a Retell that fails, behind a bad network. */
export interface Testbed {
  home: string;
  /** The path of the database. */
  database: string;
  /** Retell's clock, which is right. */
  clock: ShiftedClock;
  /** How far the machine's clock is ahead of that, ms. */
  clockError: number;
  enemies: Enemies;
  simulator: Simulator;
  /** Where the server listens, while there is one. */
  port: number;
  network: Network;
  /** The people's numbers in E.164, in order of their contacts. */
  numbers: readonly string[];
  scripted: ScriptedNumbers;
  environment: Readonly<Record<string, string>>;
  /** How often each fault has struck. */
  faults: Record<string, number>;
  close(): Promise<void>;
}

/** The limits of the account are not what is tested here. */
const unlimited = 1_000_000;

/** Opens a testbed; `close` deletes its folder. */
export async function openTestbed(options: TestbedOptions): Promise<Testbed> {
  const { seed, calls, honourIdempotencyKeys } = options;
  const enemies = new Enemies(options.enemies ?? new Set());
  const home = mkdtempSync(join(tmpdir(), 'voicebot-chaos-'));
  const clock = new ShiftedClock();
  const faults: Record<string, number> = {};
  const port = await freePort();
  const simulator = await startSimulator({
    clock,
    seed,
    honourIdempotencyKeys,
    workspaces,
    listingDelayMs: 0,
    faults: { seed, rates: faultRates(seed, enemies) },
    webhook: `http://127.0.0.1:${port}/webhooks/retell/default`,
    webhookFaults: webhookRates,
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
  const network = await openNetwork(simulator.port, randomFor(seed, 3));
  return {
    home,
    database: join(home, '.local/share/voicebot/default/voicebot.db'),
    clock,
    clockError: 0,
    enemies,
    simulator,
    port,
    network,
    numbers,
    scripted: scriptNumbers(seed, numbers, simulator, enemies),
    environment: options.environment ?? {},
    faults,
    close: async () => {
      network.close();
      await simulator.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Returns the number of the n-th contact, from 1, which is not one of the simulator's test numbers. */
function numberOf(n: number): string {
  return `+6149158${String(n).padStart(4, '0')}`;
}
