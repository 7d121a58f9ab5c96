import { and, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { AwaitedCall } from '../../../../domain/calls/scheduling/already-awaited.ts';
import { preparedOnce } from '../../connection/prepared.ts';
import { scheduledCalls } from '../../schema/call-tables.ts';

const { id, contactId, status, scheduledTime, nextAttemptAt, waitsFor } = scheduledCalls;

const awaited = preparedOnce((db) =>
  db
    .select({ id, contactId, status, scheduledTime, nextAttemptAt, waitsFor })
    .from(scheduledCalls)
    .where(
      and(
        sql`${contactId} in (select value from json_each(${sql.placeholder('contactIds')}))`,
        // The `+` keeps SQLite from using the index of status: a million calls may be PENDING.
        sql`+${status} in ('PENDING', 'IN_PROGRESS')`,
      ),
    )
    .prepare(),
);

/** Returns the calls to these contacts that are not over, in order of time. */
export function awaitedCalls(db: BetterSQLite3Database, contactIds: readonly number[]): AwaitedCall[] {
  return (
    awaited(db)
      .all({ contactIds: JSON.stringify(contactIds) })
      // Sorted here: SQLite has no index for it, and these are few.
      .sort((a, b) => a.scheduledTime.getTime() - b.scheduledTime.getTime() || a.id - b.id)
  );
}
