import { and, asc, desc, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ScheduledCall } from '../../../../domain/calls/scheduled-call.ts';
import type { WithContact } from '../../../../operations/ports/call-ledger.ts';
import type { Page } from '../../../../operations/ports/paging/page.ts';
import type { ScheduledCallStore } from '../../../../operations/ports/scheduled-call-store.ts';
import { countUpTo } from '../../connection/count-up-to.ts';
import { readPage } from '../../connection/read-page.ts';
import { matchingIds } from '../../contacts/search/contact-filter.ts';
import { scheduledCalls } from '../../schema/call-tables.ts';
import { rowsOf } from '../readable.ts';
import { scheduledCallsWithContact, withContact } from '../rows.ts';
import { isOneOf } from './change-scheduled-calls.ts';

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
    all: (ids: readonly number[]) => scheduledCallsWithContact(db).where(isOneOf(ids)).all().map(withContact),
    one: (id: number) => {
      const row = scheduledCallsWithContact(db).where(eq(scheduledCalls.id, id)).get();
      return row && withContact(row);
    },
  };
  return { ...page, rows: rowsOf(page.rows, queries, unreadable) };
}

function isTo(callee: string): SQL | undefined {
  const isId = /^\d{1,9}$/.test(callee) ? eq(scheduledCalls.id, Number(callee)) : undefined;
  return or(isId, sql`${scheduledCalls.contactId} in (${matchingIds({ search: callee })})`);
}

/** Ids alone come from an index, which skips the pages before this one without reading their rows. */
function pageOfIds(db: BetterSQLite3Database, which: Which, query: Query): Page<number> {
  const direction = query.order?.descending ? desc : asc;
  const { id, scheduledTime, status } = scheduledCalls;
  const inOrder = (isListed: SQL | undefined, limit: number, offset: number) =>
    db
      .select({ id, time: scheduledTime })
      .from(scheduledCalls)
      .where(isListed)
      .orderBy(direction(scheduledTime), direction(id))
      .limit(limit)
      .offset(offset)
      .all();
  return readPage(query, {
    rows: (limit, offset) => {
      const { statuses = [], campaignId, callee } = which;
      if (statuses.length < 2 || campaignId !== undefined || callee !== undefined)
        return inOrder(isOneOfThem(which), limit, offset).map(({ id }) => id);
      // The index has each status in order of time; for several at once SQLite would sort all their calls.
      const upTo = limit === -1 ? -1 : offset + limit;
      const each = statuses.flatMap((one) => inOrder(eq(status, one), upTo, 0));
      const sign = query.order?.descending ? -1 : 1;
      const sorted = each.toSorted((a, b) => sign * (a.time.getTime() - b.time.getTime() || a.id - b.id));
      return sorted.slice(offset, limit === -1 ? undefined : offset + limit).map(({ id }) => id);
    },
    count: (most) => countWith(db, which, most),
  });
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
