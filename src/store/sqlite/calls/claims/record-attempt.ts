import { and, eq, ne, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import {
  type AfterAttempt,
  afterIdTaken,
  afterNoResponse,
  afterNotPlaced,
  afterPlaced,
  afterRefused,
  type UnknownCall,
} from '../../../../domain/calls/after-attempt.ts';
import { knownFrom } from '../../../../domain/calls/outcomes/merge-reports.ts';
import {
  notDialledIn,
  type ReportedAt,
  withNotDialled,
} from '../../../../domain/calls/outcomes/not-dialled.ts';
import type { CallReport } from '../../../../domain/calls/outcomes/report.ts';
import type { ScheduledCall } from '../../../../domain/calls/scheduled-call.ts';
import type { Claim, Finding, RecordedPlaced } from '../../../../operations/ports/claim-store.ts';
import { preparedOnce } from '../../connection/prepared.ts';
import { calls } from '../../schema/call-tables.ts';
import { countRefusal, endRefusalsInARow } from '../halts/halts.ts';
import { noteAccount } from '../outages/account-outage.ts';
import { breakAfter } from '../outcomes/breaker.ts';
import { callbackAfter } from '../outcomes/callbacks.ts';
import { keepReports } from '../outcomes/kept-reports.ts';
import { recordOptOut } from '../outcomes/opt-out.ts';
import { redialAfter } from '../outcomes/redial.ts';
import { recordReport } from '../record-report.ts';
import {
  type CallRow,
  callIdOf,
  callRow,
  scheduledCallRow,
  updateCall,
  updateScheduledCall,
} from '../update-rows.ts';

/** Records that a call was placed, even if the claim was lost: the phone rings either way. */
export function recordPlaced(
  db: BetterSQLite3Database,
  callId: number,
  report: CallReport,
  when: ReportedAt,
): RecordedPlaced {
  const call = callRow(db, callId);
  if (!call) return {};
  const scheduled = scheduledCallRow(db, call.scheduledCallId);
  const { retellCallId } = report;
  if (call.retellCallId === retellCallId) {
    const { notDialled, optOut, callbackLeft, paused } = recordReport(db, report, when) ?? {};
    return { notDialled, optOut, callbackLeft, paused };
  }
  const takenBy = call.retellCallId === null ? callIdOf(db, retellCallId) : undefined;
  if (takenBy !== undefined) {
    write(db, call, scheduled, afterIdTaken(call, scheduled, { takenBy, retellCallId }, when.now), when.now);
    return { takenBy };
  }
  // After `not_placed` there may be another attempt, and the schema allows only one that may have rung.
  const other =
    scheduled && call.status === 'not_placed' ? attemptThatMayHaveRung(db, scheduled.id) : undefined;
  const placed = afterPlaced(call, scheduled, other, report, when.now);
  // Of a second call under its reference it is not this one that Retell may not have dialled.
  const after = call.retellCallId === null ? withNotDialled(call, scheduled, placed, report, when) : placed;
  write(db, call, scheduled, after, when.now);
  if (call.status === 'placing') endRefusalsInARow(db);
  // Of a call that has just been placed there is nothing to merge with later reports.
  if (call.retellCallId === null && report.status !== 'registered') {
    const { answer, seen } = knownFrom(report);
    keepReports(db, call.id, undefined, { answer, seen });
  }
  const optOut = recordOptOut(db, call, report, when);
  const current = { ...call, ...after.call };
  const { isFollowed, left: callbackLeft } = callbackAfter(db, current, scheduled, when);
  if (scheduled) redialAfter(db, current, scheduled, { now: when.now, isFollowed, before: call });
  noteAccount(db, call, report, when.now);
  const paused = breakAfter(db, current, when.now);
  return { notDialled: notDialledIn(call, after), optOut, callbackLeft, paused };
}

/** Records a refusal. @returns when the call is tried next, null for never; undefined if the claim was lost and nothing is recorded */
export function recordRefused(
  db: BetterSQLite3Database,
  claim: Claim,
  reason: string,
  when: { now: Date; retryDelay: number; stopAfter: number },
): Date | null | undefined {
  const call = claimedRow(db, claim);
  if (!call) return undefined;
  const scheduled = scheduledCallRow(db, call.scheduledCallId);
  const after = afterRefused(scheduled, reason, when);
  write(db, call, scheduled, after, when.now);
  countRefusal(db, reason, when);
  return after.scheduled?.nextAttemptAt ?? null;
}

/** Records that it is not known whether the phone rang, unless the claim was lost. */
export function recordUnknown(
  db: BetterSQLite3Database,
  claim: Claim,
  unknown: UnknownCall & { now: Date },
): void {
  const call = claimedRow(db, claim);
  if (call)
    write(db, call, scheduledCallRow(db, call.scheduledCallId), afterNoResponse(unknown), unknown.now);
}

/** Writes an attempt that was put behind as refused, unless the scheduled call has moved on. @returns as {@link recordRefused} */
export function recordOwnRefusal(
  db: BetterSQLite3Database,
  { call }: Claim,
  reason: string,
  when: { now: Date; retryDelay: number },
): Date | null | undefined {
  const scheduled = scheduledCallRow(db, call.scheduledCallId);
  if (scheduled?.status !== 'PENDING' || scheduled.attempts !== call.attempt - 1) return undefined;
  const after = afterRefused(scheduled, reason, when);
  db.insert(calls)
    .values({ ...call, ...after.call, updatedAt: when.now })
    .run();
  updateScheduledCall(db, scheduled, { ...after.scheduled, callId: call.id }, when.now);
  return after.scheduled?.nextAttemptAt ?? null;
}

/** Records what the operator found out about an unconfirmed call, unless it was already confirmed, or Retell's id is another call's. */
export function settleUnknown(
  db: BetterSQLite3Database,
  callId: number,
  finding: Finding,
  when: ReportedAt,
): 'settled' | 'known' | { takenBy: number } {
  const call = callRow(db, callId);
  if (call?.status !== 'unknown') return 'known';
  if (finding.kind === 'placed') {
    const takenBy = callIdOf(db, finding.report.retellCallId);
    if (takenBy !== undefined) return { takenBy };
    recordPlaced(db, callId, finding.report, when);
    return 'settled';
  }
  const scheduled = scheduledCallRow(db, call.scheduledCallId);
  write(db, call, scheduled, afterNotPlaced(scheduled, when.now), when.now);
  return 'settled';
}

const mayHaveRung = preparedOnce((db) =>
  db
    .select({ id: calls.id })
    .from(calls)
    .where(
      and(
        eq(calls.scheduledCallId, sql.placeholder('scheduledCallId')),
        ne(calls.status, sql`'not_placed'`),
        eq(calls.didNotRing, sql`0`),
      ),
    )
    .prepare(),
);

/** Returns the id of an attempt of a scheduled call that may have made the phone ring; undefined if there is none. */
export function attemptThatMayHaveRung(
  db: BetterSQLite3Database,
  scheduledCallId: number,
): number | undefined {
  return mayHaveRung(db).get({ scheduledCallId })?.id;
}

/** Writes what follows an attempt. */
export function write(
  db: BetterSQLite3Database,
  call: CallRow,
  scheduled: ScheduledCall | undefined,
  after: AfterAttempt,
  now: Date,
): void {
  if (after.call) updateCall(db, call, after.call, now);
  if (scheduled && after.scheduled) updateScheduledCall(db, scheduled, after.scheduled, now);
}

/** Returns the row of a claimed call; undefined if the claim was lost. */
export function claimedRow(db: BetterSQLite3Database, claim: Claim): CallRow | undefined {
  const row = callRow(db, claim.call.id);
  return row?.claimedBy === claim.token ? row : undefined;
}
