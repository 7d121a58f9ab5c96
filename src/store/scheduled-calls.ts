import { and, asc, count, eq, getTableColumns, lte, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ScheduledCall } from '../domain/scheduled-call.ts';
import type { CancelResult, RetryResult, ScheduledCallStore, WithContact } from '../operations/store.ts';
import { contactColumns } from './columns.ts';
import type { Database } from './database.ts';

import { contacts, scheduledCalls } from './schema.ts';
import { updateScheduled } from './update-scheduled.ts';

/** The scheduled calls of an open database. */
export function scheduledCallStore(database: Database): ScheduledCallStore {
  return {
    scheduleCalls: (drafts, now) =>
      database.write((db) => {
        const ids = drafts.map(
          (draft) =>
            db
              .insert(scheduledCalls)
              .values({
                ...draft,
                status: 'PENDING',
                nextAttemptAt: draft.scheduledTime,
                createdAt: now,
                updatedAt: now,
              })
              .returning({ id: scheduledCalls.id })
              .get().id,
        );
        return ids.flatMap((id) => one(db, id) ?? []);
      }),
    scheduledCall: (id) => database.read((db) => one(db, id)),
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
    cancelScheduledCalls: (ids, now) => database.write((db) => cancel(db, ids, now)),
    retryScheduledCalls: (ids, when) => database.write((db) => retry(db, ids, when)),
    contactsWithPendingCalls: (contactIds) =>
      database.read((db) => new Set(contactIds.filter((id) => hasPendingCall(db, id)))),
    countDue: (now) =>
      database.read((db) => db.select({ n: count() }).from(scheduledCalls).where(isDue(now)).get()?.n ?? 0),
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

/** Due at `now`. SQLite uses the index `scheduled_calls_due` only where its condition stands in the query's text. */
export function isDue(now: Date) {
  return and(sql`${scheduledCalls.status} = 'PENDING'`, lte(scheduledCalls.nextAttemptAt, now));
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

function one(db: BetterSQLite3Database, id: number): WithContact<ScheduledCall> | undefined {
  const row = withContact(db).where(eq(scheduledCalls.id, id)).get();
  return row && flatten(row);
}

function hasPendingCall(db: BetterSQLite3Database, contactId: number): boolean {
  const where = and(eq(scheduledCalls.contactId, contactId), eq(scheduledCalls.status, 'PENDING'));
  return db.select({ id: scheduledCalls.id }).from(scheduledCalls).where(where).limit(1).get() !== undefined;
}

function cancel(db: BetterSQLite3Database, ids: readonly number[] | 'all', now: Date): CancelResult {
  const result: CancelResult = { cancelled: [], notPending: [], missing: [] };
  for (const id of ids === 'all' ? pendingIds(db) : ids) {
    const found = one(db, id);
    if (!found) result.missing.push(id);
    else if (found.status !== 'PENDING') result.notPending.push({ id, status: found.status });
    else {
      updateScheduled(db, id, now, () => ({ status: 'CANCELLED', nextAttemptAt: null }));
      result.cancelled.push(one(db, id) ?? found);
    }
  }
  return result;
}

function retry(
  db: BetterSQLite3Database,
  ids: readonly number[],
  { at, newAttempts, now }: { at: Date; newAttempts: number; now: Date },
): RetryResult {
  const result: RetryResult = { retried: [], notFailed: [], missing: [] };
  for (const id of ids) {
    const found = one(db, id);
    if (!found) result.missing.push(id);
    else if (found.status !== 'FAILED') result.notFailed.push({ id, status: found.status });
    else {
      const maxAttempts = found.attempts + newAttempts;
      updateScheduled(db, id, now, () => ({
        status: 'PENDING',
        nextAttemptAt: at,
        maxAttempts,
        executedAt: null,
      }));
      result.retried.push(one(db, id) ?? found);
    }
  }
  return result;
}

function pendingIds(db: BetterSQLite3Database): number[] {
  return db
    .select({ id: scheduledCalls.id })
    .from(scheduledCalls)
    .where(eq(scheduledCalls.status, 'PENDING'))
    .orderBy(asc(scheduledCalls.scheduledTime), asc(scheduledCalls.id))
    .all()
    .map((row) => row.id);
}
