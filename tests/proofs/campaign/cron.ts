import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { mulberry32, type Random } from '../../../src/telephony/simulator/calls/random.ts';
import {
  type Simulator,
  type SimulatorOptions,
  startSimulator,
} from '../../../src/telephony/simulator/simulator.ts';
import { drawCrash, spoilAnswers } from './enemies.ts';
import { nextWork } from './ledger.ts';

const minute = 60_000;

/** How a run of cron may end: done, with failed calls, with Retell not answering. */
const usualCodes: ReadonlySet<number | null> = new Set([0, 6, 75]);

export interface WorldOptions {
  program: string;
  seed: number;
  from: Date;
  /** How often cron comes, in minutes. */
  step: number;
  simulator: SimulatorOptions;
}

/** An operator's machine with cron, a simulated Retell, and a clock that both are handed. */
export interface CampaignWorld {
  home: string;
  database: string;
  /** The folder of the program's migrations. */
  migrations: string;
  simulator: Simulator;
  now(): Date;
  advance(ms: number): void;
  /** Runs a command to its end. @throws Error if it fails */
  command(words: readonly string[]): Promise<string>;
  /**
   * Lets cron run whenever it finds something to do, until nothing is left or the time is over. Runs are killed, and answers are lost.
   *
   * @param onMinute is called after each run
   */
  runCron(until: Date, onMinute?: () => Promise<void> | void): Promise<void>;
  runs: { made: number; killed: number };
  violations: string[];
  close(): Promise<void>;
}

export async function openWorld({
  program,
  seed,
  from,
  step,
  ...options
}: WorldOptions): Promise<CampaignWorld> {
  let now = from.getTime();
  const random = mulberry32(seed);
  const home = mkdtempSync(join(tmpdir(), 'voicebot-campaign-'));
  const simulator = await startSimulator({
    ...options.simulator,
    seed,
    clock: { now: () => new Date(now) },
  });
  const run = (words: readonly string[], crash?: string) =>
    execute(program, words, {
      PATH: process.env['PATH'] ?? '',
      HOME: home,
      RETELL_BASE_URL: simulator.url,
      RETELL_API_KEY: 'key_of_the_test_account',
      VOICEBOT_FROM_NUMBER: '+61255501234',
      VOICEBOT_AGENT_ID: 'agent_demo',
      VOICEBOT_ASSUME_TIMEZONE: 'Australia/Sydney',
      VOICEBOT_CALL_TIMES: 'au',
      VOICEBOT_REQUEST_TIMEOUT: '5s',
      VOICEBOT_NOW: new Date(now).toISOString(),
      ...(crash && { VOICEBOT_CRASH_AT: crash }),
    });
  const world: CampaignWorld = {
    home,
    database: join(home, '.local/share/voicebot/default/voicebot.db'),
    migrations: join(dirname(program), '../drizzle'),
    simulator,
    now: () => new Date(now),
    advance: (ms) => {
      now += ms;
    },
    command: async (words) => {
      const { code, stdout, stderr } = await run(words);
      if (code !== 0) throw new Error(`${words.join(' ')} ended with ${code}: ${stderr}`);
      return stdout;
    },
    runs: { made: 0, killed: 0 },
    violations: [],
    runCron: async (until, onMinute) => {
      for (;;) {
        const next = nextWork(world.database);
        if (next === undefined) return;
        now = Math.max(now + step * minute, Math.ceil(next / (step * minute)) * step * minute);
        if (now > until.getTime()) return;
        spoilAnswers(simulator, random);
        await runOnce(world, run, random);
        await onMinute?.();
      }
    },
    close: async () => {
      await simulator.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
  return world;
}

async function runOnce(
  world: CampaignWorld,
  run: (words: readonly string[], crash?: string) => Promise<Ended>,
  random: Random,
): Promise<void> {
  const crash = drawCrash(random);
  const { code, signal, stderr } = await run(['process-due'], crash);
  world.runs.made += 1;
  if (crash && signal === 'SIGKILL') world.runs.killed += 1;
  else if (!usualCodes.has(code))
    world.violations.push(`at ${world.now().toISOString()} a run ended with ${code ?? signal}: ${stderr}`);
}

interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

async function execute(
  program: string,
  words: readonly string[],
  env: Record<string, string>,
): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...words], { env, cwd: env['HOME'], stdio: 'pipe' });
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    stdout += chunk;
  });
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    stderr += chunk;
  });
  child.stdin.end();
  await once(child, 'close');
  return { code: child.exitCode, signal: child.signalCode, stdout, stderr };
}
