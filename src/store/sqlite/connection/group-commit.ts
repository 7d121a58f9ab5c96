import { setImmediate } from 'node:timers/promises';
import type { Database as SqliteDatabase } from 'better-sqlite3';
import { withWriteLock } from './write-lock.ts';

/** A work that waits for the next transaction. */
interface Waiting {
  /** Does the work. @returns what tells of it once it is durable */
  run: () => () => void;
  reject: (error: unknown) => void;
}

/** Works that share a transaction at most: whoever else wants to write waits for all of them. */
const mostTogether = 100;

/**
 * Makes what runs works that write. Those that are asked for in the same moment share one transaction, and so one wait for
 * the disk. Each promise settles when that is committed.
 *
 * Where a work throws, the transaction is undone and the others are run again without it, so a work must do nothing but read and
 * write the database. (With a savepoint for each, SQLite would copy every page that is touched to a temporary file: three writes
 * in four.) Where the transaction cannot be begun or committed, none is done and all reject.
 *
 * @param busyTimeout how long to wait for another process's lock, ms
 */
export function groupCommit(client: SqliteDatabase, busyTimeout: number): <T>(work: () => T) => Promise<T> {
  const runTogether = async (group: readonly Waiting[]): Promise<void> => {
    let running: Waiting | undefined;
    const runAll = () => {
      const tell = group.map((one) => {
        running = one;
        return one.run();
      });
      running = undefined;
      return tell;
    };
    try {
      // Within another, one would not be committed by itself.
      if (client.inTransaction) throw new Error('a transaction could not be undone');
      for (const tell of await withWriteLock(client, busyTimeout, runAll)) tell();
    } catch (error) {
      const failed = running ? [running] : group;
      for (const { reject } of failed) reject(error);
      const others = group.filter((one) => !failed.includes(one));
      if (others.length > 0) await runTogether(others);
    }
  };

  const waiting: Waiting[] = [];
  let isCommitting = false;
  const commitAll = async () => {
    isCommitting = true;
    while (waiting.length > 0) {
      // SQLite works while nothing else does: a signal must be heard between two writes of a long row of them.
      await setImmediate();
      await runTogether(waiting.splice(0, mostTogether));
    }
    isCommitting = false;
  };
  return (work) =>
    new Promise((resolve, reject) => {
      const run = () => {
        const result = work();
        return () => resolve(result);
      };
      waiting.push({ run, reject });
      if (!isCommitting) void commitAll();
    });
}
