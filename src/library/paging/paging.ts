import type { Order, Page, PageQuery } from '../../operations/ports/paging/page.ts';
import { cursorOf, keyOfCursor, type ListIdentity } from './cursor.ts';

/** Which page of a list to read. */
export interface PageOptions<Key extends string> {
  /** All by default. */
  limit?: number | undefined;
  /** From 1. */
  page?: number | undefined;
  /** `nextCursor` of the page before, with the same filters and order, instead of `page`. @throws Problem `invalid_cursor` */
  cursor?: string | undefined;
  sort?: Order<Key> | undefined;
  /** Whether to count the whole list; true by default. */
  isCounted?: boolean | undefined;
}

/** A page of a list. */
export interface PageOf<T> {
  rows: T[];
  /** Null where more than 10,000 rows would have to be counted, or none were to be. */
  total: number | null;
  /** Null at the end, and where `cursor` was given. */
  nextPage: number | null;
  /** Where the next page begins, however deep in the list, and whatever is added meanwhile; null at the end. */
  nextCursor: string | null;
}

/**
 * Reads a page of a list, as programs see it.
 *
 * @param about what its cursors belong to
 * @throws Problem `invalid_cursor`
 * @internal
 */
export async function readPageOf<T, R, Key extends string>(
  about: Omit<ListIdentity, 'order'>,
  { limit, page = 1, cursor, sort, isCounted }: PageOptions<Key>,
  read: (query: PageQuery<Key>) => Promise<Page<T>>,
  show: (row: T) => R,
): Promise<PageOf<R>> {
  const list = { ...about, order: sort };
  const after = cursor === undefined ? undefined : keyOfCursor(list, cursor);
  const offset = limit === undefined || after ? undefined : (page - 1) * limit;
  const { rows, isMore, total, last } = await read({ order: sort, limit, offset, after, isCounted });
  return {
    rows: rows.map(show),
    total,
    nextPage: isMore && !after ? page + 1 : null,
    nextCursor: isMore && last ? cursorOf(list, last) : null,
  };
}
