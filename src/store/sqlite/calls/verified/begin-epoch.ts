import { and, count, eq, inArray, isNull, ne, or, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { calls, scheduledCalls } from '../../schema/call-tables.ts';
import { indexedStatus } from '../../schema/columns/call-expressions.ts';
import { ledger } from '../../schema/ledger-tables.ts';

export interface NewEpoch {
  /** The machine that it begins on; null if it is not known. */
  machine: string | null;
  /** When an earlier epoch may have placed its last call. */
  placedUntil: Date;
  /** The epoch of a database that this one replaces. */
  after?: number;
  now: Date;
}

/**
 * Begins a new epoch in a database that may not know what was placed since it was copied: its calls are not placed before Retell was
 * asked. It is no copy any more.
 *
 * @returns how many pending calls must be asked about
 */
export function beginEpoch(
  db: BetterSQLite3Database,
  { machine, placedUntil, after = 0, now }: NewEpoch,
): number {
  db.update(ledger)
    .set({
      epoch: sql`max(${ledger.epoch}, ${after}) + 1`,
      machine,
      placedUntil,
      restoredAt: now,
      copiedAt: null,
      copiedFrom: null,
    })
    .run();
  // Another attempt may have been made since. Other reasons to hold a call pass, but for the one that is as final.
  const notRefusedAgain = or(isNull(calls.heldBecause), ne(calls.heldBecause, 'refused_again'));
  db.update(calls)
    .set({ heldBecause: 'restored' })
    .where(and(inArray(indexedStatus, ['placing', 'unknown']), notRefusedAgain))
    .run();
  // Those that wait, and those that may come to wait again: retried by the operator, or not dialled by Retell.
  const waiting = inArray(scheduledCalls.status, ['PENDING', 'IN_PROGRESS', 'FAILED']);
  const open = db
    .select({ id: calls.scheduledCallId })
    .from(calls)
    .where(inArray(indexedStatus, ['registered', 'ongoing']));
  db.update(scheduledCalls)
    .set({ verifyFirst: true })
    .where(or(waiting, inArray(scheduledCalls.id, open)))
    .run();
  const pending = eq(scheduledCalls.status, 'PENDING');
  return db.select({ n: count() }).from(scheduledCalls).where(pending).get()?.n ?? 0;
}
