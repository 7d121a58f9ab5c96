import { and, asc, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ScheduledCall } from '../../../../domain/calls/scheduled-call.ts';
import type { WithContact } from '../../../../operations/ports/call-ledger.ts';
import type { Page } from '../../../../operations/ports/paging/page.ts';
import type { ScheduledCallStore } from '../../../../operations/ports/scheduled-call-store.ts';
import { countUpTo } from '../../connection/paging/count-up-to.ts';
import { readPage } from '../../connection/paging/read-page.ts';
import { rowsAfter } from '../../connection/paging/rows-after.ts';
import { preparedOnce } from '../../connection/prepared.ts';
import { matchingIds } from '../../contacts/search/contact-filter.ts';
import { scheduledCalls } from '../../schema/call-tables.ts';
import { rowsOf } from '../readable.ts';
import { scheduledCallsWithContact, withContact } from '../rows.ts';

type Which = Parameters<ScheduledCallStore['pageOfScheduledCalls']>[0];
type Query = Parameters<ScheduledCallStore['pageOfScheduledCalls']>[1];

/** Reads a page of scheduled calls, in order of time. @param unreadable where the ids of those that cannot be read are added */
export function scheduledCallPage(
  db: BetterSQLite3Database,
  which: Which,
  query: Query,
  unreadable: Set<number>,
): Page<WithContact<ScheduledCall>> {
  const page = pageOfIds(db, which, query);
  const queries = {
    all: (ids: readonly number[]) => scheduledCallsOfIds(db, ids),
    one: (id: number) => {
      const row = scheduledCallsWithContact(db).where(eq(scheduledCalls.id, id)).get();
      return row && withContact(row);
    },
  };
  return { ...page, rows: rowsOf(page.rows, queries, unreadable) };
}

/** Prepared, for drizzle takes longer to put it together than SQLite to read a page. */
const withIds = preparedOnce((db) =>
  scheduledCallsWithContact(db)
    .where(sql`${scheduledCalls.id} in (select value from json_each(${sql.placeholder('ids')}))`)
    .prepare(),
);

/** Returns the scheduled calls with these ids that exist, in any order. */
export function scheduledCallsOfIds(
  db: BetterSQLite3Database,
  ids: readonly number[],
): WithContact<ScheduledCall>[] {
  return withIds(db)
    .all({ ids: JSON.stringify(ids) })
    .map(withContact);
}

function isTo(callee: string): SQL | undefined {
  const isId = /^\d{1,9}$/.test(callee) ? eq(scheduledCalls.id, Number(callee)) : undefined;
  return or(isId, sql`${scheduledCalls.contactId} in (${matchingIds({ search: callee })})`);
}

/** Ids alone come from an index, which skips the pages before this one without reading their rows. */
function pageOfIds(db: BetterSQLite3Database, which: Which, query: Query): Page<number> {
  const descending = query.order?.descending ?? false;
  const { statuses = [], campaignId, callee } = which;
  const isNarrow = campaignId !== undefined || callee !== undefined;
  const read = reader(db, query, isNarrow);
  const page = readPage(query, {
    rows: (limit, offset) => {
      if (statuses.length < 2 || isNarrow) return read(isOneOfThem(which), limit, offset);
      // The index has each status in order of time; for several at once SQLite would sort all their calls.
      const upTo = limit === -1 ? -1 : offset + limit;
      const each = statuses.flatMap((one) => read(eq(scheduledCalls.status, one), upTo, 0));
      const sign = descending ? -1 : 1;
      const sorted = each.toSorted((a, b) => sign * (a.time.getTime() - b.time.getTime() || a.id - b.id));
      return sorted.slice(offset, limit === -1 ? undefined : offset + limit);
    },
    count: (most) => countWith(db, which, most),
    keyOf: ({ id, time }) => [time.getTime(), id],
  });
  return { ...page, rows: page.rows.map(({ id }) => id) };
}

/** Returns what reads scheduled calls in order. @param isNarrow whether another index than that of times is to be used */
function reader(db: BetterSQLite3Database, { order, after }: Query, isNarrow: boolean) {
  const descending = order?.descending ?? false;
  const direction = descending ? desc : asc;
  const { id, scheduledTime } = scheduledCalls;
  const columns = [isNarrow ? sql`+${scheduledTime}` : sql`${scheduledTime}`, sql`${id}`];
  return (isListed: SQL | undefined, limit: number, offset: number) =>
    rowsAfter({ columns, descending }, after, limit, (isAfter, most) =>
      db
        .select({ id, time: scheduledTime })
        .from(scheduledCalls)
        .where(and(isListed, isAfter))
        .orderBy(direction(scheduledTime), direction(id))
        .limit(most)
        .offset(offset)
        .all(),
    );
}

/** Counts scheduled calls, up to `most`. */
export function countWith(db: BetterSQLite3Database, which: Which, most: number): number {
  const ids = db.select({ id: scheduledCalls.id }).from(scheduledCalls).where(isOneOfThem(which));
  return countUpTo(db, ids.getSQL(), most);
}

function isOneOfThem({ statuses, campaignId, callee }: Which): SQL | undefined {
  const { status } = scheduledCalls;
  const [first, ...others] = statuses ?? [];
  return and(
    first && (others.length === 0 ? eq(status, first) : inArray(status, [first, ...others])),
    campaignId === undefined ? undefined : eq(scheduledCalls.campaignId, campaignId),
    callee === undefined ? undefined : isTo(callee),
  );
}
