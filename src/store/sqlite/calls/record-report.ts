import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { afterReport } from '../../../domain/calls/after-report.ts';
import type { CallReport } from '../../../domain/calls/call.ts';
import { notDialledIn, type ReportedAt, withNotDialled } from '../../../domain/calls/outcomes/not-dialled.ts';
import type { ReportedCall } from '../../../operations/ports/call-ledger.ts';
import { noteAccount } from './outages/account-outage.ts';
import { callIdOf, callRow, scheduledCallRow, updateCall, updateScheduledCall } from './update-rows.ts';

/** Records what Retell reports about a call. @returns the call as it is now; undefined if nothing changed */
export function recordReport(
  db: BetterSQLite3Database,
  report: CallReport,
  when: ReportedAt,
): ReportedCall | undefined {
  const { now } = when;
  const id = callIdOf(db, report.retellCallId);
  const call = id === undefined ? undefined : callRow(db, id);
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
