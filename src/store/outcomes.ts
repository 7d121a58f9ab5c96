import { and, eq, max } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { retryDelay } from '../domain/backoff.ts';
import { type CallReport, isOpen } from '../domain/call.ts';
import { nextCheckOfOpenCall } from '../domain/check-times.ts';
import type { Claim } from '../operations/store.ts';
import { callColumns, recordReport } from './calls.ts';
import { calls, scheduledCalls } from './schema.ts';

const letGo = { claimedBy: null, claimedUntil: null } as const;

/** Writes that a call was placed, and completes what it was scheduled for. True whoever holds the claim by now. */
export function recordPlaced(
  db: BetterSQLite3Database,
  { call }: Claim,
  report: CallReport,
  now: Date,
): void {
  const known = db.select(callColumns).from(calls).where(eq(calls.id, call.id)).get();
  if (!known) return;
  if (known.retellCallId === report.retellCallId) {
    recordReport(db, report, now);
    return;
  }
  if (known.retellCallId) {
    const errorMessage = `Retell placed this call twice: also as ${report.retellCallId}`;
    db.update(calls).set({ errorMessage, updatedAt: now }).where(eq(calls.id, call.id)).run();
    return;
  }
  db.update(calls)
    .set({
      ...report,
      ...letGo,
      errorMessage: null,
      nextCheckAt: isOpen(report.status) ? nextCheckOfOpenCall(known.requestedAt, now) : null,
      updatedAt: now,
    })
    .where(eq(calls.id, call.id))
    .run();
  updateScheduled(db, call.scheduledCallId, now, (scheduled) => ({
    status: 'COMPLETED',
    callId: call.id,
    retellCallId: report.retellCallId,
    attempts: scheduled.attempts + 1,
    nextAttemptAt: null,
    errorMessage: null,
    executedAt: known.requestedAt,
  }));
}

/** Writes that an attempt was refused for the call's own fault: it is tried again later, or has failed for good. */
export function recordRefused(
  db: BetterSQLite3Database,
  claim: Claim,
  reason: string,
  { now, retryDelay: base }: { now: Date; retryDelay: number },
): Date | null | undefined {
  const change = {
    status: 'not_placed',
    errorMessage: reason,
    nextCheckAt: null,
    ...letGo,
    updatedAt: now,
  } as const;
  if (!ifStillHeld(db, claim, change)) return undefined;
  let nextAttemptAt: Date | null = null;
  updateScheduled(db, claim.call.scheduledCallId, now, (scheduled) => {
    const attempts = scheduled.attempts + 1;
    const isLast = attempts >= scheduled.maxAttempts;
    nextAttemptAt = isLast ? null : new Date(now.getTime() + retryDelay(attempts, base));
    const outcome = isLast
      ? ({ status: 'FAILED', executedAt: now } as const)
      : ({ status: 'PENDING' } as const);
    return { ...outcome, nextAttemptAt, attempts, errorMessage: reason };
  });
  return nextAttemptAt;
}

/** Writes that nobody knows whether the phone rang. The scheduled call stays in progress until somebody does. */
export function recordUnknown(
  db: BetterSQLite3Database,
  claim: Claim,
  reason: string,
  { now, nextCheckAt }: { now: Date; nextCheckAt: Date | null },
): void {
  const change = { status: 'unknown', errorMessage: reason, nextCheckAt, ...letGo, updatedAt: now } as const;
  if (!ifStillHeld(db, claim, change)) return;
  updateScheduled(db, claim.call.scheduledCallId, now, () => ({ errorMessage: reason }));
}

/** Takes back an attempt that was certainly not made and is nobody's fault: as if it had never been claimed. */
export function withdraw(db: BetterSQLite3Database, claim: Claim, now: Date): void {
  const { changes } = db
    .delete(calls)
    .where(and(eq(calls.id, claim.call.id), eq(calls.claimedBy, claim.token), eq(calls.status, 'placing')))
    .run();
  if (changes === 0) return;
  updateScheduled(db, claim.call.scheduledCallId, now, ({ id }) => ({
    status: 'PENDING',
    callId: latestAttempt(db, id),
    nextAttemptAt: claim.dueAt ?? now,
  }));
}

function latestAttempt(db: BetterSQLite3Database, scheduledCallId: number): number | null {
  const where = eq(calls.scheduledCallId, scheduledCallId);
  return (
    db
      .select({ id: max(calls.id) })
      .from(calls)
      .where(where)
      .get()?.id ?? null
  );
}

function ifStillHeld(
  db: BetterSQLite3Database,
  claim: Claim,
  change: Partial<typeof calls.$inferInsert>,
): boolean {
  const { changes } = db
    .update(calls)
    .set(change)
    .where(and(eq(calls.id, claim.call.id), eq(calls.claimedBy, claim.token)))
    .run();
  return changes > 0;
}

function updateScheduled(
  db: BetterSQLite3Database,
  id: number | null,
  now: Date,
  change: (scheduled: typeof scheduledCalls.$inferSelect) => Partial<typeof scheduledCalls.$inferInsert>,
): void {
  if (id === null) return;
  const scheduled = db.select().from(scheduledCalls).where(eq(scheduledCalls.id, id)).get();
  if (!scheduled) return;
  db.update(scheduledCalls)
    .set({ ...change(scheduled), updatedAt: now })
    .where(eq(scheduledCalls.id, id))
    .run();
}
