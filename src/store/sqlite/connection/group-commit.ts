import { setImmediate } from 'node:timers/promises';
import type { Database as SqliteDatabase } from 'better-sqlite3';
import { type Patience, withWriteLock } from './write-lock.ts';

/** A write that waits for the next transaction. */
interface PendingWrite {
  patience: Patience;
  /** Runs it in the open transaction. @returns a function that resolves its promise, to be called once it is durable */
  run: () => () => void;
  reject: (error: unknown) => void;
}

/** The most writes in one transaction: other processes that want to write wait for all of them. */
const maxGroupSize = 100;

/**
 * Returns a function that runs writes. Those requested at the same moment share one transaction, and so one wait for the disk.
 * Each promise settles once that transaction is committed.
 *
 * If a write throws, the transaction is rolled back and the others run again without it, so a write must do nothing but read and
 * write the database. (With a savepoint for each, SQLite would copy every touched page to a temporary file, which would be three of
 * every four writes.) If the transaction cannot begin or commit, nothing is written and all promises reject.
 *
 * @param options `busyTimeout` is how long other statements wait for a lock, in ms; if `check` throws, nothing is written
 */
export function groupCommit(
  client: SqliteDatabase,
  { busyTimeout, check }: { busyTimeout: number; check: () => void },
): <T>(work: () => T, patience: Patience) => Promise<T> {
  const runTogether = async (group: readonly PendingWrite[]): Promise<void> => {
    let running: PendingWrite | undefined;
    const runAll = () => {
      check();
      const resolves = group.map((write) => {
        running = write;
        return write.run();
      });
      running = undefined;
      return resolves;
    };
    try {
      // A transaction inside another would not be committed on its own.
      if (client.inTransaction) throw new Error('a transaction could not be rolled back');
      for (const resolve of await withWriteLock(client, mostPatient(group), busyTimeout, runAll)) resolve();
    } catch (error) {
      const failed = running ? [running] : group;
      for (const { reject } of failed) reject(error);
      const others = group.filter((write) => !failed.includes(write));
      if (others.length > 0) await runTogether(others);
    }
  };

  const pending: PendingWrite[] = [];
  let isCommitting = false;
  const commitAll = async () => {
    isCommitting = true;
    while (pending.length > 0) {
      // SQLite blocks the event loop: signals must get through between two transactions.
      await setImmediate();
      await runTogether(pending.splice(0, maxGroupSize));
    }
    isCommitting = false;
  };
  return (work, patience) =>
    new Promise((resolve, reject) => {
      const run = () => {
        const result = work();
        return () => resolve(result);
      };
      pending.push({ patience, run, reject });
      if (!isCommitting) void commitAll();
    });
}

/** Returns how long the most patient write of a group waits: the others wait with it. */
function mostPatient(group: readonly PendingWrite[]): Patience {
  return {
    stuck: Math.max(...group.map(({ patience }) => patience.stuck)),
    total: Math.max(...group.map(({ patience }) => patience.total)),
  };
}
