import { and, desc, eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { afterPutBehind, afterWithdrawal } from '../../../../domain/calls/after-attempt.ts';
import type { ScheduledCallChange } from '../../../../domain/calls/scheduled-call.ts';
import type { Claim } from '../../../../operations/ports/claim-store.ts';
import { calls } from '../../schema/call-tables.ts';
import { scheduledCallRow, updateScheduledCall } from '../update-rows.ts';

/** Deletes an attempt that was certainly not sent, as if the call had never been claimed. */
export function withdraw(db: BetterSQLite3Database, claim: Claim, now: Date): void {
  undo(db, claim, now, (latest) => afterWithdrawal(latest, claim.dueAt, now));
}

/** Deletes an attempt that certainly rang no phone, and puts its scheduled call behind the others. */
export function putBehind(db: BetterSQLite3Database, claim: Claim, reason: string, now: Date): void {
  undo(db, claim, now, (latest) => afterPutBehind(latest, reason, now));
}

function undo(
  db: BetterSQLite3Database,
  claim: Claim,
  now: Date,
  after: (latest: ReturnType<typeof latestAttempt>) => ScheduledCallChange,
): void {
  const { changes } = db
    .delete(calls)
    .where(and(eq(calls.id, claim.call.id), eq(calls.claimedBy, claim.token), eq(calls.status, 'placing')))
    .run();
  if (changes === 0) return;
  const scheduled = scheduledCallRow(db, claim.call.scheduledCallId);
  if (scheduled) updateScheduledCall(db, scheduled, after(latestAttempt(db, scheduled.id)), now);
}

function latestAttempt(db: BetterSQLite3Database, scheduledCallId: number) {
  return db
    .select({ id: calls.id, errorMessage: calls.errorMessage })
    .from(calls)
    .where(eq(calls.scheduledCallId, scheduledCallId))
    .orderBy(desc(calls.id))
    .limit(1)
    .get();
}
