import { setTimeout as sleep } from 'node:timers/promises';
import type { Database as SqliteDatabase } from 'better-sqlite3';
import { sqliteCode } from './sqlite-errors.ts';

/** How long to wait for the write lock. */
export interface Patience {
  /** How long while no other process writes, ms: one that holds the lock and does nothing may do so for ever. */
  stuck: number;
  /** How long in all, ms. While others write, the lock goes round, and comes here in turn. */
  total: number;
}

/**
 * Runs `work` in one transaction that takes the write lock at the start. SQLite itself would check less and less often, down to every
 * 100 ms, and so miss the short gaps between the batches of a long import.
 *
 * @throws SQLite's own errors; `SQLITE_BUSY` once the patience is at an end
 */
export async function withWriteLock<T>(
  client: SqliteDatabase,
  { stuck, total }: Patience,
  busyTimeout: number,
  work: () => T,
): Promise<T> {
  const turn = new Turn(client);
  for (;;) {
    let hasBegun = false;
    const transaction = client.transaction(() => {
      hasBegun = true;
      return work();
    });
    try {
      client.exec('PRAGMA busy_timeout = 0');
      return transaction.immediate();
    } catch (error) {
      const isBusy = sqliteCode(error)?.startsWith('SQLITE_BUSY') ?? false;
      if (!isBusy || hasBegun || turn.waited() > total || turn.isStuckFor(stuck)) throw error;
    } finally {
      client.exec(`PRAGMA busy_timeout = ${busyTimeout}`);
    }
    await sleep(turn.pause());
  }
}

/** The longest pause between two looks at the lock, ms; and how much shorter it gets with each ms that the wait has lasted. */
const longestPause = 50;
const shortening = 1 / 100;

/**
 * A place among the processes that wait for the lock. If few others write, it looks every millisecond. The more of their writes it has
 * seen, the more of them wait: looking as often would take the processor from the one that writes. Pauses are random, and get
 * shorter the longer the wait, so that the process that has waited longest is likely to be next.
 */
class Turn {
  readonly #began = performance.now();
  readonly #client: SqliteDatabase;
  #version: unknown;
  #changed = this.#began;
  #writesSeen = 0;

  constructor(client: SqliteDatabase) {
    this.#client = client;
  }

  waited(): number {
    return performance.now() - this.#began;
  }

  /** Returns whether no other process has written for so long, ms. */
  isStuckFor(stuck: number): boolean {
    const version = this.#client.prepare('PRAGMA data_version').pluck().get();
    if (version !== this.#version) {
      if (this.#version !== undefined) this.#writesSeen++;
      this.#version = version;
      this.#changed = performance.now();
    }
    return performance.now() - this.#changed > stuck;
  }

  /** Returns how long to wait before the next look, ms. */
  pause(): number {
    const most = Math.min(longestPause, 3 * this.#writesSeen) - this.waited() * shortening;
    return 1 + Math.random() * Math.max(0, most);
  }
}
