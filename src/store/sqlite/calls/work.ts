import { existsSync } from 'node:fs';
import type { DatabaseOptions } from '../connection/database.ts';
import { openSqlite } from '../connection/sqlite.ts';
import { isUpToDate } from '../schema/schema-version.ts';

/**
 * The kinds of work that a run can find, each as a table and a condition on its rows, with `$now` in ms. The queries of a run
 * (`due.ts`) and the quick check below, all that an idle run loads, are built from this one definition. Each condition has its own
 * index.
 */
export const work = {
  /** A row with a `next_attempt_at` is `PENDING`; the schema checks that. */
  due: { table: 'scheduled_calls', where: 'next_attempt_at <= $now' },
  /** A halt that no run has told the operator of. */
  halted: { table: 'halts', where: 'lifted_at is null and reported_at is null' },
  /** Attempts in progress, or left behind by a process that has ended. */
  claimed: { table: 'calls', where: 'claimed_by is not null' },
  /** Unconfirmed calls that Retell must be asked about. */
  unconfirmed: {
    table: 'calls',
    where: "status = 'unknown' and claimed_by is null and next_check_at <= $now",
  },
  /** A copy, from which no calls are placed: the run says so. */
  copied: { table: 'ledger', where: 'copied_at is not null' },
  /** Placed calls whose progress must be refreshed. */
  open: { table: 'calls', where: "status in ('registered', 'ongoing') and next_check_at <= $now" },
  /** Calls that are over, and of which Retell is to say more. */
  over: {
    table: 'calls',
    where:
      "status in ('ended', 'not_connected', 'error') and next_check_at is not null and next_check_at <= $now",
  },
  /** Webhooks that came while nothing could apply them. */
  received: { table: 'webhooks', where: "state = 'received'" },
  /** Recordings that have been kept for long enough. */
  expired: { table: 'call_recordings', where: 'keep_until <= $now' },
} as const;

const exists = ({ table, where }: { table: string; where: string }) =>
  `exists(select 1 from ${table} where ${where})`;

/** While a halt stands, a run leaves what is due as it is. */
const isHalted = exists({ table: 'halts', where: 'lifted_at is null' });

const anythingToDo = `select ${Object.entries(work)
  .map(([name, kind]) => (name === 'due' ? `(${exists(kind)} and not ${isHalted})` : exists(kind)))
  .join(' or ')}`;

const hasCallTimes = 'select exists(select 1 from call_times where name = ?)';

/**
 * Returns whether a run would certainly find nothing to do. Returns false if the call times of that name are missing, and if that cannot be known because the database is missing,
 * old or busy: the run then opens it and reports what is wrong.
 */
export function isIdle({ path, migrations }: DatabaseOptions, now: Date, callTimes?: string): boolean {
  if (!existsSync(path)) return false;
  try {
    const database = openSqlite(path, { fileMustExist: true, timeout: 0 });
    try {
      if (!isUpToDate(database, migrations)) return false;
      if (callTimes !== undefined && database.prepare(hasCallTimes).pluck().get(callTimes) === 0)
        return false;
      return database.prepare(anythingToDo).pluck().get({ now: now.getTime() }) === 0;
    } finally {
      database.close();
    }
  } catch {
    return false;
  }
}
