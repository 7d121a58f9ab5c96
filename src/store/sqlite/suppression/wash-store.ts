import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { WashStore } from '../../../operations/ports/brakes/wash-store.ts';
import type { Database } from '../connection/database.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { scheduledCalls } from '../schema/call-tables.ts';
import { contacts } from '../schema/contact-tables.ts';
import { washedNumbers, washes } from '../schema/rule-tables.ts';
import { suppress } from './suppression-store.ts';

/** Returns the washes of an open database. */
export function washStore(database: Database): WashStore {
  return {
    beginWash: (wash, now) =>
      database.write((db) => {
        const same = and(
          eq(washes.file, wash.file),
          eq(washes.register, wash.register),
          eq(washes.washedAt, wash.washedAt),
        );
        const known = db.select({ id: washes.id }).from(washes).where(same).get();
        if (known) return known.id;
        const added = db
          .insert(washes)
          .values({ ...wash, importedAt: now })
          .returning({ id: washes.id });
        return added.get().id;
      }),
    recordWash: (washId, { washed, washedAt, listed }, now) =>
      database.write((db) => {
        for (const phoneNumber of washed)
          recordWashed(db).run({ phoneNumber, washId, washedAt: washedAt.getTime() });
        return suppress(db, listed, now);
      }),
    callsWaitingForWash: (washId) => database.read((db) => waitingFor(db, washId)),
  };
}

function waitingFor(db: BetterSQLite3Database, washId: number) {
  const { id, scheduledTime: dueAt, spacing, contactId, waitsFor, nextAttemptAt } = scheduledCalls;
  const rows = db
    .select({ id, dueAt, spacing })
    .from(washedNumbers)
    .innerJoin(contacts, eq(contacts.phoneNumber, washedNumbers.phoneNumber))
    .innerJoin(scheduledCalls, eq(contactId, contacts.id))
    .where(and(eq(washedNumbers.washId, washId), eq(waitsFor, 'wash'), isNotNull(nextAttemptAt)))
    .all();
  return rows.sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime() || a.id - b.id);
}

const recordWashed = preparedOnce((db) =>
  db
    .insert(washedNumbers)
    .values({
      phoneNumber: sql.placeholder('phoneNumber'),
      washId: sql.placeholder('washId'),
      washedAt: sql`${sql.placeholder('washedAt')}`,
    })
    .onConflictDoUpdate({
      target: washedNumbers.phoneNumber,
      set: { washId: sql`excluded.wash_id`, washedAt: sql`excluded.washed_at` },
      setWhere: sql`excluded.washed_at > ${washedNumbers.washedAt}`,
    })
    .prepare(),
);

const washOf = preparedOnce((db) =>
  db
    .select({ washedAt: washedNumbers.washedAt })
    .from(washedNumbers)
    .where(eq(washedNumbers.phoneNumber, sql.placeholder('phoneNumber')))
    .prepare(),
);

/** Returns when a number was last washed; null if it never was. */
export function washedAt(db: BetterSQLite3Database, phoneNumber: string): Date | null {
  return washOf(db).get({ phoneNumber })?.washedAt ?? null;
}
