import { eq, getTableColumns, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Call, CallChange } from '../../../domain/calls/call.ts';
import type { ScheduledCall, ScheduledCallChange } from '../../../domain/calls/scheduled-call.ts';
import { callTransitions, mayBecome, scheduledCallTransitions } from '../../../domain/calls/transitions.ts';
import { isSettled } from '../../../domain/campaigns/budget.ts';
import { placeholderFor, preparedOnce } from '../connection/prepared.ts';
import { calls, scheduledCalls } from '../schema/call-tables.ts';

/** A row of the ledger, with the store's own bookkeeping. */
export type CallRow = Call &
  Pick<
    typeof calls.$inferSelect,
    'claimedBy' | 'claimedUntil' | 'nextCheckAt' | 'optedOutAt' | 'reservedCents'
  >;

const callRowOfId = preparedOnce((db) =>
  db
    .select(getTableColumns(calls))
    .from(calls)
    .where(eq(calls.id, sql.placeholder('id')))
    .prepare(),
);

/** Returns the ledger's row of a call; undefined if there is none. */
export function callRow(db: BetterSQLite3Database, id: number): CallRow | undefined {
  return callRowOfId(db).get({ id });
}

const idOfRetellCall = preparedOnce((db) =>
  db
    .select({ id: calls.id })
    .from(calls)
    .where(eq(calls.retellCallId, sql.placeholder('retellCallId')))
    .prepare(),
);

/** Returns the id of the call that has this id of Retell's; undefined if none has. */
export function callIdOf(db: BetterSQLite3Database, retellCallId: string): number | undefined {
  return idOfRetellCall(db).get({ retellCallId })?.id;
}

const updateCallRow = preparedOnce((db) =>
  db
    .update(calls)
    .set({
      scheduledCallId: placeholderFor(calls.scheduledCallId, 'scheduledCallId'),
      status: placeholderFor(calls.status, 'status'),
      retellCallId: placeholderFor(calls.retellCallId, 'retellCallId'),
      errorMessage: placeholderFor(calls.errorMessage, 'errorMessage'),
      waitsFor: placeholderFor(calls.waitsFor, 'waitsFor'),
      heldBecause: placeholderFor(calls.heldBecause, 'heldBecause'),
      disconnectionReason: placeholderFor(calls.disconnectionReason, 'disconnectionReason'),
      didNotRing: placeholderFor(calls.didNotRing, 'didNotRing'),
      startedAt: placeholderFor(calls.startedAt, 'startedAt'),
      endedAt: placeholderFor(calls.endedAt, 'endedAt'),
      durationMs: placeholderFor(calls.durationMs, 'durationMs'),
      disposition: placeholderFor(calls.disposition, 'disposition'),
      answeredBy: placeholderFor(calls.answeredBy, 'answeredBy'),
      inVoicemail: placeholderFor(calls.inVoicemail, 'inVoicemail'),
      costCents: placeholderFor(calls.costCents, 'costCents'),
      reservedCents: placeholderFor(calls.reservedCents, 'reservedCents'),
      summary: placeholderFor(calls.summary, 'summary'),
      success: placeholderFor(calls.success, 'success'),
      sentiment: placeholderFor(calls.sentiment, 'sentiment'),
      customAnalysis: placeholderFor(calls.customAnalysis, 'customAnalysis'),
      collectedVariables: placeholderFor(calls.collectedVariables, 'collectedVariables'),
      agentVersion: placeholderFor(calls.agentVersion, 'agentVersion'),
      recordingUrl: placeholderFor(calls.recordingUrl, 'recordingUrl'),
      transcribedAt: placeholderFor(calls.transcribedAt, 'transcribedAt'),
      webhookAt: placeholderFor(calls.webhookAt, 'webhookAt'),
      alsoPlacedAs: placeholderFor(calls.alsoPlacedAs, 'alsoPlacedAs'),
      nextCheckAt: placeholderFor(calls.nextCheckAt, 'nextCheckAt'),
      updatedAt: placeholderFor(calls.updatedAt, 'updatedAt'),
      claimedBy: null,
      claimedUntil: null,
    })
    .where(eq(calls.id, sql.placeholder('id')))
    .prepare(),
);

/** Updates a call that was just read, and ends its claim, and its reservation if its cost is settled. @throws Error for a change of status that is not allowed */
export function updateCall(db: BetterSQLite3Database, row: CallRow, change: CallChange, now: Date): void {
  if (change.status && !mayBecome(callTransitions, row.status, change.status))
    throw new Error(`call ${row.id} cannot go from ${row.status} to ${change.status}`);
  const updated = { ...row, ...change };
  const reservedCents = isSettled(updated, updated.nextCheckAt) ? null : row.reservedCents;
  updateCallRow(db).run({ ...updated, reservedCents, updatedAt: now });
}

const scheduledRowOfId = preparedOnce((db) =>
  db
    .select()
    .from(scheduledCalls)
    .where(eq(scheduledCalls.id, sql.placeholder('id')))
    .prepare(),
);

/** Returns a scheduled call; undefined if `id` is null or unknown. */
export function scheduledCallRow(db: BetterSQLite3Database, id: number | null): ScheduledCall | undefined {
  return id === null ? undefined : scheduledRowOfId(db).get({ id });
}

const updateScheduledRow = preparedOnce((db) =>
  db
    .update(scheduledCalls)
    .set({
      status: placeholderFor(scheduledCalls.status, 'status'),
      retellCallId: placeholderFor(scheduledCalls.retellCallId, 'retellCallId'),
      callId: placeholderFor(scheduledCalls.callId, 'callId'),
      errorMessage: placeholderFor(scheduledCalls.errorMessage, 'errorMessage'),
      attempts: placeholderFor(scheduledCalls.attempts, 'attempts'),
      maxAttempts: placeholderFor(scheduledCalls.maxAttempts, 'maxAttempts'),
      nextAttemptAt: placeholderFor(scheduledCalls.nextAttemptAt, 'nextAttemptAt'),
      waitsFor: placeholderFor(scheduledCalls.waitsFor, 'waitsFor'),
      executedAt: placeholderFor(scheduledCalls.executedAt, 'executedAt'),
      updatedAt: placeholderFor(scheduledCalls.updatedAt, 'updatedAt'),
    })
    .where(eq(scheduledCalls.id, sql.placeholder('id')))
    .prepare(),
);

/** Updates a scheduled call that was just read. @throws Error for a change of status that is not allowed */
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
