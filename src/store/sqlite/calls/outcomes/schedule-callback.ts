import { and, eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Call } from '../../../../domain/calls/call.ts';
import type { ReportedAt } from '../../../../domain/calls/outcomes/not-dialled.ts';
import type { ScheduledCall } from '../../../../domain/calls/scheduled-call.ts';
import { withoutClock } from '../../../../domain/calls/variables/variables.ts';
import { scheduledCalls } from '../../schema/call-tables.ts';

/** The attempts of a callback to a call that was made at once. */
const maxAttempts = 3;

/**
 * Schedules the call that calls somebody back, or moves it if it is there and has not been placed.
 *
 * @param first the scheduled call in which they asked for it; undefined if that was made at once
 * @param wasWithdrawn whether it was there before, and no longer wanted
 */
export function scheduleCallback(
  db: BetterSQLite3Database,
  call: Call,
  first: ScheduledCall | undefined,
  { at, wasWithdrawn }: { at: Date; wasWithdrawn: boolean },
  { now, callbacks }: ReportedAt,
): void {
  const time = { scheduledTime: at, nextAttemptAt: at, waitsFor: null, opening: null, errorMessage: null };
  const made = db
    .select({ status: scheduledCalls.status, attempts: scheduledCalls.attempts })
    .from(scheduledCalls)
    .where(eq(scheduledCalls.callbackOf, call.id))
    .get();
  const isWaiting = made?.status === 'PENDING' || (made?.status === 'CANCELLED' && wasWithdrawn);
  if (isWaiting && made.attempts === 0)
    db.update(scheduledCalls)
      .set({ ...time, status: 'PENDING', updatedAt: now })
      .where(eq(scheduledCalls.callbackOf, call.id))
      .run();
  if (made) return;
  db.insert(scheduledCalls)
    .values({
      ...(first ? likeScheduled(first) : likeImmediate(call, callbacks)),
      ...time,
      callbackOf: call.id,
      status: 'PENDING',
      createdAt: now,
      updatedAt: now,
    })
    .run();
}

/** The operator's reasons for going beyond a rule were for that call alone. */
function likeScheduled(first: ScheduledCall) {
  const { contactId, fromNumber, agentId, dynamicVariables, simulated } = first;
  const { timezone, locale, callTimes, spacing, campaignId } = first;
  return {
    ...{ contactId, fromNumber, agentId, dynamicVariables, maxAttempts: first.maxAttempts, simulated },
    ...{ timezone, locale, callTimes, spacing, campaignId },
  };
}

function likeImmediate(call: Call, { timezone, locale, simulated }: ReportedAt['callbacks']) {
  const { contactId, fromNumber, agentId, callTimes } = call;
  const dynamicVariables = withoutClock(call.dynamicVariables);
  return {
    ...{ contactId, fromNumber, agentId, dynamicVariables, maxAttempts, simulated },
    ...{ timezone, locale, callTimes },
  };
}

/** Cancels the call that was to call somebody back, unless it was placed. */
export function cancelCallback(db: BetterSQLite3Database, callId: number, now: Date): void {
  db.update(scheduledCalls)
    .set({
      ...{ status: 'CANCELLED', nextAttemptAt: null, waitsFor: null, opening: null },
      errorMessage: 'the person no longer wants to be called back, or must not be',
      updatedAt: now,
    })
    .where(and(eq(scheduledCalls.callbackOf, callId), eq(scheduledCalls.status, 'PENDING')))
    .run();
}

/** Returns whether the call that was to call somebody back was placed, or may have been. */
export function isCalledBack(db: BetterSQLite3Database, callId: number): boolean {
  const made = db
    .select({ status: scheduledCalls.status })
    .from(scheduledCalls)
    .where(eq(scheduledCalls.callbackOf, callId))
    .get();
  return made?.status === 'COMPLETED' || made?.status === 'IN_PROGRESS';
}
