import { and, desc, eq, gte, inArray, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { LiveCall } from '../../../../domain/calls/call.ts';
import { liveStatuses } from '../../../../domain/calls/call-status.ts';
import { earliestCounted } from '../../../../domain/calls/gates/number/cap.ts';
import { earliestInUse } from '../../../../domain/calls/gates/number-in-use.ts';
import type { RecentCall } from '../../../../domain/calls/outcomes/recent-call.ts';
import { preparedOnce } from '../../connection/prepared.ts';
import { calls } from '../../schema/call-tables.ts';

/** The columns of a live call. A row whose other columns cannot be read still keeps its number in use. */
const liveColumns = {
  id: calls.id,
  status: calls.status,
  reference: calls.reference,
  retellCallId: calls.retellCallId,
  requestedAt: calls.requestedAt,
  sentAgainAt: calls.sentAgainAt,
};

const liveCalls = preparedOnce((db) =>
  db
    .select(liveColumns)
    .from(calls)
    .where(
      and(
        eq(calls.toNumber, sql.placeholder('toNumber')),
        gte(calls.requestedAt, sql.placeholder('since')),
        inArray(calls.status, liveStatuses),
      ),
    )
    .orderBy(desc(calls.requestedAt))
    .prepare(),
);

/** Returns the calls that may keep a number in use at `now`, newest first. */
export function liveCallsTo(db: BetterSQLite3Database, toNumber: string, now: Date): LiveCall[] {
  return liveCalls(db).all({ toNumber, since: earliestInUse(now).getTime() });
}

const recentCalls = preparedOnce((db) =>
  db
    .select({
      id: calls.id,
      status: calls.status,
      disconnectionReason: calls.disconnectionReason,
      didNotRing: calls.didNotRing,
      requestedAt: calls.requestedAt,
      sentAgainAt: calls.sentAgainAt,
    })
    .from(calls)
    .where(
      and(eq(calls.toNumber, sql.placeholder('toNumber')), gte(calls.requestedAt, sql.placeholder('since'))),
    )
    .prepare(),
);

/** Returns the calls to a number that its cap may count at `at`. */
export function recentCallsTo(db: BetterSQLite3Database, toNumber: string, at: Date): RecentCall[] {
  return recentCalls(db).all({ toNumber, since: earliestCounted(at).getTime() });
}

/** Returns the ids at Retell of open calls to numbers that other calls are due to at `now`. */
export function openCallsInTheWay(db: BetterSQLite3Database, now: Date): string[] {
  // From the few open calls to what is due, not the other way round: a million calls may be due.
  const rows = db.values<[string]>(sql`select calls.retell_call_id from calls
    cross join contacts on contacts.phone_number = calls.to_number
    cross join scheduled_calls on scheduled_calls.contact_id = contacts.id
    where calls.status in ('registered', 'ongoing') and calls.next_check_at > 0
      and calls.requested_at >= ${earliestInUse(now).getTime()} and scheduled_calls.next_attempt_at <= ${now.getTime()}`);
  return [...new Set(rows.map(([id]) => id))];
}
