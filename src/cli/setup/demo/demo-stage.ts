import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { Problem } from '../../../domain/problem.ts';
import type { Context, RunWords } from '../../context.ts';
import { exitCodes } from '../../exit-codes.ts';
import type { Parts, RunningSimulator } from '../../parts.ts';
import { paint, styled } from '../../terminal/styled-text.ts';

/** How the demo's commands may end: done, with rejects or refusals, or stopped by the demo itself. */
const expectedCodes = new Set<number>([exitCodes.done, exitCodes.partly_done, exitCodes.interrupted]);

function unexpectedEnd(shown: string, code: number) {
  return {
    code: 'demo_failed',
    message: `The demo did not go as expected: 'voicebot ${shown}' ended with ${code}.`,
    hint: 'This is a bug in voicebot. None of your data was touched.',
  };
}

/** Shows the demo's remarks, and runs its commands. */
export interface Stage {
  /** Shows a remark, and pauses so that it can be read. */
  say(...lines: string[]): Promise<void>;
  show(text: string): void;
  /** Shows a command line, and runs it. */
  type(...words: string[]): Promise<void>;
  /** The same, for a command that a rule must refuse. */
  typeRefused(...words: string[]): Promise<void>;
  /** Runs `watch` until no call is pending or in progress. */
  watchUntilDone(): Promise<void>;
  /** Returns the exit code for the signal that stopped the demo; undefined if none did. */
  stoppedBy(): 130 | 143 | undefined;
  end(): void;
}

export interface Props {
  /** Holds the temporary database and the files that the commands read. */
  folder: string;
  clock: ReturnType<Parts['clock']>;
  simulator: RunningSimulator;
  runWords: RunWords;
}

/** Opens a stage, which runs the program without any of the operator's settings or data, with its own clock and simulator. */
export function openStage({ terminal, parts }: Context, props: Props): Stage {
  let stopped: 130 | 143 | undefined;
  const pauses = new AbortController();
  const running = stoppableOnce();
  const end = parts.onStopSignal((code) => {
    if (stopped) parts.quit(code);
    stopped = code;
    pauses.abort();
    running.stop(code);
  });
  const temporary = temporaryParts(parts, props, running.onStopSignal);
  const colour = terminal.hasColour ? 'always' : 'never';
  const pause = async (ms: number) => {
    if (terminal.isInteractive) await wait(ms, undefined, { signal: pauses.signal }).catch(() => undefined);
  };
  const run = async (words: readonly string[], expected: ReadonlySet<number>) => {
    if (stopped) return;
    const shown = words.map((word) => (/\s/.test(word) ? `"${word}"` : word)).join(' ');
    terminal.out(styled`${paint.dim('$')} ${paint.bold(`voicebot ${shown}`)}`);
    const code = await props.runWords([...words, '--no-input', '--color', colour], temporary);
    if (!expected.has(code) && !stopped) throw new Problem('failed', unexpectedEnd(shown, code));
    await pause(1500);
  };
  const type = (...words: string[]) => run(words, expectedCodes);
  return {
    say: async (...lines) => {
      if (stopped) return;
      terminal.out(['', ...lines.map(paint.cyan)]);
      await pause(1200);
    },
    show: (text) => terminal.out(text.split('\n').map(paint.dim)),
    type,
    typeRefused: (...words) => run(words, new Set([exitCodes.refused])),
    watchUntilDone: async () => {
      const store = await parts.openStore(databaseIn(props.folder), { create: true });
      let isWatching = true;
      const watch = type('watch', '--every', '15s', '--plain').finally(() => {
        isWatching = false;
      });
      while (isWatching && !(await isSettled(store))) await wait(200);
      running.stop(exitCodes.interrupted);
      store.close();
      await watch;
    },
    stoppedBy: () => stopped,
    end,
  };
}

/** Passes a stop on to the running command, but only once: at a second stop, as at a second Ctrl-C, it would quit the process. */
function stoppableOnce() {
  let listener: ((code: 130 | 143) => void) | undefined;
  const onStopSignal: Parts['onStopSignal'] = (stop) => {
    listener = stop;
    return () => {
      listener = undefined;
    };
  };
  const stop = (code: 130 | 143) => {
    listener?.(code);
    listener = undefined;
  };
  return { onStopSignal, stop };
}

type DemoStore = Awaited<ReturnType<Parts['openStore']>>;

/** Returns whether no call is pending, being placed or in progress. */
async function isSettled(store: DemoStore): Promise<boolean> {
  const scheduled = await store.listScheduledCalls({});
  const calls = await store.listCalls({});
  return (
    scheduled.every((call) => call.status !== 'PENDING' && call.status !== 'IN_PROGRESS') &&
    calls.every((call) => call.status !== 'registered' && call.status !== 'ongoing')
  );
}

function databaseIn(folder: string): string {
  return join(folder, 'demo.db');
}

function temporaryParts(
  parts: Parts,
  { folder, clock, simulator }: Props,
  onStopSignal: Parts['onStopSignal'],
): Parts {
  return {
    ...parts,
    environment: {
      TERM: parts.environment['TERM'],
      RETELL_BASE_URL: simulator.url,
      RETELL_API_KEY: 'key_of_the_demo',
      VOICEBOT_FROM_NUMBER: '+61255501234',
      VOICEBOT_AGENT_ID: 'agent_demo',
      VOICEBOT_DB: databaseIn(folder),
    },
    workingFolder: folder,
    configFolder: folder,
    dataFolder: folder,
    clock: () => clock,
    onStopSignal,
  };
}
