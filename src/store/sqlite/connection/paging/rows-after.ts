import { type SQL, sql } from 'drizzle-orm';
import { invalidCursor, type RowKey } from '../../../../operations/ports/paging/page.ts';

/** The columns of an order, as its index has them; all in the same direction. Only the first may be null. */
export interface KeyColumns {
  columns: readonly SQL[];
  descending: boolean;
}

/**
 * Reads up to `limit` rows after the one with this key; all if it is -1. SQLite has nulls before every value, and no comparison is true
 * of them, so those rows are read by themselves.
 *
 * @param read receives the condition of one part of the rows; the parts come one after the other
 * @throws Problem `invalid_cursor` if the key has another number of values than the order
 */
export function rowsAfter<T>(
  order: KeyColumns,
  after: RowKey | undefined,
  limit: number,
  read: (condition: SQL | undefined, limit: number) => T[],
): T[] {
  const rows: T[] = [];
  for (const condition of after ? partsAfter(order, after) : [undefined]) {
    if (rows.length === limit) break;
    rows.push(...read(condition, limit === -1 ? -1 : limit - rows.length));
  }
  return rows;
}

function partsAfter({ columns, descending }: KeyColumns, after: RowKey): SQL[] {
  const [first, ...others] = columns;
  const [value, ...rest] = after;
  if (!first || value === undefined || rest.length !== others.length) throw invalidCursor();
  if (value !== null) {
    const following = beyond(columns, after, descending);
    return descending ? [following, sql`${first} is null`] : [following];
  }
  if (others.length === 0) throw invalidCursor();
  const withoutValue = sql`${first} is null and ${beyond(others, rest, descending)}`;
  return descending ? [withoutValue] : [withoutValue, sql`${first} is not null`];
}

/**
 * A comparison of rows (https://sqlite.org/rowvalue.html#scrolling_window_queries). The first column is compared by itself as well: of an
 * expression with a collation, SQLite uses the index only so.
 */
function beyond(columns: readonly SQL[], values: RowKey, descending: boolean): SQL {
  const [first, ...others] = columns;
  const sign = sql.raw(descending ? '<' : '>');
  const listed = (items: readonly unknown[]) =>
    sql.join(
      items.map((item) => sql`${item}`),
      sql`, `,
    );
  const rows = sql`(${listed(columns)}) ${sign} (${listed(values)})`;
  return others.length === 0 ? rows : sql`${first} ${sign}= ${values[0]} and ${rows}`;
}
