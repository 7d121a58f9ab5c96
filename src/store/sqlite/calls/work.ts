import { existsSync } from 'node:fs';
import type { DatabaseOptions } from '../connection/database.ts';
import { openSqlite } from '../connection/sqlite.ts';
import { isUpToDate } from '../schema/schema-version.ts';

/**
 * What there may be to do in a run, each as a table and a condition on its rows, where `$now` is an instant in ms. This is the one
 * definition: the queries of a run are made of it (`due.ts`), and so is the quick look of an idle run below, which loads nothing
 * else. Each condition is answered by an index of its own.
 */
export const work = {
  /** Whatever has a `next_attempt_at` is `PENDING`, as the schema has it. */
  due: { table: 'scheduled_calls', where: 'next_attempt_at <= $now' },
  /** Attempts under way, or left behind by a process that is gone. */
  claimed: { table: 'calls', where: 'claimed_by is not null' },
  /** Unconfirmed calls that are to be looked for again. */
  unconfirmed: {
    table: 'calls',
    where: "status = 'unknown' and claimed_by is null and next_check_at <= $now",
  },
  /** Placed calls whose progress is to be asked for. */
  open: { table: 'calls', where: "status in ('registered', 'ongoing') and next_check_at <= $now" },
} as const;

const anythingToDo = `select ${Object.values(work)
  .map(({ table, where }) => `exists(select 1 from ${table} where ${where})`)
  .join(' or ')}`;

/**
 * Returns whether a run would certainly find nothing to do. Where that cannot be told, since the database is missing, old or busy, it
 * returns false and says nothing: the run opens the database, and says what is wrong with it.
 */
export function isIdle({ path, migrations }: DatabaseOptions, now: Date): boolean {
  if (!existsSync(path)) return false;
  try {
    const database = openSqlite(path, { fileMustExist: true, timeout: 0 });
    try {
      if (!isUpToDate(database, migrations)) return false;
      return database.prepare(anythingToDo).pluck().get({ now: now.getTime() }) === 0;
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}
