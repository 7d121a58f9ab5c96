import { and, desc, eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Call } from '../../../domain/calls/call.ts';
import type { CallLedger, WithContact } from '../../../operations/ports/call-ledger.ts';
import { calls } from '../schema/call-tables.ts';
import { indexedStatus } from '../schema/columns/call-expressions.ts';
import { readableRows } from './readable.ts';
import { callsWithContact, withContact } from './rows.ts';

/** Returns calls, newest first. @param unreadable where the ids of those that cannot be read are added */
export function listCalls(
  db: BetterSQLite3Database,
  { status, contactId, scheduledCallId }: Parameters<CallLedger['listCalls']>[0],
  unreadable: Set<number>,
): WithContact<Call>[] {
  const isListed = and(
    status ? sql`${indexedStatus} = ${status}` : undefined,
    contactId ? eq(calls.contactId, contactId) : undefined,
    scheduledCallId ? eq(calls.scheduledCallId, scheduledCallId) : undefined,
  );
  // The index of statuses has its calls in order of time.
  const order = status ? [desc(calls.requestedAt), desc(calls.id)] : [desc(calls.id)];
  const queries = {
    all: () =>
      callsWithContact(db)
        .where(isListed)
        .orderBy(...order)
        .all(),
    ids: () =>
      db
        .select({ id: calls.id })
        .from(calls)
        .where(isListed)
        .orderBy(...order)
        .all(),
    one: (id: number) => callsWithContact(db).where(eq(calls.id, id)).get(),
  };
  return readableRows(queries, unreadable).map(withContact);
}
