import { eq, gt } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { WaitsFor } from '../../../../domain/calls/scheduled-call.ts';
import type { Upcoming } from '../../../../operations/ports/scheduled-call-store.ts';
import { scheduledCalls } from '../../schema/call-tables.ts';
import { dueOrder } from '../due.ts';
import { ifReadable } from '../readable.ts';
import { scheduledCallsWithContact, withContact } from '../rows.ts';

/** Returns the next call after now, and what the next `most` calls wait for. A call that cannot be read is passed over. */
export function upcoming(db: BetterSQLite3Database, now: Date, most: number): Upcoming {
  const rows = db
    .select({ id: scheduledCalls.id, waitsFor: scheduledCalls.waitsFor })
    .from(scheduledCalls)
    .where(gt(scheduledCalls.nextAttemptAt, now))
    .orderBy(...dueOrder)
    .limit(most + 1)
    .all();
  const waiting = new Map<WaitsFor | null, number>();
  for (const { waitsFor } of rows.slice(0, most)) waiting.set(waitsFor, (waiting.get(waitsFor) ?? 0) + 1);
  return { next: firstReadable(db, rows), waiting, isMore: rows.length > most };
}

function firstReadable(db: BetterSQLite3Database, rows: readonly { id: number }[]): Upcoming['next'] {
  for (const { id } of rows) {
    const row = ifReadable(() => scheduledCallsWithContact(db).where(eq(scheduledCalls.id, id)).get());
    if (row) return withContact(row);
  }
  return undefined;
}
