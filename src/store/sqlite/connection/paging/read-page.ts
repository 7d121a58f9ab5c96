import {
  mostCounted,
  type Page,
  type PageQuery,
  type RowKey,
} from '../../../../operations/ports/paging/page.ts';

/** How a page is read. */
export interface PageReads<T> {
  /** Returns up to `limit` rows after the first `offset`, or after the key of the query; all of the rest if it is -1. */
  rows(limit: number, offset: number): T[];
  /** Returns how many rows the list has, counting up to `most`. It is asked only if the page does not tell. */
  count(most: number): number;
  /** Returns the key of a row, if the list can be read from there on. */
  keyOf?(row: T): RowKey | undefined;
}

/** Reads a page, and one row more, to know whether there are more. */
export function readPage<T>(query: PageQuery<string>, { rows, count, keyOf }: PageReads<T>): Page<T> {
  const { limit, offset = 0, after, isCounted = true } = query;
  const found = rows(limit === undefined ? -1 : limit + 1, offset);
  const isMore = limit !== undefined && found.length > limit;
  const shown = isMore ? found.slice(0, limit) : found;
  const isWhole = !after && !isMore && (found.length > 0 || offset === 0);
  const counted = isWhole ? offset + found.length : isCounted ? count(mostCounted + 1) : null;
  const end = shown.at(-1);
  const last = end === undefined ? undefined : keyOf?.(end);
  return {
    rows: shown,
    isMore,
    total: counted !== null && (isWhole || counted <= mostCounted) ? counted : null,
    ...(last && { last }),
  };
}
