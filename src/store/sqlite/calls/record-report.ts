import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { afterNotListed, afterReport } from '../../../domain/calls/after-report.ts';
import type { Call, CallReport } from '../../../domain/calls/call.ts';
import { notDialledIn, type ReportedAt, withNotDialled } from '../../../domain/calls/outcomes/not-dialled.ts';
import type { ReportedCall } from '../../../operations/ports/call-ledger.ts';
import { noteAccount } from './outages/account-outage.ts';
import { idsSetAside } from './set-aside.ts';
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
  return id === undefined || idsSetAside(db).includes(id) ? undefined : callRow(db, id);
}

/** Records what Retell reports about a call. @returns the call as it is now; undefined if nothing changed */
export function recordReport(
  db: BetterSQLite3Database,
  report: CallReport,
  when: ReportedAt,
): ReportedCall | undefined {
  const { now } = when;
  const call = readableCall(db, report.retellCallId);
  const reported = call && afterReport(call, report, now);
  if (!reported) return undefined;
  // If only the time of the next check changes, the call was not updated.
  if (!reported.hasChanged) {
    updateCall(db, call, reported.change, call.updatedAt);
    return undefined;
  }
  const scheduled = scheduledCallRow(db, call.scheduledCallId);
  const dialled = { call: reported.change, scheduled: undefined };
  const after = withNotDialled(call, scheduled, dialled, report, when);
  updateCall(db, call, after.call ?? {}, now);
  if (scheduled && after.scheduled) updateScheduledCall(db, scheduled, after.scheduled, now);
  noteAccount(db, call, report, now);
  return { ...call, ...after.call, notDialled: notDialledIn(call, after) };
}
