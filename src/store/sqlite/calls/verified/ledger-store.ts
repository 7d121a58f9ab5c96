import { and, eq, getTableColumns, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Ledger, LedgerStore } from '../../../../operations/ports/ledger-store.ts';
import type { Database } from '../../connection/database.ts';
import { preparedOnce } from '../../connection/prepared.ts';
import { scheduledCalls } from '../../schema/call-tables.ts';
import { ledger } from '../../schema/ledger-tables.ts';
import { dueOrder, isDue } from '../due.ts';
import { readableRows } from '../readable.ts';
import { scheduledCallsWithContact, withContact } from '../rows.ts';
import { beginRun, endRun } from '../scheduled/lay-out-overdue.ts';
import { beginEpoch } from './begin-epoch.ts';
import { recordVerified } from './record-verified.ts';

const ledgerRow = preparedOnce((db) => db.select(getTableColumns(ledger)).from(ledger).prepare());

/** Returns what is common to all copies of this database. @throws Error if its row is missing */
export function identityOf(db: BetterSQLite3Database): string {
  return rowOf(db).identity;
}

/** Returns which database an open one is, and what it may not know. */
export function ledgerStore(database: Database): LedgerStore {
  return {
    ledger: () => database.read((db) => toLedger(rowOf(db), database.path)),
    noteMachine: (machine) => database.write((db) => void db.update(ledger).set({ machine }).run()),
    beginEpoch: (machine, now) =>
      database.write((db) =>
        rowOf(db).machine === machine ? undefined : beginEpoch(db, { machine, placedUntil: now, now }),
      ),
    beginRun: (now, options) => database.write((db) => beginRun(db, now, options)),
    endRun: (now, since) => database.write((db) => endRun(db, now, since)),
    dueToVerify: (now, limit) => database.read((db) => dueToVerify(db, now, limit)),
    recordVerified: (id, placed, when) => database.write((db) => recordVerified(db, id, placed, when)),
  };
}

function dueToVerify(db: BetterSQLite3Database, now: Date, limit: number) {
  // Written out, so that SQLite can use the partial index.
  const isToVerify = and(isDue(now), sql`verify_first = 1`);
  const ids = db.select({ id: scheduledCalls.id }).from(scheduledCalls).where(isToVerify);
  const queries = {
    all: () =>
      scheduledCallsWithContact(db)
        .where(isToVerify)
        .orderBy(...dueOrder)
        .limit(limit)
        .all(),
    ids: () =>
      ids
        .orderBy(...dueOrder)
        .limit(limit)
        .all(),
    one: (id: number) => scheduledCallsWithContact(db).where(eq(scheduledCalls.id, id)).get(),
  };
  // What cannot be read is not decided either, so it waits for the operator.
  return readableRows(queries, new Set()).map(withContact);
}

function rowOf(db: BetterSQLite3Database) {
  const row = ledgerRow(db).get();
  if (!row) throw new Error('the database has no identity');
  return row;
}

function toLedger(row: ReturnType<typeof rowOf>, path: string): Ledger {
  const { identity, machine, copiedAt, copiedFrom, placedUntil, lastRunAt, epoch } = row;
  const copied = copiedAt && { at: copiedAt, from: copiedFrom ?? path };
  return { path, identity, machine, copied, placedUntil, lastRunAt, isRestored: epoch > 1 };
}
