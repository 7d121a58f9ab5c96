import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { openSqlite } from '../../../../src/store/sqlite/connection/sqlite.ts';

/** Collects what nothing refers to any longer, once the current job has ended. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  await new Promise(setImmediate);
  runInNewContext('gc()');
}

/** Does with a database all that leaves an object of better-sqlite3 behind, and returns these objects weakly. */
function useDatabase(): WeakRef<object>[] {
  const database = openSqlite(':memory:');
  const statement = database.prepare('values (1), (2)');
  const whole = statement.iterate();
  expect([...whole]).toHaveLength(2);
  const broken = statement.raw().iterate();
  broken.next();
  broken.return?.();
  database.close();
  return [database, statement, whole, broken].map((object) => new WeakRef(object));
}

it('never lets a database, statement or iterator be garbage-collected, which aborts Node 24', async () => {
  const used = useDatabase();
  const control = new WeakRef({});
  await collectGarbage();
  expect(control.deref()).toBeUndefined();
  expect(used.map((reference) => reference.deref() !== undefined)).toEqual([true, true, true, true]);
});
