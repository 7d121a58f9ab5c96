import { and, eq, inArray, isNull } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import {
  type Admission,
  admissionDuring,
  concerns,
  type Outage,
  stands,
} from '../../../../domain/calls/outages/outage.ts';
import { mayBelongTo } from '../../accounts/same-account.ts';
import { preparedOnce } from '../../connection/prepared.ts';
import { calls } from '../../schema/call-tables.ts';
import { outages } from '../../schema/outage-tables.ts';

/** Prepares the query for the outages that have not ended. */
export const standing = preparedOnce((db) =>
  db.select().from(outages).where(isNull(outages.endedAt)).prepare(),
);

/**
 * Returns the outages that stand for an account, and how many due calls may be claimed meanwhile. A call that another account sent first is not
 * waited for: this one cannot ask about it.
 */
export function readAdmission(
  db: BetterSQLite3Database,
  { now, account }: { now: Date; account: number },
): { admission: Admission; outages: Outage[] } {
  const found = standing(db)
    .all()
    .filter((outage) => stands(outage, now) && concerns(outage, account));
  const withFirstCalls = found.map(({ kind, firstCallId }) => ({
    kind,
    firstCall:
      firstCallId === null
        ? undefined
        : db
            .select(firstCallColumns)
            .from(calls)
            .where(and(eq(calls.id, firstCallId), mayBelongTo(account)))
            .get(),
  }));
  return { admission: admissionDuring(withFirstCalls, now), outages: found };
}

const firstCallColumns = {
  status: calls.status,
  waitsFor: calls.waitsFor,
  requestedAt: calls.requestedAt,
};

/** Records that a call that has just been claimed goes first. */
export function letGoFirst(db: BetterSQLite3Database, callId: number, during: readonly Outage[]): void {
  const ids = during.map(({ id }) => id);
  if (ids.length > 0) db.update(outages).set({ firstCallId: callId }).where(inArray(outages.id, ids)).run();
}
