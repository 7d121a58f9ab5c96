import { and, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { AwaitedCall } from '../../../../domain/calls/scheduling/already-awaited.ts';
import { scheduledCalls } from '../../schema/call-tables.ts';

/** Returns the calls to these contacts that are not over, in order of time. */
export function awaitedCalls(db: BetterSQLite3Database, contactIds: readonly number[]): AwaitedCall[] {
  const { id, contactId, status, scheduledTime, nextAttemptAt, waitsFor } = scheduledCalls;
  const isOneOfContacts = sql`${contactId} in (select value from json_each(${JSON.stringify(contactIds)}))`;
  return (
    db
      .select({ id, contactId, status, scheduledTime, nextAttemptAt, waitsFor })
      .from(scheduledCalls)
      // The `+` keeps SQLite from using the index of status: a million calls may be PENDING.
      .where(and(isOneOfContacts, sql`+${status} in ('PENDING', 'IN_PROGRESS')`))
      .all()
      // Sorted here: SQLite has no index for it, and these are few.
      .sort((a, b) => a.scheduledTime.getTime() - b.scheduledTime.getTime() || a.id - b.id)
  );
}
