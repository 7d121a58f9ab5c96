import { count, desc, eq, isNotNull, lte, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { isOver } from '../../../domain/calls/call-status.ts';
import type { Disposition } from '../../../domain/calls/outcomes/disposition.ts';
import type {
  Activity,
  ActivityQuery,
  StatusStore,
  Tallies,
} from '../../../operations/ports/status-store.ts';
import { activeCampaigns } from '../campaigns/active.ts';
import type { Database } from '../connection/database.ts';
import { preparedOnce } from '../connection/prepared.ts';
import { calls, scheduledCalls } from '../schema/call-tables.ts';
import { indexedDisposition } from '../schema/columns/call-expressions.ts';
import { ledger } from '../schema/ledger-tables.ts';
import { findDue } from './claims/call-facts.ts';
import { dueOrder, isClaimed } from './due.ts';
import { ifReadable } from './readable.ts';
import { callsWithContact, withContact } from './rows.ts';

/** Returns what is going on in an open database. */
export function statusStore(database: Database): StatusStore {
  return {
    activity: (query) => database.read((db) => activityOf(db, query)),
    tallies: () => database.read(talliesOf),
  };
}

/** How many of the newest calls are looked at for those that are over. */
const newest = 200;

function activityOf(db: BetterSQLite3Database, { now, overdueAfter, most, rows }: ActivityQuery): Activity {
  const before = new Date(now.getTime() - overdueAfter);
  const live = liveIds(db, most);
  return {
    due: countTo(db, scheduledCalls, lte(scheduledCalls.nextAttemptAt, now), most),
    overdue: countTo(db, scheduledCalls, lte(scheduledCalls.nextAttemptAt, before), most),
    next: nextIds(db, rows).flatMap((id) => ifReadable(() => findDue(db, id)) ?? []),
    live: live.slice(0, rows).flatMap((id) => ifReadable(() => callOf(db, id)) ?? []),
    inProgress: live.length,
    unconfirmed: countTo(db, calls, isUnknown, most),
    latest: latestIds(db, rows).flatMap((id) => ifReadable(() => callOf(db, id)) ?? []),
    campaigns: activeCampaigns(db, rows),
    lastRunAt: db.select({ at: ledger.lastRunAt }).from(ledger).get()?.at ?? null,
  };
}

function talliesOf(db: BetterSQLite3Database): Tallies {
  const total = db.select({ n: count() }).from(calls).get()?.n ?? 0;
  const known = db
    .select({ name: sql<Disposition>`${indexedDisposition}`, n: count() })
    .from(calls)
    .where(isNotNull(calls.disposition))
    .groupBy(indexedDisposition)
    .all();
  const rest = total - known.reduce((sum, { n }) => sum + n, 0);
  const { status } = scheduledCalls;
  const scheduled = db.select({ status, n: count() }).from(scheduledCalls).groupBy(status).all();
  return {
    calls: new Map<Disposition | null, number>([
      ...known.map(({ name, n }) => [name, n] as const),
      [null, rest],
    ]),
    scheduledCalls: new Map(scheduled.map((row) => [row.status, row.n])),
  };
}

const isUnknown = sql`${calls.status} = 'unknown'`;
const isOpen = sql`${calls.status} in ('registered', 'ongoing')`;
const isPlacing = sql`${isClaimed} and ${calls.status} = 'placing'`;

function countTo(
  db: BetterSQLite3Database,
  table: typeof calls | typeof scheduledCalls,
  condition: SQL,
  most: number,
): number {
  const rows = db.select({ one: sql`1` }).from(table).where(condition).limit(most).as('rows');
  return db.select({ n: sql<number>`count(*)` }).from(rows).get()?.n ?? 0;
}

function liveIds(db: BetterSQLite3Database, most: number): number[] {
  return [isPlacing, isOpen]
    .flatMap((condition) => db.select({ id: calls.id }).from(calls).where(condition).limit(most).all())
    .map(({ id }) => id)
    .sort((a, b) => b - a);
}

function nextIds(db: BetterSQLite3Database, rows: number): number[] {
  return db
    .select({ id: scheduledCalls.id })
    .from(scheduledCalls)
    .where(isNotNull(scheduledCalls.nextAttemptAt))
    .orderBy(...dueOrder)
    .limit(rows)
    .all()
    .map(({ id }) => id);
}

function latestIds(db: BetterSQLite3Database, rows: number): number[] {
  return db
    .select({
      id: calls.id,
      status: calls.status,
      at: sql<number>`coalesce(${calls.endedAt}, ${calls.requestedAt})`,
    })
    .from(calls)
    .orderBy(desc(calls.id))
    .limit(newest)
    .all()
    .filter(({ status }) => isOver(status) || status === 'not_placed')
    .sort((a, b) => b.at - a.at)
    .slice(0, rows)
    .map(({ id }) => id);
}

const callOfId = preparedOnce((db) =>
  callsWithContact(db)
    .where(eq(calls.id, sql.placeholder('id')))
    .prepare(),
);

function callOf(db: BetterSQLite3Database, id: number): Activity['live'][number] | undefined {
  const row = callOfId(db).get({ id });
  return row && withContact(row);
}
