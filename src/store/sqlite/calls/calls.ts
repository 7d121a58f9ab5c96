import { and, asc, desc, eq, gte, inArray, lte, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { type Call, type CallReport, isOpen } from '../../../domain/calls/call.ts';
import { isLeftOpen, nextCheckOfOpenCall } from '../../../domain/calls/check-times.ts';
import { callTransitions, mayBecome } from '../../../domain/calls/transitions.ts';
import type { CallLedger, WithContact } from '../../../operations/ports/call-ledger.ts';
import type { Database } from '../connection/database.ts';
import { calls, contacts, statusListed } from '../schema/schema.ts';
import { callColumns, contactColumns } from './columns.ts';

/** What is read of the ledger, and what Retell says of the calls in it. */
export function callLedger(database: Database): CallLedger {
  return {
    takeOpenCalls: async ({ now, limit }) => {
      // The lock is taken only where there is something to take: an idle run must not wait for an import.
      const any = await database.read((db) => openCalls(db, now, 1));
      return any.length === 0 ? [] : database.write((db) => takeOpen(db, now, limit));
    },
    recordReports: (reports, now) =>
      database.write((db) => reports.flatMap((report) => recordReport(db, report, now) ?? [])),
    call: (id) =>
      database.read((db) => {
        const row = withContact(db).where(eq(calls.id, id)).get();
        return row && flatten(row);
      }),
    listCalls: ({ status, contactId, scheduledCallId, limit }) =>
      database.read((db) =>
        withContact(db)
          .where(
            and(
              status ? sql`${contactId ? calls.status : statusListed} = ${status}` : undefined,
              contactId ? eq(calls.contactId, contactId) : undefined,
              scheduledCallId ? eq(calls.scheduledCallId, scheduledCallId) : undefined,
            ),
          )
          .orderBy(desc(calls.id))
          .limit(limit ?? -1)
          .all()
          .map(flatten),
      ),
    liveCallsTo: (phoneNumber, since) =>
      database.read((db) =>
        db
          .select(callColumns)
          .from(calls)
          .where(
            and(
              eq(calls.toNumber, phoneNumber),
              gte(calls.requestedAt, since),
              inArray(calls.status, ['placing', 'unknown', 'registered', 'ongoing']),
            ),
          )
          .all(),
      ),
  };
}

/**
 * Writes what Retell says of a call into its row.
 * @returns the call as it now stands, if that changed anything
 */
export function recordReport(db: BetterSQLite3Database, report: CallReport, now: Date): Call | undefined {
  const known = db.select(callColumns).from(calls).where(eq(calls.retellCallId, report.retellCallId)).get();
  // Two runs may ask about the same call, and the older answer may come last.
  if (!known || !mayBecome(callTransitions, known.status, report.status)) return undefined;
  const { retellCallId, ...news } = report;
  const goesOn = isOpen(news.status) && !isLeftOpen(known.requestedAt, now);
  const next = goesOn ? nextCheckOfOpenCall(known.requestedAt, now) : null;
  const changed =
    known.status !== news.status ||
    known.disconnectionReason !== news.disconnectionReason ||
    known.durationMs !== news.durationMs ||
    known.startedAt?.getTime() !== news.startedAt?.getTime() ||
    known.endedAt?.getTime() !== news.endedAt?.getTime();
  if (!changed && next) return undefined;
  db.update(calls)
    .set({ ...(changed ? { ...news, updatedAt: now } : {}), nextCheckAt: next })
    .where(eq(calls.retellCallId, retellCallId))
    .run();
  return changed ? { ...known, ...news } : undefined;
}

function openCalls(db: BetterSQLite3Database, now: Date, limit: number): Call[] {
  return db
    .select(callColumns)
    .from(calls)
    .where(and(sql`status in ('registered', 'ongoing')`, lte(calls.nextCheckAt, now)))
    .orderBy(asc(calls.nextCheckAt))
    .limit(limit)
    .all();
}

function takeOpen(db: BetterSQLite3Database, now: Date, limit: number): Call[] {
  const open = openCalls(db, now, limit);
  for (const call of open) {
    db.update(calls)
      .set({ nextCheckAt: nextCheckOfOpenCall(call.requestedAt, now) })
      .where(eq(calls.id, call.id))
      .run();
  }
  return open;
}

function withContact(db: BetterSQLite3Database) {
  return db
    .select({ call: callColumns, contact: contactColumns })
    .from(calls)
    .leftJoin(contacts, eq(contacts.id, calls.contactId))
    .$dynamic();
}

function flatten(row: { call: Call; contact: WithContact<Call>['contact'] }): WithContact<Call> {
  return { ...row.call, contact: row.contact };
}
