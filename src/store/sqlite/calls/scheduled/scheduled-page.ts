import { and, asc, desc, eq } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { ScheduledCall } from '../../../../domain/calls/scheduled-call.ts';
import type { WithContact } from '../../../../operations/ports/call-ledger.ts';
import type { Page } from '../../../../operations/ports/paging/page.ts';
import type { ScheduledCallStore } from '../../../../operations/ports/scheduled-call-store.ts';
import { countUpTo } from '../../connection/count-up-to.ts';
import { readPage } from '../../connection/read-page.ts';
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

/** Ids alone come from an index, which skips the pages before this one without reading their rows. */
function pageOfIds(db: BetterSQLite3Database, { status, campaignId }: Which, query: Query): Page<number> {
  const isListed = and(
    status ? eq(scheduledCalls.status, status) : undefined,
    campaignId ? eq(scheduledCalls.campaignId, campaignId) : undefined,
  );
  const direction = query.order?.descending ? desc : asc;
  const ids = () => db.select({ id: scheduledCalls.id }).from(scheduledCalls).where(isListed).$dynamic();
  return readPage(query, {
    rows: (limit, offset) =>
      ids()
        .orderBy(direction(scheduledCalls.scheduledTime), direction(scheduledCalls.id))
        .limit(limit)
        .offset(offset)
        .all()
        .map(({ id }) => id),
    count: (most) => countUpTo(db, ids().getSQL(), most),
  });
}
