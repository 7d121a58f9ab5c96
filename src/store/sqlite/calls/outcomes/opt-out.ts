import { eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ReportedAt } from '../../../../domain/calls/outcomes/not-dialled.ts';
import type { CallReport } from '../../../../domain/calls/outcomes/report.ts';
import { type OptOut, readOptOut, reasonOf } from '../../../../domain/contacts/suppression/opt-out.ts';
import { calls } from '../../schema/call-tables.ts';
import { suppress } from '../../suppression/suppression-store.ts';
import type { CallRow } from '../update-rows.ts';

/**
 * Puts the number of a call on the do-not-call list if the report says that its person asked for that, within the transaction that
 * records it. Each report counts by itself, whatever an earlier or a later one says, so their order does not matter; and each call only
 * once, so a report that is repeated does not undo that a person took the number off again.
 *
 * @param call as it was before the report
 * @returns undefined if it did not
 */
export function recordOptOut(
  db: BetterSQLite3Database,
  call: CallRow,
  report: CallReport,
  { now, optOutField }: ReportedAt,
): OptOut | undefined {
  if (call.optedOutAt || call.toNumber === '') return undefined;
  const optOut = readOptOut(report.customAnalysis, optOutField);
  if (!optOut) return undefined;
  // What was kept of a person who was deleted stays deleted.
  const shown = call.purgedAt ? { ...optOut, words: '' } : optOut;
  const entry = { phoneNumber: call.toNumber, source: 'call', reason: reasonOf(shown, call.id) } as const;
  suppress(db, [{ ...entry, addedBy: null, createdAt: now }], now);
  db.update(calls).set({ optedOutAt: now }).where(eq(calls.id, call.id)).run();
  return shown;
}
