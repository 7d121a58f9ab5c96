import { eq, getTableColumns, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Call, CallChange } from '../../../domain/calls/call.ts';
import type { ScheduledCall, ScheduledCallChange } from '../../../domain/calls/scheduled-call.ts';
import { callTransitions, mayBecome, scheduledCallTransitions } from '../../../domain/calls/transitions.ts';
import { given, preparedOnce } from '../connection/prepared.ts';
import { calls, scheduledCalls } from '../schema/schema.ts';

/** A row of the ledger, with the store's own bookkeeping. */
export type CallRow = Call & Pick<typeof calls.$inferSelect, 'claimedBy' | 'claimedUntil' | 'nextCheckAt'>;

const callRowOfId = preparedOnce((db) =>
  db
    .select(getTableColumns(calls))
    .from(calls)
    .where(eq(calls.id, sql.placeholder('id')))
    .prepare(),
);

/** Returns the row of a call; undefined if there is none. */
export function callRow(db: BetterSQLite3Database, id: number): CallRow | undefined {
  return callRowOfId(db).get({ id });
}

const updateCallRow = preparedOnce((db) =>
  db
    .update(calls)
    .set({
      scheduledCallId: given(calls.scheduledCallId, 'scheduledCallId'),
      status: given(calls.status, 'status'),
      retellCallId: given(calls.retellCallId, 'retellCallId'),
      errorMessage: given(calls.errorMessage, 'errorMessage'),
      waitsFor: given(calls.waitsFor, 'waitsFor'),
      heldBecause: given(calls.heldBecause, 'heldBecause'),
      disconnectionReason: given(calls.disconnectionReason, 'disconnectionReason'),
      startedAt: given(calls.startedAt, 'startedAt'),
      endedAt: given(calls.endedAt, 'endedAt'),
      durationMs: given(calls.durationMs, 'durationMs'),
      nextCheckAt: given(calls.nextCheckAt, 'nextCheckAt'),
      updatedAt: given(calls.updatedAt, 'updatedAt'),
      claimedBy: null,
      claimedUntil: null,
    })
    .where(eq(calls.id, sql.placeholder('id')))
    .prepare(),
);

/** Changes a call that was just read, and lets go of it. @throws Error for a step that its state machine does not have */
export function updateCall(db: BetterSQLite3Database, row: CallRow, change: CallChange, now: Date): void {
  if (change.status && !mayBecome(callTransitions, row.status, change.status))
    throw new Error(`call ${row.id} cannot go from ${row.status} to ${change.status}`);
  updateCallRow(db).run({ ...row, ...change, updatedAt: now });
}

const scheduledRowOfId = preparedOnce((db) =>
  db
    .select()
    .from(scheduledCalls)
    .where(eq(scheduledCalls.id, sql.placeholder('id')))
    .prepare(),
);

/** Returns a scheduled call; undefined if there is none, or no id. */
export function scheduledCallRow(db: BetterSQLite3Database, id: number | null): ScheduledCall | undefined {
  return id === null ? undefined : scheduledRowOfId(db).get({ id });
}

const updateScheduledRow = preparedOnce((db) =>
  db
    .update(scheduledCalls)
    .set({
      status: given(scheduledCalls.status, 'status'),
      retellCallId: given(scheduledCalls.retellCallId, 'retellCallId'),
      callId: given(scheduledCalls.callId, 'callId'),
      errorMessage: given(scheduledCalls.errorMessage, 'errorMessage'),
      attempts: given(scheduledCalls.attempts, 'attempts'),
      maxAttempts: given(scheduledCalls.maxAttempts, 'maxAttempts'),
      nextAttemptAt: given(scheduledCalls.nextAttemptAt, 'nextAttemptAt'),
      waitsFor: given(scheduledCalls.waitsFor, 'waitsFor'),
      executedAt: given(scheduledCalls.executedAt, 'executedAt'),
      updatedAt: given(scheduledCalls.updatedAt, 'updatedAt'),
    })
    .where(eq(scheduledCalls.id, sql.placeholder('id')))
    .prepare(),
);

/** Changes a scheduled call that was just read. @throws Error for a step that its state machine does not have */
export function updateScheduledCall(
  db: BetterSQLite3Database,
  row: ScheduledCall,
  change: ScheduledCallChange,
  now: Date,
): void {
  if (change.status && !mayBecome(scheduledCallTransitions, row.status, change.status))
    throw new Error(`scheduled call ${row.id} cannot go from ${row.status} to ${change.status}`);
  updateScheduledRow(db).run({ ...row, ...change, updatedAt: now });
}
