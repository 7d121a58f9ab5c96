import { sqliteCode } from '../connection/sqlite-errors.ts';

/** The queries of a list: all of its rows at once, or their ids, and then one row at a time. */
export interface RowQueries<T> {
  all: () => T[];
  ids: () => { id: number }[];
  one: (id: number) => T | undefined;
}

/**
 * Returns the rows that can be read. A database file can come from anywhere, and one row that cannot be read must not hide the others.
 *
 * @param unreadable where the ids of the rest are added
 * @throws errors of the database itself
 */
export function readableRows<T>({ all, ids, one }: RowQueries<T>, unreadable: Set<number>): T[] {
  const rows = ifReadable(all);
  if (rows) return rows;
  return ids().flatMap(({ id }) => {
    const row = ifReadable(() => [one(id)]);
    if (!row) unreadable.add(id);
    return row?.[0] ?? [];
  });
}

/**
 * Returns the rows with these ids that can be read, in this order.
 *
 * @param unreadable where the ids of the rest are added
 */
export function rowsOf<T extends { id: number }>(
  ids: readonly number[],
  { all, one }: { all: (ids: readonly number[]) => T[]; one: (id: number) => T | undefined },
  unreadable: Set<number>,
): T[] {
  const queries = { all: () => all(ids), ids: () => ids.map((id) => ({ id })), one };
  const known = new Map(readableRows(queries, unreadable).map((row) => [row.id, row]));
  return ids.flatMap((id) => known.get(id) ?? []);
}

/** Returns the result of `read`; undefined if a row cannot be read. @throws errors of the database itself */
export function ifReadable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (sqliteCode(error)) throw error;
    return undefined;
  }
}
