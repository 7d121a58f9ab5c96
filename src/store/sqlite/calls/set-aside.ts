import { eq, isNotNull, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { SetAside } from '../../../operations/ports/call-ledger.ts';
import { calls, scheduledCalls } from '../schema/call-tables.ts';
import { isClaimed, needsReconciling, needsRefreshing } from './due.ts';
import { ifReadable } from './readable.ts';
import { callRow } from './update-rows.ts';

/** The columns of a call that can be read whatever is in the others. */
const plainColumns = { id: calls.id, scheduledCallId: calls.scheduledCallId, toNumber: calls.toNumber };

/**
 * Sets aside the calls that a run has to look at and cannot read: it is not asked about them any more. Their statuses stay, so they
 * count as calls that may have rung; their scheduled calls wait for the operator.
 *
 * @returns those that were set aside now
 */
export function setAsideUnreadable(db: BetterSQLite3Database, now: Date): SetAside[] {
  const due = [isClaimed, needsReconciling(now), needsRefreshing(now)].flatMap((isDue) =>
    db.select(plainColumns).from(calls).where(isDue).all(),
  );
  const unreadable = due.filter(({ id }) => ifReadable(() => [callRow(db, id)]) === undefined);
  for (const { id, scheduledCallId } of unreadable) {
    db.update(calls)
      .set({ setAsideAt: now, claimedBy: null, claimedUntil: null, nextCheckAt: null })
      .where(eq(calls.id, id))
      .run();
    // A process may have claimed it and gone before its request was answered.
    db.update(calls)
      .set({ status: 'unknown' })
      .where(sql`${calls.id} = ${id} and ${calls.status} = 'placing'`)
      .run();
    db.update(scheduledCalls)
      .set({ waitsFor: 'operator', errorMessage: `call ${id} cannot be read`, updatedAt: now })
      .where(sql`${scheduledCalls.id} = ${scheduledCallId} and ${scheduledCalls.status} = 'IN_PROGRESS'`)
      .run();
  }
  return unreadable;
}

/** Returns the ids of the calls that were set aside. */
export function idsSetAside(db: BetterSQLite3Database): number[] {
  return db
    .select({ id: calls.id })
    .from(calls)
    .where(isNotNull(calls.setAsideAt))
    .orderBy(calls.id)
    .all()
    .map(({ id }) => id);
}
