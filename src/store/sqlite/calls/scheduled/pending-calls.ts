import { and, count, desc, eq, gte, isNotNull, lt, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { PendingCall } from '../../../../domain/calls/forecast/forecast.ts';
import { preparedOnce } from '../../connection/prepared.ts';
import { scheduledCalls } from '../../schema/call-tables.ts';
import { contacts } from '../../schema/contact-tables.ts';
import { dueOrder } from '../due.ts';
import { readableRows } from '../readable.ts';

const columns = {
  id: scheduledCalls.id,
  contactId: scheduledCalls.contactId,
  nextAttemptAt: scheduledCalls.nextAttemptAt,
  callTimes: scheduledCalls.callTimes,
  outsideHours: scheduledCalls.outsideHours,
  allowRepeat: scheduledCalls.allowRepeat,
  notAfter: scheduledCalls.notAfter,
  spacing: scheduledCalls.spacing,
  opening: scheduledCalls.opening,
  contact: {
    id: contacts.id,
    name: contacts.name,
    phoneNumber: contacts.phoneNumber,
    doNotCallAt: contacts.doNotCallAt,
    timezone: contacts.timezone,
    customFields: contacts.customFields,
  },
};

/** Returns the first pending calls before an instant, without those that cannot be read. */
export function pendingCalls(db: BetterSQLite3Database, before: Date, limit: number): PendingCall[] {
  const isBefore = lt(scheduledCalls.nextAttemptAt, before);
  const rows = () =>
    db
      .select(columns)
      .from(scheduledCalls)
      .leftJoin(contacts, eq(contacts.id, scheduledCalls.contactId))
      .$dynamic();
  const queries = {
    all: () =>
      rows()
        .where(isBefore)
        .orderBy(...dueOrder)
        .limit(limit)
        .all(),
    ids: () =>
      db
        .select({ id: scheduledCalls.id })
        .from(scheduledCalls)
        .where(isBefore)
        .orderBy(...dueOrder)
        .limit(limit)
        .all(),
    one: (id: number) => rows().where(eq(scheduledCalls.id, id)).get(),
  };
  return readableRows(queries, new Set()).flatMap(({ nextAttemptAt, ...row }) =>
    nextAttemptAt ? { ...row, nextAttemptAt } : [],
  );
}

const between = preparedOnce((db) =>
  db
    .select({ n: count() })
    .from(scheduledCalls)
    .where(
      and(
        gte(scheduledCalls.nextAttemptAt, sql.placeholder('from')),
        lt(scheduledCalls.nextAttemptAt, sql.placeholder('to')),
      ),
    )
    .prepare(),
);

/** Counts by the index of due calls alone: a million take a tenth of a second. */
export function countPending(db: BetterSQLite3Database, bounds: readonly number[]): number[] {
  const query = between(db);
  return bounds.slice(1).map((end, index) => query.get({ from: bounds[index] ?? end, to: end })?.n ?? 0);
}

/** Returns when the last pending call is due. */
export function lastPending(db: BetterSQLite3Database): Date | undefined {
  const row = db
    .select({ at: scheduledCalls.nextAttemptAt })
    .from(scheduledCalls)
    .where(isNotNull(scheduledCalls.nextAttemptAt))
    .orderBy(desc(scheduledCalls.nextAttemptAt))
    .limit(1)
    .get();
  return row?.at ?? undefined;
}
