import { and, desc, eq, isNull, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { isReportedAgain, type OutageKind, stands } from '../../../../domain/calls/outages/outage.ts';
import type { OutageStore } from '../../../../operations/ports/brakes/outage-store.ts';
import type { Database } from '../../connection/database.ts';
import { calls } from '../../schema/call-tables.ts';
import { outages } from '../../schema/outage-tables.ts';
import { standing } from './standing.ts';

const soon = 60_000;

/** Returns the outages of an open database. */
export function outageStore(database: Database): OutageStore {
  return {
    standingOutages: (now) =>
      database.read((db) =>
        standing(db)
          .all()
          .filter((one) => stands(one, now)),
      ),
    willAskSoon: (now) =>
      database.read(
        (db) =>
          db
            .select({ id: calls.id })
            .from(calls)
            .where(
              and(
                eq(calls.status, sql`'unknown'`),
                sql`${calls.nextCheckAt} between ${now.getTime()} and ${now.getTime() + soon}`,
                sql`${calls.waitsFor} is not 'operator'`,
              ),
            )
            .get() !== undefined,
      ),
    lostInARow: (most) => database.read((db) => lostInARow(db, most)),
    beginOutage: (outage, now) =>
      database.write((db) => {
        if (outage.until) endOutage(db, outage.kind, now);
        db.insert(outages)
          .values({ ...outage, startedAt: now, reportedAt: now })
          .onConflictDoNothing()
          .run();
      }),
    endOutage: (kind, now) => database.write((db) => endOutage(db, kind, now)),
    reportOutageAgain: (id, now) =>
      database.write((db) => {
        const outage = standing(db)
          .all()
          .find((one) => one.id === id);
        if (!outage || !isReportedAgain(outage, now)) return false;
        db.update(outages).set({ reportedAt: now }).where(eq(outages.id, id)).run();
        return true;
      }),
  };
}

function endOutage(db: BetterSQLite3Database, kind: OutageKind, now: Date): void {
  db.update(outages)
    .set({ endedAt: now })
    .where(and(eq(outages.kind, kind), isNull(outages.endedAt)))
    .run();
}

/** How far back to look, in ids: those of attempts that were certainly not sent are missing. */
const lookBack = 100;

function lostInARow(db: BetterSQLite3Database, most: number): number {
  const newest = db
    .select({ status: calls.status })
    .from(calls)
    .where(sql`${calls.id} > (select max(id) from calls) - ${lookBack}`)
    .orderBy(desc(calls.id))
    .limit(most)
    .all();
  const other = newest.findIndex(({ status }) => status !== 'unknown');
  return other === -1 ? newest.length : other;
}
