import { and, gte, inArray, type SQL } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { lacksTranscript } from '../../../../domain/calls/after-report.ts';
import { placedStatuses } from '../../../../domain/calls/call-status.ts';
import type { OutcomeStore } from '../../../../operations/ports/outcomes/outcome-store.ts';
import { mayBelongTo } from '../../accounts/same-account.ts';
import type { Database } from '../../connection/database.ts';
import { calls } from '../../schema/call-tables.ts';
import { needsRefreshing } from '../due.ts';
import { recordReport } from '../record-report.ts';
import { callsOf } from './calls-of.ts';
import { keptReports } from './kept-reports.ts';
import { keepTranscript, keptTranscript } from './transcripts.ts';

/** Returns what came of the calls of an open database. */
export function outcomeStore(database: Database): OutcomeStore {
  return {
    withoutTranscript: (ids) =>
      database.read((db) =>
        callsOf(db, calls.retellCallId, ids)
          .filter(lacksTranscript)
          .sort((a, b) => a.id - b.id),
      ),
    recordDetails: (details, when) =>
      database.write((db) => {
        keepTranscript(db, details, when.now);
        return recordReport(db, details.report, when);
      }),
    transcript: (callId) => database.read((db) => keptTranscript(db, callId)),
    reportedAnswer: (callId) => database.read((db) => keptReports(db, callId)?.answer),
    callsToSync: (account, since) =>
      database.read((db) => {
        const later = new Date(8.64e15);
        const conditions = since ? [isPlacedSince(since)] : [];
        return [...needsRefreshing(later), ...conditions]
          .flatMap((isSynced) => idsOf(db, and(isSynced, mayBelongTo(account))))
          .sort((a, b) => a - b)
          .filter((id, index, ids) => id !== ids[index - 1]);
      }),
    callsById: (ids) => database.read((db) => callsOf(db, calls.id, ids)),
  };
}

function isPlacedSince(since: Date) {
  return and(inArray(calls.status, placedStatuses), gte(calls.requestedAt, since));
}

function idsOf(db: BetterSQLite3Database, condition: SQL | undefined): number[] {
  const rows = db.select({ id: calls.id }).from(calls).where(condition).all();
  return rows.map(({ id }) => id);
}
