import { and, desc, eq, ne } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { retryDelay } from '../../../domain/calls/backoff.ts';
import { type CallReport, isOpen } from '../../../domain/calls/call.ts';
import { nextCheckOfOpenCall } from '../../../domain/calls/check-times.ts';
import type { Claim, Verdict } from '../../../operations/ports/claim-store.ts';
import { calls } from '../schema/schema.ts';
import { callOfId, updatePlaced } from './call-queries.ts';
import { recordReport } from './calls.ts';
import { updateScheduled } from './update-scheduled.ts';

const letGo = { claimedBy: null, claimedUntil: null } as const;

/** Writes that a call was placed, and completes what it was scheduled for. True whoever holds the claim by now. */
export function recordPlaced(
  db: BetterSQLite3Database,
  { call }: Pick<Claim, 'call'>,
  report: CallReport,
  now: Date,
): void {
  const known = callOfId(db).get({ id: call.id });
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
  // Given up for not placed, and tried anew meanwhile: the schema allows but one of them to stand for the scheduled call.
  const rival = known.status === 'not_placed' ? attemptThatMayHaveRung(db, known.scheduledCallId) : undefined;
  updatePlaced(db).run({
    ...report,
    id: call.id,
    scheduledCallId: rival ? null : known.scheduledCallId,
    errorMessage: rival ? `placed beside call ${rival}, of the same scheduled call` : null,
    nextCheckAt: isOpen(report.status) ? nextCheckOfOpenCall(known.requestedAt, now) : null,
    updatedAt: now,
  });
  if (rival) return;
  updateScheduled(db, known.scheduledCallId, now, (scheduled) => ({
    status: 'COMPLETED',
    callId: call.id,
    retellCallId: report.retellCallId,
    attempts: known.status === 'not_placed' ? scheduled.attempts : scheduled.attempts + 1,
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
  { now, nextCheckAt }: { now: Date; nextCheckAt: Date },
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
    nextAttemptAt: claim.dueAt ?? now,
    ...latestAttempt(db, id),
  }));
}

function attemptThatMayHaveRung(
  db: BetterSQLite3Database,
  scheduledCallId: number | null,
): number | undefined {
  if (scheduledCallId === null) return undefined;
  const where = and(eq(calls.scheduledCallId, scheduledCallId), ne(calls.status, 'not_placed'));
  return db.select({ id: calls.id }).from(calls).where(where).get()?.id;
}

function latestAttempt(db: BetterSQLite3Database, scheduledCallId: number) {
  const latest = db
    .select({ callId: calls.id, errorMessage: calls.errorMessage })
    .from(calls)
    .where(eq(calls.scheduledCallId, scheduledCallId))
    .orderBy(desc(calls.id))
    .limit(1)
    .get();
  return latest ?? { callId: null, errorMessage: null };
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

/**
 * Writes how the operator has settled a call of unknown fate. Not placed, it has failed for good: nobody's phone rings
 * again unless the operator says so.
 *
 * @returns false where its fate is known already
 */
export function settleUnknown(
  db: BetterSQLite3Database,
  callId: number,
  verdict: Verdict,
  now: Date,
): boolean {
  const call = callOfId(db).get({ id: callId });
  if (call?.status !== 'unknown') return false;
  if (verdict.kind === 'placed') {
    recordPlaced(db, { call }, verdict.report, now);
    return true;
  }
  const errorMessage = 'resolved by the operator: not placed';
  const change = { status: 'not_placed', errorMessage, nextCheckAt: null, ...letGo, updatedAt: now } as const;
  db.update(calls).set(change).where(eq(calls.id, callId)).run();
  updateScheduled(db, call.scheduledCallId, now, (scheduled) => ({
    status: 'FAILED',
    attempts: scheduled.attempts + 1,
    nextAttemptAt: null,
    executedAt: now,
    errorMessage,
  }));
  return true;
}
