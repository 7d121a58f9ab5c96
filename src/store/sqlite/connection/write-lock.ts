import { setTimeout as sleep } from 'node:timers/promises';
import type { Database as SqliteDatabase } from 'better-sqlite3';
import { sqliteCode } from './trouble.ts';

/** Between two looks at whether the lock is free, ms. */
const lookEvery = 1;

/**
 * Runs `work` in one transaction that takes the write lock at its beginning. SQLite itself would look for the lock ever more
 * seldom, every 100 ms in the end, and between the batches of a long import find it taken again each time.
 *
 * @param busyTimeout how long to wait for another process's lock, ms
 * @throws what SQLite throws, `SQLITE_BUSY` after that time
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
    await sleep(lookEvery);
  }
}
