import { desc, eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Call } from '../../../../domain/calls/call.ts';
import { afterAccountReport } from '../../../../domain/calls/outages/account-outage.ts';
import type { Reported } from '../../../../domain/calls/outcomes/report.ts';
import { preparedOnce } from '../../connection/prepared.ts';
import { calls } from '../../schema/call-tables.ts';
import { outages } from '../../schema/outage-tables.ts';

/** Begins or ends an outage of the account, if a report on this call says so. No one has been told of it yet. */
export function noteAccount(
  db: BetterSQLite3Database,
  call: Pick<Call, 'id' | 'requestedAt'>,
  report: Reported,
  now: Date,
): void {
  // Nothing is known yet of a call that has just been placed: nearly every response.
  if (report.status === 'registered') return;
  const latest = latestOfAccount(db).get();
  const change = afterAccountReport(call, report, latest);
  if (change === 'begins') {
    const reason = report.disconnectionReason ?? '';
    db.insert(outages)
      .values({ kind: 'account', reason, startedAt: now, reportedAt: new Date(0) })
      .onConflictDoNothing()
      .run();
  }
  if (change === 'ends' && latest)
    db.update(outages).set({ endedAt: now, firstCallId: call.id }).where(eq(outages.id, latest.id)).run();
}

const latestOfAccount = preparedOnce((db) =>
  db
    .select({
      id: outages.id,
      startedAt: outages.startedAt,
      endedAt: outages.endedAt,
      firstRequestedAt: calls.requestedAt,
    })
    .from(outages)
    .leftJoin(calls, eq(calls.id, outages.firstCallId))
    .where(eq(outages.kind, 'account'))
    .orderBy(desc(outages.id))
    .limit(1)
    .prepare(),
);
