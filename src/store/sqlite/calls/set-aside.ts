import { and, eq, isNotNull, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { afterNotPlaced } from '../../../domain/calls/after-attempt.ts';
import { Problem } from '../../../domain/problem.ts';
import type { SetAside } from '../../../operations/ports/call-ledger.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { calls, scheduledCalls } from '../schema/call-tables.ts';
import { isClaimed, needsReconciling, needsRefreshing } from './due.ts';
import { ifReadable } from './readable.ts';
import { callRow, scheduledCallRow, updateScheduledCall } from './update-rows.ts';

/** The columns of a call that can be read whatever is in the others. */
const plainColumns = { id: calls.id, scheduledCallId: calls.scheduledCallId, toNumber: calls.toNumber };

/**
 * Sets aside the calls that a run has to look at and cannot read: it is not asked about them any more. Their statuses stay, so they
 * count as calls that may have rung; their scheduled calls wait for the operator.
 *
 * @returns those that were set aside now
 */
export function setAsideUnreadable(db: BetterSQLite3Database, now: Date): SetAside[] {
  const due = [isClaimed, needsReconciling(now), ...needsRefreshing(now)].flatMap((isDue) =>
    db.select(plainColumns).from(calls).where(isDue).all(),
  );
  const unreadable = due.filter(({ id }) => isUnreadable(db, id));
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

/** Returns whether there is a call with this id whose record cannot be read. */
export function isUnreadable(db: BetterSQLite3Database, id: number): boolean {
  return ifReadable(() => [callRow(db, id)]) === undefined;
}

/** Returns the problem of a call whose record cannot be read. */
export function unreadableCall(id: number): Problem {
  return new Problem('failed', {
    code: 'call_unreadable',
    message: `The record of call ${id} cannot be read.`,
    facts: { callId: id },
  });
}

/** Records that an unconfirmed call was not placed, although its record cannot be read: only the operator can say so. */
export function settleUnreadable(db: BetterSQLite3Database, id: number, now: Date): 'settled' | 'known' {
  const call = db
    .select({ status: calls.status, scheduledCallId: calls.scheduledCallId })
    .from(calls)
    .where(eq(calls.id, id))
    .get();
  if (call?.status !== 'unknown') return 'known';
  const scheduled = scheduledCallRow(db, call.scheduledCallId);
  const after = afterNotPlaced(scheduled, now);
  db.update(calls)
    .set({ ...after.call, updatedAt: now })
    .where(eq(calls.id, id))
    .run();
  if (scheduled && after.scheduled) updateScheduledCall(db, scheduled, after.scheduled, now);
  return 'settled';
}

const setAsideOfId = preparedOnce((db) =>
  db
    .select({ id: calls.id })
    .from(calls)
    .where(and(eq(calls.id, sql.placeholder('id')), isNotNull(calls.setAsideAt)))
    .prepare(),
);

/** Returns whether a call was set aside. */
export function isSetAside(db: BetterSQLite3Database, id: number): boolean {
  return setAsideOfId(db).get({ id }) !== undefined;
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
