import { and, asc, count, eq, getTableColumns, lte, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ScheduledCall } from '../../../domain/calls/scheduled-call.ts';
import type { WithContact } from '../../../operations/ports/call-ledger.ts';
import type { ScheduledCallStore } from '../../../operations/ports/scheduled-call-store.ts';
import type { Database } from '../connection/database.ts';
import { contacts, scheduledCalls } from '../schema/schema.ts';
import { cancel, isOneOf, retry, schedule } from './change-scheduled.ts';
import { contactColumns } from './columns.ts';

/** The scheduled calls of an open database. */
export function scheduledCallStore(database: Database): ScheduledCallStore {
  return {
    scheduleCalls: (drafts, now, onProgress = () => undefined) =>
      database.write((db) => schedule(db, drafts, now, onProgress)),
    scheduledCall: (id) =>
      database.read((db) => {
        const row = withContact(db).where(eq(scheduledCalls.id, id)).get();
        return row && flatten(row);
      }),
    scheduledCalls: (ids) =>
      database.read((db) => {
        const rows = withContact(db).where(isOneOf(ids)).all().map(flatten);
        const known = new Map(rows.map((row) => [row.id, row]));
        return ids.flatMap((id) => known.get(id) ?? []);
      }),
    listScheduledCalls: ({ status, contactId, limit }) =>
      database.read((db) =>
        withContact(db)
          .where(
            and(
              status ? eq(scheduledCalls.status, status) : undefined,
              contactId ? eq(scheduledCalls.contactId, contactId) : undefined,
            ),
          )
          .orderBy(asc(scheduledCalls.scheduledTime), asc(scheduledCalls.id))
          .limit(limit ?? -1)
          .all()
          .map(flatten),
      ),
    cancelScheduledCalls: (which, now) => database.write((db) => cancel(db, which, now)),
    retryScheduledCalls: (ids, when) => database.write((db) => retry(db, ids, when)),
    contactsWithPendingCalls: (contactIds) => database.read((db) => new Set(contactsWaiting(db, contactIds))),
    countDue: (now, most = -1) =>
      database.read((db) => {
        const some = db.select({ id: scheduledCalls.id }).from(scheduledCalls).where(isDue(now)).limit(most);
        return db.select({ n: count() }).from(some.as('some')).get()?.n ?? 0;
      }),
    listDue: (now, limit) =>
      database.read((db) =>
        withContact(db)
          .where(isDue(now))
          .orderBy(...inTurn)
          .limit(limit ?? -1)
          .all()
          .map(flatten),
      ),
  };
}

/**
 * Due at `now`. Whatever has a `nextAttemptAt` is `PENDING`, as the schema has it; were the status asked for, SQLite would take
 * the index of that and go through all that are `PENDING`.
 */
export function isDue(now: Date | SQL) {
  return lte(scheduledCalls.nextAttemptAt, now);
}

/** The order in which due calls are placed. */
export const inTurn = [asc(scheduledCalls.nextAttemptAt), asc(scheduledCalls.id)] as const;

function withContact(db: BetterSQLite3Database) {
  return db
    .select({ scheduled: getTableColumns(scheduledCalls), contact: contactColumns })
    .from(scheduledCalls)
    .leftJoin(contacts, eq(contacts.id, scheduledCalls.contactId))
    .$dynamic();
}

function flatten(row: {
  scheduled: ScheduledCall;
  contact: WithContact<ScheduledCall>['contact'];
}): WithContact<ScheduledCall> {
  return { ...row.scheduled, contact: row.contact };
}

/** `+`: not by the index of status, for a million may be PENDING. */
function contactsWaiting(db: BetterSQLite3Database, contactIds: readonly number[]): number[] {
  const isOneOfThem = sql`${scheduledCalls.contactId} in (select value from json_each(${JSON.stringify(contactIds)}))`;
  return db
    .select({ id: scheduledCalls.contactId })
    .from(scheduledCalls)
    .where(and(isOneOfThem, sql`+${scheduledCalls.status} = 'PENDING'`))
    .all()
    .flatMap(({ id }) => id ?? []);
}
