import { and, asc, desc, eq, gte, isNotNull, lte, or, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Call } from '../../../domain/calls/call.ts';
import { otherAccountsDelay, whileAsked } from '../../../domain/calls/check-times.ts';
import type { CallLedger } from '../../../operations/ports/call-ledger.ts';
import type { CallListStore } from '../../../operations/ports/outcomes/call-list-store.ts';
import { mayBelongTo } from '../accounts/same-account.ts';
import type { Database } from '../connection/database.ts';
import { calls } from '../schema/call-tables.ts';
import { liveCallsTo, openCallsInTheWay } from './claims/live-calls.ts';
import { isClaimed, needsReconciling, needsRefreshing } from './due.ts';
import { listCalls } from './list-calls.ts';
import { callListStore } from './listing/call-list.ts';
import { recordNotListed, recordReport } from './record-report.ts';
import { callColumns, callsWithContact, withContact } from './rows.ts';
import { idsSetAside, isUnreadable, setAsideUnreadable, unreadableCall } from './set-aside.ts';

/** Returns the ledger of an open database. */
export function callLedger(database: Database): CallLedger & CallListStore {
  const unreadable = new Set<number>();
  return {
    callsToCheck: (now) =>
      database.read((db) => ({
        unconfirmed: isAny(db, needsReconciling(now)) || isAny(db, isClaimed),
        open: needsRefreshing(now).some((isDue) => isAny(db, isDue)),
      })),
    takeOpenCalls: async (options) => {
      // Takes the lock only if there is something to do: an idle run must not wait for an import.
      const open = await database.read((db) => openCalls(db, { ...options, limit: 1 }));
      return open.length === 0 ? [] : database.write((db) => takeOpen(db, options));
    },
    recordReports: (reports, when) =>
      database.write((db) => reports.flatMap((report) => recordReport(db, report, when) ?? [])),
    reasonsNotDialled: (since) =>
      database.read((db) =>
        db
          .select({ reason: calls.disconnectionReason })
          .from(calls)
          .where(and(eq(calls.didNotRing, sql`1`), gte(calls.requestedAt, since)))
          .limit(10_000)
          .all()
          .flatMap(({ reason }) => reason ?? []),
      ),
    call: (id) =>
      database.read((db) => {
        if (isUnreadable(db, id)) throw unreadableCall(id);
        const found = callsWithContact(db).where(eq(calls.id, id)).get();
        return found && withContact(found);
      }),
    listCalls: (query) => database.read((db) => listCalls(db, query, unreadable)),
    ...callListStore(database, unreadable),
    recordNotListed: (ids, now) =>
      database.write((db) => ids.flatMap((id) => recordNotListed(db, id, now) ?? [])),
    setAsideUnreadable: (now) => database.write((db) => setAsideUnreadable(db, now)),
    unreadableCalls: () => database.read((db) => [...new Set([...idsSetAside(db), ...unreadable])]),
    callsPlacedTwice: () =>
      database.read((db) =>
        db.select(callColumns).from(calls).where(isNotNull(calls.alsoPlacedAs)).orderBy(desc(calls.id)).all(),
      ),
    liveCallsTo: (phoneNumber, now) => database.read((db) => liveCallsTo(db, phoneNumber, now)),
    openCallsInTheWay: (now) => database.read((db) => openCallsInTheWay(db, now)),
  };
}

/** Returns whether there is any call that meets a condition. */
function isAny(db: BetterSQLite3Database, condition: SQL): boolean {
  return db.select({ id: calls.id }).from(calls).where(condition).limit(1).get() !== undefined;
}

type OpenCalls = Parameters<CallLedger['takeOpenCalls']>[0];

/** Calls that are open come before those that are over: numbers are in use until they end. */
function openCalls(db: BetterSQLite3Database, { now, account, limit }: OpenCalls): Call[] {
  const othersSince = new Date(now.getTime() - otherAccountsDelay);
  const found: Call[] = [];
  for (const isDue of needsRefreshing(now)) {
    const due = db
      .select(callColumns)
      .from(calls)
      .where(and(isDue, or(mayBelongTo(account), lte(calls.nextCheckAt, othersSince))))
      .orderBy(asc(calls.nextCheckAt))
      .limit(limit - found.length);
    found.push(...due.all());
  }
  return found;
}

function takeOpen(db: BetterSQLite3Database, options: OpenCalls): Call[] {
  const { now } = options;
  const open = openCalls(db, options);
  for (const call of open) {
    db.update(calls)
      .set({ nextCheckAt: whileAsked(call, now) })
      .where(eq(calls.id, call.id))
      .run();
  }
  return open;
}
