import type { Database } from './database.ts';

/** Thrown to roll a transaction back that has said what it would do. */
class Undone extends Error {
  readonly settle: () => void;

  constructor(settle: () => void) {
    super('rolled back');
    this.settle = settle;
  }
}

/** Returns a database whose writes are rolled back once they have returned what they would do. */
export function previewOf(database: Database): Database {
  const write: Database['write'] = (work) =>
    new Promise((resolve, reject) => {
      const rolledBack = database.write((db) => {
        const result = work(db);
        throw new Undone(() => resolve(result));
      });
      rolledBack.catch((error: unknown) => (error instanceof Undone ? error.settle() : reject(error)));
    });
  return { ...database, write, writeSoon: write, record: write };
}
