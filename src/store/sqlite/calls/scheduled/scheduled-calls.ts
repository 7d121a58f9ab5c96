import { and, asc, count, eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { KeyedRequest } from '../../../../domain/access/idempotency.ts';
import type { ScheduledCall } from '../../../../domain/calls/scheduled-call.ts';
import type { WithContact } from '../../../../operations/ports/call-ledger.ts';
import type {
  ScheduledCallStore,
  ScheduleResult,
} from '../../../../operations/ports/scheduled-call-store.ts';
import { isKept, keepRequest } from '../../access/kept-requests.ts';
import type { Database } from '../../connection/database.ts';
import { updateIndex } from '../../contacts/search/contact-search.ts';
import { scheduledCalls } from '../../schema/call-tables.ts';
import { dueOrder, isDue } from '../due.ts';
import { readableRows } from '../readable.ts';
import { scheduledCallsWithContact, withContact } from '../rows.ts';
import { awaitedCalls } from './awaited-calls.ts';
import { cancel, retry, schedule } from './change-scheduled-calls.ts';
import { countPending, lastPending, pendingCalls } from './pending-calls.ts';
import { restore } from './restore-calls.ts';
import { countWith, scheduledCallPage, scheduledCallsOfIds } from './scheduled-page.ts';
import { upcoming } from './upcoming.ts';

/** Schedules calls, unless the request was carried out before, and keeps it with their ids. */
function scheduleOnce(
  db: BetterSQLite3Database,
  request: KeyedRequest | undefined,
  now: Date,
  schedule: () => ScheduleResult,
): ScheduleResult {
  if (!request) return schedule();
  if (isKept(db, request, now)) return { kind: 'repeated' };
  const result = schedule();
  if (result.kind === 'scheduled') keepRequest(db, request, { scheduledIds: result.ids }, now);
  return result;
}

/** Returns the scheduled calls of an open database. */
export function scheduledCallStore(database: Database): ScheduledCallStore {
  const unreadable = new Set<number>();
  return {
    scheduleCalls: (drafts, now, ifScheduled, campaign, request) =>
      database.write((db) =>
        scheduleOnce(db, request, now, () => schedule(db, drafts, now, ifScheduled, campaign)),
      ),
    unreadableScheduledCalls: async () => [...unreadable],
    scheduledCall: (id) =>
      database.read((db) => {
        const row = scheduledCallsWithContact(db).where(eq(scheduledCalls.id, id)).get();
        return row && withContact(row);
      }),
    scheduledCalls: (ids) =>
      database.read((db) => {
        const known = new Map(scheduledCallsOfIds(db, ids).map((row) => [row.id, row]));
        return ids.flatMap((id) => known.get(id) ?? []);
      }),
    listScheduledCalls: (query) => database.read((db) => list(db, query, unreadable)),
    countScheduledCalls: (which, most) => database.read((db) => countWith(db, which, most)),
    pageOfScheduledCalls: async (which, query) => {
      if (which.callee !== undefined) await updateIndex(database);
      return database.read((db) => scheduledCallPage(db, which, query, unreadable));
    },
    cancelScheduledCalls: (which, now) => database.write((db) => cancel(db, which, now)),
    retryScheduledCalls: (ids, when) => database.write((db) => retry(db, ids, when)),
    restoreScheduledCalls: (ids, now, decide) => database.write((db) => restore(db, ids, now, decide)),
    awaitedCalls: (contactIds) => database.read((db) => awaitedCalls(db, contactIds)),
    countDue: (now, most = -1) =>
      database.read((db) => {
        const some = db.select({ id: scheduledCalls.id }).from(scheduledCalls).where(isDue(now)).limit(most);
        return db.select({ n: count() }).from(some.as('some')).get()?.n ?? 0;
      }),
    upcoming: (now, most) => database.read((db) => upcoming(db, now, most)),
    pendingCalls: (before, limit) => database.read((db) => pendingCalls(db, before, limit)),
    countPending: (bounds) => database.read((db) => countPending(db, bounds)),
    lastPending: () => database.read(lastPending),
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

function list(
  db: BetterSQLite3Database,
  { status, contactId }: Parameters<ScheduledCallStore['listScheduledCalls']>[0],
  unreadable: Set<number>,
): WithContact<ScheduledCall>[] {
  const isListed = and(
    status ? eq(scheduledCalls.status, status) : undefined,
    contactId ? eq(scheduledCalls.contactId, contactId) : undefined,
  );
  const order = [asc(scheduledCalls.scheduledTime), asc(scheduledCalls.id)];
  const queries = {
    all: () =>
      scheduledCallsWithContact(db)
        .where(isListed)
        .orderBy(...order)
        .all(),
    ids: () =>
      db
        .select({ id: scheduledCalls.id })
        .from(scheduledCalls)
        .where(isListed)
        .orderBy(...order)
        .all(),
    one: (id: number) => scheduledCallsWithContact(db).where(eq(scheduledCalls.id, id)).get(),
  };
  return readableRows(queries, unreadable).map(withContact);
}
