import { and, eq, getTableColumns } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Ledger, LedgerStore } from '../../../../operations/ports/ledger-store.ts';
import type { Database } from '../../connection/database.ts';
import { preparedOnce } from '../../connection/prepared.ts';
import { scheduledCalls } from '../../schema/call-tables.ts';
import { ledger } from '../../schema/ledger-tables.ts';
import { dueOrder, isDue } from '../due.ts';
import { scheduledCallsWithContact, withContact } from '../rows.ts';
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
    beginEpoch: (machine, now) => database.write((db) => beginEpoch(db, { machine, placedUntil: now, now })),
    dueToVerify: (now, limit) =>
      database.read((db) =>
        scheduledCallsWithContact(db)
          .where(and(isDue(now), eq(scheduledCalls.verifyFirst, true)))
          .orderBy(...dueOrder)
          .limit(limit)
          .all()
          .map(withContact),
      ),
    recordVerified: (id, placed, when) => database.write((db) => recordVerified(db, id, placed, when)),
  };
}

function rowOf(db: BetterSQLite3Database) {
  const row = ledgerRow(db).get();
  if (!row) throw new Error('the database has no identity');
  return row;
}

function toLedger(row: ReturnType<typeof rowOf>, path: string): Ledger {
  const { identity, machine, copiedAt, copiedFrom, placedUntil, epoch } = row;
  const copied = copiedAt && { at: copiedAt, from: copiedFrom ?? path };
  return { path, identity, machine, copied, placedUntil, isRestored: epoch > 1 };
}
