import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** A process that was started. */
export interface Hand {
  /** Resolves when it has ended, however it did. */
  ended: Promise<number | null>;
  isAlive(): boolean;
  /** SIGKILL after so many milliseconds, unless it has ended by then. */
  killAfter(ms: number): Promise<void>;
  /** SIGTERM after so many milliseconds, and SIGKILL if that does not end it. */
  stopAfter(ms: number): Promise<void>;
}

export interface Crew {
  start(words: readonly string[], env: Readonly<Record<string, string>>): Hand;
  /** Processes that a SIGKILL has ended. */
  kills(): number;
  /** How processes ended that nobody had killed, where it is not one of the ways in which they may. */
  complaints(): readonly string[];
  /** Kills whatever still runs. */
  close(): Promise<void>;
}

/** More than a request's timeout: what is being placed at SIGTERM is finished. */
const patience = 6000;

/** Starts processes of Node, and keeps account of how they end. @param mayExit the exit codes that are no complaint */
export function openCrew(cwd: string, mayExit: readonly number[]): Crew {
  const alive = new Set<Hand>();
  const complaints: string[] = [];
  let kills = 0;
  const start: Crew['start'] = (words, env) => {
    const child = spawn(process.execPath, words, {
      cwd,
      env: { ...env },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let stderr = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr = (stderr + text).slice(-1000);
    });
    const endsWithin = async (ms: number) => {
      const timer = new AbortController();
      await Promise.race([sleep(ms, undefined, { signal: timer.signal }), hand.ended]).finally(() =>
        timer.abort(),
      );
    };
    const hand: Hand = {
      ended: once(child, 'close').then(([code, signal]: (number | string | null)[]) => {
        alive.delete(hand);
        if (signal === 'SIGKILL') kills++;
        // Asked to stop before it listened, or after it had done.
        else if (signal === 'SIGTERM') return null;
        else if (typeof code !== 'number' || !mayExit.includes(code))
          complaints.push(`${words.slice(1).join(' ')} ended with ${code ?? signal}: ${stderr.trim()}`);
        return typeof code === 'number' ? code : null;
      }),
      isAlive: () => alive.has(hand),
      killAfter: async (ms) => {
        await endsWithin(ms);
        if (hand.isAlive()) child.kill('SIGKILL');
        await hand.ended;
      },
      stopAfter: async (ms) => {
        await endsWithin(ms);
        if (hand.isAlive()) child.kill('SIGTERM');
        await hand.killAfter(patience);
      },
    };
    alive.add(hand);
    return hand;
  };
  return {
    start,
    kills: () => kills,
    complaints: () => complaints,
    close: async () => {
      await Promise.all([...alive].map((hand) => hand.killAfter(0)));
    },
  };
}
