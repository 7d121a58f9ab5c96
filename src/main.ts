import { fileURLToPath } from 'node:url';
import { xdgConfig, xdgData } from 'xdg-basedir';
import { isOnThisMachine } from './cli/context.ts';
import type { Parts, RunningSimulator, SimulatorOptions } from './cli/parts.ts';
import { runProgram } from './cli/program.ts';
import { systemClock } from './system-clock.ts';

/** Where drizzle-kit's migrations are: beside this program's folder, wherever it is installed. */
const migrations = fileURLToPath(new URL('../drizzle', import.meta.url));

/** Puts the parts together and runs one command line. @returns the exit code; 1 also where results were lost on the way out */
export async function main(words: string[]): Promise<number> {
  let isLost = false;
  // A reader that has enough (`| head`), or a full disk behind a log, must not stop what is being done: calls are placed.
  process.stderr.on('error', () => undefined);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    isLost ||= error.code !== 'EPIPE';
  });
  const code = await runProgram(words, await crashing(parts()));
  await new Promise((resolve) => process.stdout.write('', resolve));
  return code === 0 && isLost ? 1 : code;
}

/** A test may have the process die on its way (`crash-points.ts`); where calls are real, nobody may. */
async function crashing(whole: Parts): Promise<Parts> {
  const { VOICEBOT_CRASH_AT: plan, RETELL_BASE_URL: baseUrl } = process.env;
  if (!plan || !isOnThisMachine(baseUrl)) return whole;
  const { withCrashPoints } = await import('./crash-points.ts');
  return withCrashPoints(whole, plan);
}

function parts(): Parts {
  return {
    openStore: async (path) => {
      const { openStore } = await import('./store/store.ts');
      return openStore({ path, migrations });
    },
    connect: async (options) => {
      const { retellTelephony } = await import('./telephony/retell.ts');
      return retellTelephony(options);
    },
    startSimulator: openSimulator,
    testNumbers: async () => {
      const { testNumbers } = await import('./telephony/simulator/test-numbers.ts');
      return testNumbers.map(({ number, what }) => ({ number, what }));
    },
    clock: systemClock,
    streams: process,
    environment: process.env,
    workingFolder: process.cwd(),
    program: { node: process.execPath, script: process.argv[1] ?? 'voicebot' },
    configFolder: xdgConfig ?? process.cwd(),
    dataFolder: xdgData ?? process.cwd(),
    onStopSignal,
    quit: (code) => process.exit(code),
  };
}

async function openSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  const { startSimulator } = await import('./telephony/simulator/simulator.ts');
  const simulator = await startSimulator(options);
  return {
    url: simulator.url,
    loseNextAnswerTo: (toNumber) => simulator.addFault({ on: 'create', kind: 'lose-answer', toNumber }),
    ringCounts: () => {
      const counts = new Map<string, number>();
      for (const { toNumber } of simulator.rings()) counts.set(toNumber, (counts.get(toNumber) ?? 0) + 1);
      return [...counts];
    },
    close: simulator.close,
  };
}

function onStopSignal(stop: (code: 130 | 143) => void): () => void {
  const interrupted = () => stop(130);
  const terminated = () => stop(143);
  process.on('SIGINT', interrupted);
  process.on('SIGTERM', terminated);
  return () => {
    process.off('SIGINT', interrupted);
    process.off('SIGTERM', terminated);
  };
}
