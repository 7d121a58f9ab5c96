import { mostCounted, type Page, type PageQuery } from '../../../operations/ports/paging/page.ts';

/** How a page is read. */
export interface PageReads<T> {
  /** Returns up to `limit` rows after the first `offset`; all of the rest if it is -1. */
  rows(limit: number, offset: number): T[];
  /** Returns how many rows the list has, counting up to `most`. It is asked only if the page does not tell. */
  count(most: number): number;
}

/** Reads a page, and one row more, to know whether there are more. */
export function readPage<T>(
  { limit, offset = 0 }: PageQuery<string>,
  { rows, count }: PageReads<T>,
): Page<T> {
  const found = rows(limit === undefined ? -1 : limit + 1, offset);
  const isMore = limit !== undefined && found.length > limit;
  const isEnd = !isMore && (found.length > 0 || offset === 0);
  const counted = isEnd ? offset + found.length : count(mostCounted + 1);
  return {
    rows: isMore ? found.slice(0, limit) : found,
    isMore,
    total: isEnd || counted <= mostCounted ? counted : null,
  };
}
