import type { Order, Page, PageQuery } from '../operations/ports/paging/page.ts';

/** Which page of a list to read. */
export interface PageOptions<Key extends string> {
  /** All by default. */
  limit?: number | undefined;
  /** From 1. */
  page?: number | undefined;
  sort?: Order<Key> | undefined;
}

/** A page of a list. */
export interface PageOf<T> {
  rows: T[];
  /** Null where more than 10,000 rows would have to be counted. */
  total: number | null;
  /** Null at the end. */
  nextPage: number | null;
}

/** Returns the query for a page. @internal */
export function queryOf<Key extends string>({ limit, page = 1, sort }: PageOptions<Key>): PageQuery<Key> {
  return limit === undefined ? { order: sort } : { order: sort, limit, offset: (page - 1) * limit };
}

/** Returns a page as programs see it. @internal */
export function pageOf<T, R>(
  { rows, isMore, total }: Page<T>,
  { page = 1 }: { page?: number | undefined },
  show: (row: T) => R,
): PageOf<R> {
  return { rows: rows.map(show), total, nextPage: isMore ? page + 1 : null };
}
