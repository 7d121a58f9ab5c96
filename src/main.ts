import { currentFolder, migrationsFolder, sessionParts } from './assemble.ts';
import type { Parts, RunningServer, RunningSimulator, ServeOptions, SimulatorOptions } from './cli/parts.ts';
import type { Streams } from './cli/terminal/terminal.ts';
import { processStreams } from './process-streams.ts';

/** Puts the parts together and runs one command line. @returns the exit code; 1 also if output was lost */
export async function main(words: string[]): Promise<number> {
  const streams = processStreams();
  const code = await run(words, await withPlannedCrash(assemble(streams)));
  await streams.flushed();
  const lostBy = streams.lostBy();
  if (lostBy === undefined) return code;
  // A script that runs a command again because of its exit code must be told that it was carried out.
  streams.stderr.write(`error: The output could not be written (${lostBy}).\n`);
  if (code === 0)
    streams.stderr.write('The command itself was carried out. Check before you run it again.\n');
  return code === 0 ? 1 : code;
}

async function run(words: string[], parts: Parts): Promise<number> {
  if (words.includes('process-due')) {
    const { isNothingToDo } = await import('./cli/nothing-to-do.ts');
    if (await isNothingToDo(words, parts)) return 0;
  }
  if (words[0] === '__complete') {
    const { printCompletions } = await import('./cli/completion/data/print-completions.ts');
    await printCompletions(words.slice(1), parts);
    return 0;
  }
  const { runProgram } = await import('./cli/program.ts');
  return runProgram(words, parts);
}

/** Makes the process die where a test wants it to (`crash-points.ts`). */
async function withPlannedCrash(parts: Parts): Promise<Parts> {
  const plan = process.env['VOICEBOT_CRASH_AT'];
  if (!plan) return parts;
  const { withCrashPoints } = await import('./crash-points.ts');
  return withCrashPoints(parts, plan);
}

function assemble(streams: Streams): Parts {
  return {
    ...sessionParts(process.env),
    get workingFolder() {
      return currentFolder();
    },
    restore: async (options) => {
      const { restoreDatabase } = await import('./store/sqlite/backups/restore.ts');
      return restoreDatabase({ ...options, migrations: migrationsFolder() });
    },
    isIdle: async (path, now, callTimes) => {
      const { isIdle } = await import('./store/sqlite/calls/work.ts');
      return isIdle({ path, migrations: migrationsFolder() }, now, callTimes);
    },
    completions: async (path, kind, start) => {
      const { completionsFrom } = await import('./store/sqlite/completion/completions.ts');
      return completionsFrom(path, kind, start);
    },
    startSimulator: openSimulator,
    startServer: openServer,
    sqliteVersion: async () => (await import('./store/sqlite-version.ts')).sqliteVersion(),
    testNumbers: async () => {
      const { testNumbers } = await import('./telephony/simulator/calls/test-numbers.ts');
      return testNumbers.map(({ number, what }) => ({ number, what }));
    },
    streams,
    showInPager: async (text) => (await import('./pager.ts')).showInPager(text, process.env),
    program: { node: process.execPath, script: process.argv[1] ?? 'voicebot' },
    onStopSignal,
    onExit: (act) => {
      process.on('exit', act);
      return () => void process.off('exit', act);
    },
    quit: (code) => process.exit(code),
  };
}

async function openSimulator(options: SimulatorOptions): Promise<RunningSimulator> {
  const { startSimulator } = await import('./telephony/simulator/simulator.ts');
  const { busy, optsOut } = await import('./telephony/simulator/calls/demo-scripts.ts');
  const simulator = await startSimulator(options);
  return {
    url: simulator.url,
    loseNextResponseTo: (toNumber) => simulator.addFault({ on: 'create', kind: 'lose-answer', toNumber }),
    optOutAfterBusy: (toNumber) => simulator.script(toNumber, busy, optsOut),
    ringCounts: () => {
      const counts = new Map<string, number>();
      for (const { toNumber } of simulator.rings()) counts.set(toNumber, (counts.get(toNumber) ?? 0) + 1);
      return [...counts];
    },
    close: simulator.close,
  };
}

async function openServer({
  profiles,
  log,
  onRun,
  onEvent,
  onTrouble,
  ...options
}: ServeOptions): Promise<RunningServer> {
  const [{ startServer }, { voicebotOf }] = await Promise.all([
    import('./http/server.ts'),
    import('./library/voicebot.ts'),
  ]);
  const { openList } = sessionParts(process.env);
  const served = profiles.map((profile) => ({
    ...profile,
    voicebot: voicebotOf(profile.session, openList),
  }));
  return startServer({
    ...{ ...options, profiles: served },
    log: (request) => log({ ...request }),
    onRun: ({ session }, round) => onRun(session, round),
    onEvent: ({ session }, event) => onEvent(session, event),
    onTrouble: ({ session }, problem) => onTrouble(session, problem),
    webhookDoor: async (keys) =>
      (await import('./telephony/retell/webhooks/webhook-door.ts')).webhookDoor(keys),
  });
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
