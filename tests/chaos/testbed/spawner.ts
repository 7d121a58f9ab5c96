import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that was started. */
export interface Child {
  /** Resolves with its exit code when it ends; null if a signal ended it. */
  ended: Promise<number | null>;
  isAlive(): boolean;
  /** Sends SIGKILL after this many ms, unless it has ended by then. */
  killAfter(ms: number): Promise<void>;
  /** Sends SIGTERM after this many ms, and SIGKILL if that does not end it. */
  stopAfter(ms: number): Promise<void>;
}

/** Starts processes, and records how they end. */
export interface Spawner {
  /** @param also exit codes that are all right as well; an undefined variable of `env` is not set */
  start(
    words: readonly string[],
    env: Readonly<Record<string, string | undefined>>,
    also?: readonly number[],
  ): Child;
  /** Returns how many processes SIGKILL has ended. */
  kills(): number;
  /** Describes the processes that ended by themselves with an exit code that is not expected. */
  unexpectedExits(): readonly string[];
  /** Kills the processes that still run. */
  close(): Promise<void>;
}

/** How long a process may take to stop, in ms. Longer than a request's timeout: it finishes the calls that it is placing. */
const stopTime = 6000;

/**
 * Opens a spawner of Node processes.
 *
 * @param expectedExits the exit codes that are all right
 * @param excuse what standard error says if any other is all right too
 */
export function openSpawner(cwd: string, expectedExits: readonly number[], excuse?: RegExp): Spawner {
  const alive = new Set<Child>();
  const unexpectedExits: string[] = [];
  let kills = 0;
  const isExpected = (code: unknown, stderr: string, also: readonly number[]) =>
    (typeof code === 'number' && [...expectedExits, ...also].includes(code)) || excuse?.test(stderr);
  const start: Spawner['start'] = (words, env, also = []) => {
    const spawned = spawn(process.execPath, words, {
      cwd,
      env: { ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    spawned.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-4000);
    });
    const waitUpTo = async (ms: number) => {
      const timer = new AbortController();
      await Promise.race([sleep(ms, undefined, { signal: timer.signal }), child.ended]).finally(() =>
        timer.abort(),
      );
    };
    const child: Child = {
      ended: once(spawned, 'close').then(([code, signal]: (number | string | null)[]) => {
        alive.delete(child);
        if (signal === 'SIGKILL') kills++;
        // Stopped before it handled signals, or after it was done.
        else if (signal === 'SIGTERM') return null;
        else if (!isExpected(code, stderr, also))
          unexpectedExits.push(`${words.slice(1).join(' ')} exited with ${code ?? signal}: ${stderr.trim()}`);
        return typeof code === 'number' ? code : null;
      }),
      isAlive: () => alive.has(child),
      killAfter: async (ms) => {
        await waitUpTo(ms);
        if (child.isAlive()) spawned.kill('SIGKILL');
        await child.ended;
      },
      stopAfter: async (ms) => {
        await waitUpTo(ms);
        if (child.isAlive()) spawned.kill('SIGTERM');
        await child.killAfter(stopTime);
      },
    };
    alive.add(child);
    return child;
  };
  return {
    start,
    kills: () => kills,
    unexpectedExits: () => unexpectedExits,
    close: async () => {
      await Promise.all([...alive].map((child) => child.killAfter(0)));
    },
  };
}
