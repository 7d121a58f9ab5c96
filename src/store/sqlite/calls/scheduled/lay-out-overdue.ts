import { and, count, eq, gt, gte, isNull, lte, notExists, or, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { overdueAfter } from '../../../../domain/calls/scheduling/lateness.ts';
import { spreadOverdue } from '../../../../domain/calls/scheduling/spread-overdue.ts';
import type { BegunRun } from '../../../../operations/ports/ledger-store.ts';
import { placeholderFor, preparedOnce } from '../../connection/prepared.ts';
import { scheduledCalls } from '../../schema/call-tables.ts';
import { ledger } from '../../schema/ledger-tables.ts';
import { dueOrder, isDue } from '../due.ts';

/** Records that a run looks at what is due, and lays out what became overdue since the last one. */
export function beginRun(
  db: BetterSQLite3Database,
  now: Date,
  { spacing, maxLateness }: { spacing: number; maxLateness: number },
): BegunRun {
  const noted = db.select({ at: ledger.lastRunAt }).from(ledger).get()?.at ?? null;
  // A time to come is that of a clock that was ahead.
  const lastRunAt = noted && noted <= now ? noted : null;
  db.update(ledger).set({ lastRunAt: now }).run();
  const before = (ms: number) => new Date(now.getTime() - ms);
  // Every run since would have found it.
  if (lastRunAt && lastRunAt >= before(overdueAfter)) return { lastRunAt, overdue: undefined };
  const countOf = (where: SQL) => db.select({ n: count() }).from(scheduledCalls).where(where).get()?.n ?? 0;
  const dueBefore = (ms: number) => isDue(before(ms));
  // What a run found within that time was not overlooked, but held up.
  const missedBefore = lastRunAt && lastRunAt >= before(maxLateness) ? Number.POSITIVE_INFINITY : maxLateness;
  const isMissed = missedBefore === Number.POSITIVE_INFINITY ? sql`0` : dueBefore(missedBefore + 1);
  // A range, so that what was missed is not read.
  const isInTime =
    missedBefore === Number.POSITIVE_INFINITY
      ? undefined
      : gt(scheduledCalls.nextAttemptAt, before(missedBefore + 1));
  const found = db
    .select({ id: scheduledCalls.id, dueAt: scheduledCalls.nextAttemptAt, spacing: scheduledCalls.spacing })
    .from(scheduledCalls)
    // Callbacks are few, and late already: they ring first, and at once.
    .where(and(dueBefore(overdueAfter + 1), isInTime, isNull(scheduledCalls.callbackOf)))
    .orderBy(...dueOrder)
    .all()
    .map((call) => ({ ...call, dueAt: call.dueAt ?? now }));
  // Of those that may have been placed, Retell is asked first.
  const missed = countOf(isMissed) - countOf(sql`${isMissed} and verify_first = 1`);
  if (found.length === 0 && missed === 0) return { lastRunAt, overdue: undefined };
  const inTime = countOf(isDue(now)) - found.length - missed;
  for (const { id, at } of spreadOverdue(found, { now, spacing })) move(db).run({ id, at, now });
  return { lastRunAt, overdue: { moved: found.length, missed, inTime } };
}

/** Records that runs came until now, if one had come since `since`, or if all that is due became due since then. */
export function endRun(db: BetterSQLite3Database, now: Date, since: Date): void {
  const hasComeSince = and(gte(ledger.lastRunAt, since), lte(ledger.lastRunAt, now));
  const isDueBefore = isDue(new Date(since.getTime() - 1));
  const overlooked = db.select({ id: scheduledCalls.id }).from(scheduledCalls).where(isDueBefore);
  db.update(ledger)
    .set({ lastRunAt: now })
    .where(or(hasComeSince, notExists(overlooked)))
    .run();
}

const move = preparedOnce((db) =>
  db
    .update(scheduledCalls)
    .set({
      nextAttemptAt: placeholderFor(scheduledCalls.nextAttemptAt, 'at'),
      updatedAt: placeholderFor(scheduledCalls.updatedAt, 'now'),
    })
    .where(eq(scheduledCalls.id, sql.placeholder('id')))
    .prepare(),
);
