import { Problem } from '../../../domain/problem.ts';

/** The order of a list: by one of its keys. */
export interface Order<Key extends string> {
  by: Key;
  descending: boolean;
}

/**
 * What a row has in the order of its list: the value that it is ordered by, and what tells rows with the same value apart, its id last.
 * Times are ms.
 */
export type RowKey = readonly (string | number | null)[];

/** Which rows of a list to read. */
export interface PageQuery<Key extends string> {
  /** The list's own order by default. */
  order?: Order<Key> | undefined;
  /** How many rows at most; undefined for all. */
  limit?: number | undefined;
  /** How many rows come before the first one; 0 by default. */
  offset?: number | undefined;
  /**
   * The key of a row, in the same order, instead of an offset: the rows after it are read, as quickly wherever they are. Rows that come or
   * go meanwhile move no others to another page.
   */
  after?: RowKey | undefined;
  /** Whether to count the whole list, if the page does not tell how long it is; true by default. */
  isCounted?: boolean | undefined;
}

/** Some rows of a list, in order. */
export interface Page<T> {
  rows: T[];
  /** Whether there are rows after these. */
  isMore: boolean;
  /** How many rows the whole list has; null where more than `mostCounted` would have to be counted, or nothing was to be. */
  total: number | null;
  /** The key of the last row, where the list can be read from there on. */
  last?: RowKey | undefined;
}

/** Returns the problem of a key that no row of the list can have. */
export function invalidCursor(): Problem {
  return new Problem('usage', {
    code: 'invalid_cursor',
    message: 'The cursor is not one of this list, in this order and with these filters.',
    hint: 'Leave it out to read the list from its beginning.',
  });
}

/** Counting more rows than this would take longer than reading a page. */
export const mostCounted = 10_000;

/** Returns a page of rows that are in memory. @param valueFor what rows are ordered by; rows keep their order without one */
export function pageOfRows<T, Key extends string>(
  rows: readonly T[],
  { order, limit, offset = 0 }: PageQuery<Key>,
  valueFor: (row: T, key: Key) => unknown,
): Page<T> {
  const sorted = order ? sortedBy(rows, (row) => valueFor(row, order.by), order.descending) : rows;
  const end = limit === undefined ? undefined : offset + limit;
  return {
    rows: sorted.slice(offset, end),
    isMore: end !== undefined && end < rows.length,
    total: rows.length,
  };
}

/** Sorts numbers and times by size, and everything else as text; rows without a value come first, as in SQLite. */
function sortedBy<T>(rows: readonly T[], valueFor: (row: T) => unknown, descending: boolean): T[] {
  const direction = descending ? -1 : 1;
  return rows.toSorted((a, b) => direction * compare(valueFor(a), valueFor(b)));
}

function compare(a: unknown, b: unknown): number {
  const [left, right] = [a instanceof Date ? a.getTime() : a, b instanceof Date ? b.getTime() : b];
  if (typeof left === 'number' && typeof right === 'number') return left - right;
  return text(left).localeCompare(text(right), 'en', { sensitivity: 'base' });
}

function text(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}
