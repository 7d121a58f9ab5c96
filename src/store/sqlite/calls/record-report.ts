import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { afterNotListed, afterReport } from '../../../domain/calls/after-report.ts';
import type { Call } from '../../../domain/calls/call.ts';
import { isOver } from '../../../domain/calls/call-status.ts';
import { notDialledIn, type ReportedAt, withNotDialled } from '../../../domain/calls/outcomes/not-dialled.ts';
import type { CallReport } from '../../../domain/calls/outcomes/report.ts';
import type { ReportedCall } from '../../../operations/ports/call-ledger.ts';
import { noteAccount } from './outages/account-outage.ts';
import { breakAfter } from './outcomes/breaker.ts';
import { callbackAfter } from './outcomes/callbacks.ts';
import { keepReports, keptReports } from './outcomes/kept-reports.ts';
import { recordOptOut } from './outcomes/opt-out.ts';
import { redialAfter } from './outcomes/redial.ts';
import { isSetAside } from './set-aside.ts';
import {
  type CallRow,
  callIdOf,
  callRow,
  scheduledCallRow,
  updateCall,
  updateScheduledCall,
} from './update-rows.ts';

/** Closes an open call that Retell no longer lists. @returns the call as it is now; undefined if it is none, or stays as it is */
export function recordNotListed(
  db: BetterSQLite3Database,
  retellCallId: string,
  now: Date,
): Call | undefined {
  const call = readableCall(db, retellCallId);
  const change = call && afterNotListed(call, now);
  if (!change) return undefined;
  updateCall(db, call, change, now);
  return { ...call, ...change };
}

/** Returns the call with this id at Retell; undefined if there is none, or it was set aside because it cannot be read. */
function readableCall(db: BetterSQLite3Database, retellCallId: string): CallRow | undefined {
  const id = callIdOf(db, retellCallId);
  return id === undefined || isSetAside(db, id) ? undefined : callRow(db, id);
}

/** Records what Retell reports about a call. @returns the call as it is now; undefined if it has not gone on, and the operator need not know */
export function recordReport(
  db: BetterSQLite3Database,
  report: CallReport,
  when: ReportedAt,
): ReportedCall | undefined {
  const { now } = when;
  const call = readableCall(db, report.retellCallId);
  if (!call) return undefined;
  const earlier = keptReports(db, call.id);
  const { change, merged, kept, hasChanged, hasProgressed } = afterReport(call, earlier, report, now);
  keepReports(db, call.id, earlier, kept);
  const optOut = recordOptOut(db, call, report, when);
  // If only the time of the next check changes, the call was not updated.
  if (!hasChanged) {
    const { nextCheckAt = null, webhookAt = null } = change;
    if (report.isPushed || isOver(call.status) || !nextCheckAt)
      updateCall(db, call, { nextCheckAt, webhookAt }, call.updatedAt);
    return optOut && { ...call, notDialled: undefined, optOut, callbackLeft: undefined, paused: undefined };
  }
  const scheduled = scheduledCallRow(db, call.scheduledCallId);
  const after = withNotDialled(call, scheduled, { call: change, scheduled: undefined }, merged, when);
  updateCall(db, call, after.call ?? {}, now);
  if (scheduled && after.scheduled) updateScheduledCall(db, scheduled, after.scheduled, now);
  const current = { ...call, ...after.call };
  const { isFollowed, left: callbackLeft } = callbackAfter(db, current, scheduled, when);
  if (scheduled) redialAfter(db, current, scheduled, { now, isFollowed, before: call });
  noteAccount(db, call, merged, now);
  const paused = breakAfter(db, current, now);
  if (!hasProgressed && !optOut && !callbackLeft && !paused) return undefined;
  return { ...call, ...after.call, notDialled: notDialledIn(call, after), optOut, callbackLeft, paused };
}
