import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ScheduledCallStore } from '../../../../operations/ports/scheduled-call-store.ts';
import type { Database } from '../../connection/database.ts';
import { scheduledCalls } from '../../schema/call-tables.ts';
import { dueOrder, isDue } from '../due.ts';
import { scheduledCallsWithContact, withContact } from '../rows.ts';
import { cancel, isOneOf, retry, schedule } from './change-scheduled-calls.ts';

/** Returns the scheduled calls of an open database. */
export function scheduledCallStore(database: Database): ScheduledCallStore {
  return {
    scheduleCalls: (drafts, now) => database.write((db) => schedule(db, drafts, now)),
    scheduledCall: (id) =>
      database.read((db) => {
        const row = scheduledCallsWithContact(db).where(eq(scheduledCalls.id, id)).get();
        return row && withContact(row);
      }),
    scheduledCalls: (ids) =>
      database.read((db) => {
        const rows = scheduledCallsWithContact(db).where(isOneOf(ids)).all().map(withContact);
        const known = new Map(rows.map((row) => [row.id, row]));
        return ids.flatMap((id) => known.get(id) ?? []);
      }),
    listScheduledCalls: ({ status, contactId, limit }) =>
      database.read((db) =>
        scheduledCallsWithContact(db)
          .where(
            and(
              status ? eq(scheduledCalls.status, status) : undefined,
              contactId ? eq(scheduledCalls.contactId, contactId) : undefined,
            ),
          )
          .orderBy(asc(scheduledCalls.scheduledTime), asc(scheduledCalls.id))
          .limit(limit ?? -1)
          .all()
          .map(withContact),
      ),
    cancelScheduledCalls: (which, now) => database.write((db) => cancel(db, which, now)),
    retryScheduledCalls: (ids, when) => database.write((db) => retry(db, ids, when)),
    contactsWithPendingCalls: (contactIds) =>
      database.read((db) => new Set(contactsWithPending(db, contactIds))),
    countDue: (now, most = -1) =>
      database.read((db) => {
        const some = db.select({ id: scheduledCalls.id }).from(scheduledCalls).where(isDue(now)).limit(most);
        return db.select({ n: count() }).from(some.as('some')).get()?.n ?? 0;
      }),
    listDue: (now, limit) =>
      database.read((db) =>
        scheduledCallsWithContact(db)
          .where(isDue(now))
          .orderBy(...dueOrder)
          .limit(limit ?? -1)
          .all()
          .map(withContact),
      ),
  };
}

/** The `+` keeps SQLite from using the index of status: a million calls may be PENDING. */
function contactsWithPending(db: BetterSQLite3Database, contactIds: readonly number[]): number[] {
  const isOneOfContacts = sql`${scheduledCalls.contactId} in (select value from json_each(${JSON.stringify(contactIds)}))`;
  return db
    .select({ id: scheduledCalls.contactId })
    .from(scheduledCalls)
    .where(and(isOneOfContacts, sql`+${scheduledCalls.status} = 'PENDING'`))
    .all()
    .flatMap(({ id }) => id ?? []);
}
