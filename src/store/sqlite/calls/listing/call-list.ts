import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Call } from '../../../../domain/calls/call.ts';
import type { WithContact } from '../../../../operations/ports/call-ledger.ts';
import type { CallFilter, CallListStore } from '../../../../operations/ports/outcomes/call-list-store.ts';
import type { CallOrder } from '../../../../operations/ports/paging/orders.ts';
import type { PageQuery, RowKey } from '../../../../operations/ports/paging/page.ts';
import type { Database } from '../../connection/database.ts';
import { readPage } from '../../connection/paging/read-page.ts';
import { type KeyColumns, rowsAfter } from '../../connection/paging/rows-after.ts';
import { calls } from '../../schema/call-tables.ts';
import { rowsOf } from '../readable.ts';
import { callsWithContact, withContact } from '../rows.ts';
import { countCalls, sourceOf, type Walk, walkOf } from './call-walk.ts';

/** Returns the lists of calls of an open database. @param unreadable where the ids of those that cannot be read are added */
export function callListStore(database: Database, unreadable: Set<number>): CallListStore {
  return {
    pageOfCalls: (filter, query) =>
      database.read((db) => {
        const page = pageOfIds(db, filter, query);
        return { ...page, rows: listed(db, page.rows, unreadable) };
      }),
    callIds: async (filter, order) => {
      const query = await database.read((db) => callIdQuery(db, filter, order));
      // A million rows as arrays would take a gigabyte.
      return query ? database.readRows((rows) => Array.from(rows(query), ([id]) => Number(id))) : [];
    },
    listedCalls: (ids) => database.read((db) => listed(db, ids, unreadable)),
  };
}

/** Ids alone come from an index, which skips the pages before this one without reading their rows. */
function pageOfIds(db: BetterSQLite3Database, filter: CallFilter, query: PageQuery<CallOrder['by']>) {
  const { order, after } = query;
  const walk = walkOf(db, filter, order);
  return readPage(query, {
    rows: (limit, offset) =>
      walk
        ? rowsAfter(keyColumnsOf(walk, order), after, limit, (isAfter, most) =>
            idsOf(db, sql`${idsAlong(walk, order, isAfter)} limit ${most} offset ${offset}`),
          )
        : [],
    count: (most) => countCalls(db, filter, most),
    keyOf: (id) => walk && keyOf(db, id, walk, order),
  });
}

/** A walk that is not in order must not use the index of the order. */
function keyColumnsOf(walk: Walk, order: CallOrder | undefined): KeyColumns {
  const mark = sql.raw(walk.isInOrder ? '' : '+');
  const columns = isInOrderOfSearch(walk)
    ? [sql`transcripts_search.rowid`]
    : [
        ...(order?.by === 'costCents' ? [sql`${mark}calls.cost_cents`] : []),
        ...[sql`${mark}calls.requested_at`, sql`${mark}calls.id`],
      ];
  return { columns, descending: order?.descending ?? true };
}

/** What a call has in the order of a walk, which the query for ids does not return. */
function keyOf(
  db: BetterSQLite3Database,
  id: number,
  walk: Walk,
  order: CallOrder | undefined,
): RowKey | undefined {
  if (isInOrderOfSearch(walk)) return [id];
  const { requestedAt, costCents } = calls;
  const row = db.select({ requestedAt, costCents }).from(calls).where(eq(calls.id, id)).get();
  const cost = order?.by === 'costCents' ? [row?.costCents ?? null] : [];
  return row && [...cost, row.requestedAt.getTime(), id];
}

/** What a search finds comes in order of id. */
function isInOrderOfSearch({ index, isInOrder }: Walk): boolean {
  return index === 'search' && isInOrder;
}

function idsOf(db: BetterSQLite3Database, query: SQL): number[] {
  return db.values<[number]>(query).map(([id]) => id);
}

/** Returns the query for the ids of the calls that meet a filter, in order; undefined if none can. */
export function callIdQuery(
  db: BetterSQLite3Database,
  filter: CallFilter,
  order: CallOrder | undefined,
): SQL | undefined {
  const walk = walkOf(db, filter, order);
  return walk && idsAlong(walk, order);
}

/** Of several parts of an index, each in order, SQLite merges the results. */
function idsAlong(walk: Walk, order: CallOrder | undefined, isAfter?: SQL): SQL {
  const { parts, checks, isInOrder } = walk;
  if (isInOrderOfSearch(walk)) {
    const where = and(...parts, ...checks, isAfter);
    return sql`select transcripts_search.rowid from ${sourceOf(walk, false)} where ${where}
      order by transcripts_search.rowid desc`;
  }
  const { by, descending } = order ?? { by: 'requestedAt', descending: true };
  const direction = descending ? sql`desc` : sql`asc`;
  const cost = by === 'costCents' ? [sql`calls.cost_cents as cost`] : [];
  const columns = sql.join([sql`calls.id as id`, sql`calls.requested_at as time`, ...cost], sql`, `);
  const queries = parts.map((part) => {
    const where = and(part, ...checks, isAfter);
    return sql`select ${columns} from ${sourceOf(walk, true)}${where ? sql` where ${where}` : sql``}`;
  });
  const found = sql.join(queries, sql` union all `);
  const names = [...(by === 'costCents' ? ['cost'] : []), 'time', 'id'];
  const terms = (mark: string) =>
    sql.join(
      names.map((name) => sql`${sql.raw(mark + name)} ${direction}`),
      sql`, `,
    );
  if (isInOrder) return sql`${found} order by ${terms('')}`;
  // Without the `+`, SQLite might walk the index of the order instead.
  return sql`select id from (${found}) as found order by ${terms('+')}`;
}

function listed(
  db: BetterSQLite3Database,
  ids: readonly number[],
  unreadable: Set<number>,
): WithContact<Call>[] {
  const isOneOf = (some: readonly number[]) =>
    sql`${calls.id} in (select value from json_each(${JSON.stringify(some)}))`;
  const queries = {
    all: (some: readonly number[]) => callsWithContact(db).where(isOneOf(some)).all().map(withContact),
    one: (id: number) => {
      const row = callsWithContact(db).where(eq(calls.id, id)).get();
      return row && withContact(row);
    },
  };
  return rowsOf(ids, queries, unreadable);
}
