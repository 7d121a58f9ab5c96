import { existsSync } from 'node:fs';
import type { DatabaseOptions } from '../connection/database.ts';
import { openSqlite } from '../connection/sqlite.ts';
import { isUpToDate } from '../schema/schema-version.ts';

/** The conditions are those of `isDue`, `nextUnknownId` and `openCalls`; each is answered by the index that is made for it. */
const anythingToDo = `
  SELECT exists(SELECT 1 FROM scheduled_calls WHERE next_attempt_at <= $now)
      OR exists(SELECT 1 FROM calls WHERE claimed_by IS NOT NULL)
      OR exists(SELECT 1 FROM calls WHERE status = 'unknown' AND next_check_at <= $now)
      OR exists(SELECT 1 FROM calls WHERE status IN ('registered', 'ongoing') AND next_check_at <= $now)`;

/**
 * Whether a run would certainly find nothing to do: no call due, claimed, or to be asked about. Where that cannot be told, for
 * the database is missing, old or busy, it says no and tells nothing: who opens the database does.
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
