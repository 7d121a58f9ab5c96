import { and, asc, eq, gt, gte, inArray, isNotNull, or, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { lacksTranscript } from '../../../../domain/calls/after-report.ts';
import type { Call } from '../../../../domain/calls/call.ts';
import { placedStatuses } from '../../../../domain/calls/call-status.ts';
import type { OutcomeStore } from '../../../../operations/ports/outcomes/outcome-store.ts';
import { mayBelongTo } from '../../accounts/same-account.ts';
import type { Database } from '../../connection/database.ts';
import { calls } from '../../schema/call-tables.ts';
import { readableRows } from '../readable.ts';
import { recordReport } from '../record-report.ts';
import { callColumns } from '../rows.ts';
import { keptReports } from './kept-reports.ts';
import { keepTranscript, keptTranscript } from './transcripts.ts';

/** Returns what came of the calls of an open database. */
export function outcomeStore(database: Database): OutcomeStore {
  return {
    withoutTranscript: (ids) =>
      database.read((db) =>
        readableCalls(
          db,
          sql`${calls.retellCallId} in (select value from json_each(${JSON.stringify(ids)}))`,
          ids.length,
        ).filter(lacksTranscript),
      ),
    recordDetails: (details, when) =>
      database.write((db) => {
        keepTranscript(db, details, when.now);
        return recordReport(db, details.report, when);
      }),
    transcript: (callId) => database.read((db) => keptTranscript(db, callId)),
    reportedAnswer: (callId) => database.read((db) => keptReports(db, callId)?.answer),
    callsToSync: ({ account, after, since, limit }) =>
      database.read((db) => {
        const hasMoreToCome = isNotNull(calls.nextCheckAt);
        const isSynced = and(
          gt(calls.id, after),
          inArray(calls.status, placedStatuses),
          since ? or(hasMoreToCome, gte(calls.requestedAt, since)) : hasMoreToCome,
          mayBelongTo(account),
        );
        return readableCalls(db, isSynced, limit);
      }),
  };
}

function readableCalls(db: BetterSQLite3Database, condition: ReturnType<typeof and>, limit: number): Call[] {
  const queries = {
    all: () => db.select(callColumns).from(calls).where(condition).orderBy(asc(calls.id)).limit(limit).all(),
    ids: () =>
      db.select({ id: calls.id }).from(calls).where(condition).orderBy(asc(calls.id)).limit(limit).all(),
    one: (id: number) => db.select(callColumns).from(calls).where(eq(calls.id, id)).get(),
  };
  return readableRows(queries, new Set());
}
