import type { Database as SqliteDatabase } from 'better-sqlite3';

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
 * A work that throws undoes what it wrote itself, and rejects; the others are not concerned. Where the transaction cannot be
 * begun or committed, or SQLite gives it up on the way, none is done and all reject
 * (https://www.sqlite.org/lang_transaction.html, "Response To Errors Within A Transaction").
 */
export function groupCommit(client: SqliteDatabase): <T>(work: () => T) => Promise<T> {
  const savepoint = client.prepare('SAVEPOINT work');
  const undo = client.prepare('ROLLBACK TO work');
  const release = client.prepare('RELEASE work');
  const runApart = ({ run, reject }: Waiting): (() => void) => {
    savepoint.run();
    try {
      const tell = run();
      release.run();
      return tell;
    } catch (error) {
      // Nothing is left of those before it either.
      if (!client.inTransaction) throw error;
      undo.run();
      release.run();
      return () => reject(error);
    }
  };
  const runTogether = client.transaction((group: Waiting[]) =>
    group.map((one) => (group.length === 1 ? one.run() : runApart(one))),
  );

  const waiting: Waiting[] = [];
  const commit = () => {
    const group = waiting.splice(0, mostTogether);
    if (waiting.length > 0) setImmediate(commit);
    try {
      for (const tell of runTogether.immediate(group)) tell();
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
  };
  return (work) =>
    new Promise((resolve, reject) => {
      const run = () => {
        const result = work();
        return () => resolve(result);
      };
      // SQLite works while nothing else does: a signal must be heard between two writes of a long row of them.
      if (waiting.push({ run, reject }) === 1) setImmediate(commit);
    });
}
