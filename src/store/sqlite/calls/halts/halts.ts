import { and, eq, isNull, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { type Halt, isHaltedBy, reasonOfRefusals } from '../../../../domain/calls/halts/halt.ts';
import type { HaltStore } from '../../../../operations/ports/brakes/halt-store.ts';
import type { Database } from '../../connection/database.ts';
import { preparedOnce } from '../../connection/prepared.ts';
import { scheduledCalls } from '../../schema/call-tables.ts';
import { ledger } from '../../schema/ledger-tables.ts';
import { halts } from '../../schema/rule-tables.ts';
import { dueOrder, isDue } from '../due.ts';
import { layOut } from '../scheduled/lay-out.ts';

/** Returns the halts of an open database. */
export function haltStore(database: Database): HaltStore {
  return {
    standingHalt: () => database.read(standingHalt),
    haltCalls: (order, now) => database.write((db) => halt(db, order, now)),
    reportHalt: (id, now) =>
      database.write(
        (db) =>
          db
            .update(halts)
            .set({ reportedAt: now })
            .where(and(eq(halts.id, id), isNull(halts.reportedAt)))
            .run().changes > 0,
      ),
    overdueCalls: (now) =>
      database.read((db) =>
        db
          .select({
            id: scheduledCalls.id,
            dueAt: scheduledCalls.nextAttemptAt,
            spacing: scheduledCalls.spacing,
          })
          .from(scheduledCalls)
          .where(isDue(now))
          .orderBy(...dueOrder)
          .all()
          .map((call) => ({ ...call, dueAt: call.dueAt ?? now })),
      ),
    layOutCalls: (times, now) =>
      database.write((db) => {
        for (const { id, at } of times) layOut(db).run({ id, at: at.getTime(), now: now.getTime() });
      }),
    liftHalt: (id, now) =>
      database.write((db) => {
        db.update(halts)
          .set({ liftedAt: now })
          .where(and(eq(halts.id, id), isNull(halts.liftedAt)))
          .run();
        db.update(ledger).set({ refusalsInARow: 0 }).run();
      }),
  };
}

const standing = preparedOnce((db) =>
  db
    .select({ id: halts.id, by: halts.by, reason: halts.reason, since: halts.since })
    .from(halts)
    .where(sql`lifted_at is null`)
    .prepare(),
);

/** Returns the halt that stands, if there is one. */
export function standingHalt(db: BetterSQLite3Database): Halt | undefined {
  return standing(db).get();
}

function halt(db: BetterSQLite3Database, { by, reason }: Pick<Halt, 'by' | 'reason'>, now: Date): Halt {
  const known = standingHalt(db);
  if (!known) return db.insert(halts).values({ by, reason, since: now }).returning().get();
  if (reason === null) return known;
  db.update(halts).set({ reason }).where(eq(halts.id, known.id)).run();
  return { ...known, reason };
}

/** Counts a refusal, and halts calling if there were too many in a row. */
export function countRefusal(
  db: BetterSQLite3Database,
  reason: string,
  { stopAfter, now }: { stopAfter: number; now: Date },
): void {
  const counted = db
    .update(ledger)
    .set({ refusalsInARow: sql`${ledger.refusalsInARow} + 1` })
    .returning({ inARow: ledger.refusalsInARow })
    .get();
  if (isHaltedBy(counted.inARow, stopAfter) && !standingHalt(db))
    halt(db, { by: 'failures', reason: reasonOfRefusals(counted.inARow, reason) }, now);
}

const endRefusals = preparedOnce((db) =>
  db.update(ledger).set({ refusalsInARow: 0 }).where(sql`refusals_in_a_row > 0`).prepare(),
);

/** Counts refusals from 0 again: Retell has placed a call. */
export function endRefusalsInARow(db: BetterSQLite3Database): void {
  endRefusals(db).run();
}
