import { setTimeout as sleep } from 'node:timers/promises';
import type { Database as SqliteDatabase } from 'better-sqlite3';
import { sqliteCode } from './sqlite-errors.ts';

/** How often to check whether the lock is free, in ms. */
const pollInterval = 1;

/**
 * Runs `work` in one transaction that takes the write lock at the start. SQLite itself would check less and less often, down to every
 * 100 ms, and so miss the short gaps between the batches of a long import.
 *
 * @param busyTimeout how long to wait for another process's lock, in ms
 * @throws SQLite's own errors; `SQLITE_BUSY` after that time
 */
export async function withWriteLock<T>(
  client: SqliteDatabase,
  busyTimeout: number,
  work: () => T,
): Promise<T> {
  const deadline = performance.now() + busyTimeout;
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
      if (!isBusy || hasBegun || performance.now() > deadline) throw error;
    } finally {
      client.exec(`PRAGMA busy_timeout = ${busyTimeout}`);
    }
    await sleep(pollInterval);
  }
}
