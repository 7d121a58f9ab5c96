import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import type { Call } from '../../../../domain/calls/call.ts';
import type { WithContact } from '../../../../operations/ports/call-ledger.ts';
import type { CallFilter, CallListStore } from '../../../../operations/ports/outcomes/call-list-store.ts';
import type { CallOrder } from '../../../../operations/ports/paging/orders.ts';
import type { PageQuery } from '../../../../operations/ports/paging/page.ts';
import type { Database } from '../../connection/database.ts';
import { readPage } from '../../connection/read-page.ts';
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
  const ids = callIdQuery(db, filter, query.order);
  return readPage(query, {
    rows: (limit, offset) => (ids ? idsOf(db, sql`${ids} limit ${limit} offset ${offset}`) : []),
    count: (most) => countCalls(db, filter, most),
  });
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
function idsAlong(walk: Walk, order: CallOrder | undefined): SQL {
  const { index, parts, checks, isInOrder } = walk;
  if (index === 'search' && isInOrder) {
    const where = and(...parts, ...checks);
    return sql`select transcripts_search.rowid from ${sourceOf(walk, false)} where ${where}
      order by transcripts_search.rowid desc`;
  }
  const { by, descending } = order ?? { by: 'requestedAt', descending: true };
  const direction = descending ? sql`desc` : sql`asc`;
  const cost = by === 'costCents' ? [sql`calls.cost_cents as cost`] : [];
  const columns = sql.join([sql`calls.id as id`, sql`calls.requested_at as time`, ...cost], sql`, `);
  const queries = parts.map((part) => {
    const where = and(part, ...checks);
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
