import type { Comparison } from '../benchmark.ts';
import type { BenchedServer } from './servers.ts';

/** Our server, and the least that does the same with Hono and better-sqlite3. */
export interface Servers {
  ours: BenchedServer;
  bare: BenchedServer;
}

interface Work {
  goal: number;
  mostMs: number;
  /** Returns how long a server took, ms. */
  run(server: BenchedServer): Promise<number>;
}

/** Compares how long both servers take for the same work, and measures the memory of ours. */
export function beside({ ours, bare }: Servers, what: string, { goal, mostMs, run }: Work): Comparison {
  return {
    what,
    rounds: 3,
    ours: {
      name: 'voicebot serve',
      run: async () => ({ ms: await run(ours), megabytes: ours.megabytes() }),
    },
    rivals: [{ name: 'bare Hono and better-sqlite3', goal, run: async () => ({ ms: await run(bare) }) }],
    mostMs,
    mostMegabytes: 300,
  };
}
