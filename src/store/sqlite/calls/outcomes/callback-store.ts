import { and, asc, desc, eq, getTableColumns, inArray, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Call } from '../../../../domain/calls/call.ts';
import type { ScheduledCall } from '../../../../domain/calls/scheduled-call.ts';
import type {
  CallbackStore,
  CallbackWithCalls,
} from '../../../../operations/ports/outcomes/callback-store.ts';
import type { Page, PageQuery } from '../../../../operations/ports/paging/page.ts';
import type { Database } from '../../connection/database.ts';
import { countUpTo } from '../../connection/paging/count-up-to.ts';
import { readPage } from '../../connection/paging/read-page.ts';
import { calls, scheduledCalls } from '../../schema/call-tables.ts';
import { callbacks, isSettled } from '../../schema/callback-tables.ts';
import { contacts } from '../../schema/contact-tables.ts';

/** Returns the callbacks of an open database. */
export function callbackStore(database: Database): CallbackStore {
  return {
    pageOfCallbacks: (query) => database.read((db) => pageOf(db, query)),
    callbacksById: (ids) =>
      database.read((db) => callbacksWithCalls(db).where(isOneOf(ids)).all().map(fromRow)),
    settleCallbacks: (ids, now) =>
      database.write((db) =>
        db
          .update(callbacks)
          .set({ state: 'done', updatedAt: now })
          .where(
            and(
              isOneOf(ids),
              sql`not exists (select 1 from scheduled_calls where callback_of = ${callbacks.callId}
                and status in ('PENDING', 'IN_PROGRESS'))`,
            ),
          )
          .returning({ id: callbacks.id })
          .all()
          .map(({ id }) => id),
      ),
  };
}

function pageOf(db: BetterSQLite3Database, query: PageQuery<'id'>): Page<CallbackWithCalls> {
  const { order } = query;
  const first = order
    ? [order.descending ? desc(callbacks.id) : asc(callbacks.id)]
    : [isSettled, desc(callbacks.at), desc(callbacks.id)];
  const page = readPage(query, {
    rows: (limit, offset) =>
      callbacksWithCalls(db)
        .orderBy(...first)
        .limit(limit)
        .offset(offset)
        .all(),
    count: (most) => countUpTo(db, sql`select 1 from callbacks`, most),
  });
  return { ...page, rows: page.rows.map(fromRow) };
}

const isOneOf = (ids: readonly number[]) =>
  inArray(callbacks.id, sql`(select value from json_each(${JSON.stringify(ids)}))`);

/** The attempt of the call that was scheduled for a callback. */
const attempts = alias(calls, 'attempts');

function callbacksWithCalls(db: BetterSQLite3Database) {
  const { contactId, toNumber, campaignId } = calls;
  const { id, status, nextAttemptAt, callId } = scheduledCalls;
  const { requestedAt, disposition } = attempts;
  return db
    .select({
      callback: getTableColumns(callbacks),
      asked: { contactId, toNumber, campaignId },
      contact: { name: contacts.name, phoneNumber: contacts.phoneNumber },
      scheduled: { id, status, nextAttemptAt },
      attempt: { requestedAt, disposition },
    })
    .from(callbacks)
    .innerJoin(calls, eq(calls.id, callbacks.callId))
    .leftJoin(contacts, eq(contacts.id, contactId))
    .leftJoin(scheduledCalls, eq(scheduledCalls.callbackOf, callbacks.callId))
    .leftJoin(attempts, eq(attempts.id, callId))
    .$dynamic();
}

type Row = ReturnType<ReturnType<typeof callbacksWithCalls>['all']>[number];

function fromRow({ callback, asked, contact, scheduled, attempt }: Row): CallbackWithCalls {
  const placedAt = placedAtOf(scheduled, attempt);
  const call = scheduled && { ...scheduled, placedAt, disposition: attempt?.disposition ?? null };
  return { ...callback, ...asked, contact, call };
}

/** Returns when the call that was scheduled for a callback was placed, as far as is known; null if it was not. */
export function placedAtOf(
  scheduled: Pick<ScheduledCall, 'status'> | null,
  attempt: Pick<Call, 'requestedAt'> | null,
): Date | null {
  const hasRung = scheduled?.status === 'COMPLETED' || scheduled?.status === 'IN_PROGRESS';
  return hasRung ? (attempt?.requestedAt ?? null) : null;
}
