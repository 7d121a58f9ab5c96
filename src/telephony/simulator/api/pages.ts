import { z } from 'zod';

/** An item to list, with its sort key: compared by the first number, then by the second. */
export interface Listed<T> {
  item: T;
  sortKey: readonly [number, number];
}

export interface PageRequest {
  order: 'ascending' | 'descending';
  limit: number;
  /** How many items to skip. */
  skip?: number;
  /** The previous page's `pagination_key`. */
  cursor?: string | undefined;
}

/** A page of items (specification: `PaginatedResponseBase`). */
export interface Page<T> {
  items: T[];
  has_more: boolean;
  /** Where the next page begins; absent on the last page. */
  pagination_key?: string;
}

const cursorText = z.tuple([z.number(), z.number()]);

/**
 * Returns one page of a list. The cursor holds the last item's sort key, so items added between two pages neither
 * repeat nor hide earlier ones.
 * @returns undefined if the cursor is invalid
 */
export function pageOf<T>(all: readonly Listed<T>[], request: PageRequest): Page<T> | undefined {
  const direction = request.order === 'ascending' ? 1 : -1;
  const after = request.cursor === undefined ? undefined : decode(request.cursor);
  if (request.cursor !== undefined && after === undefined) return undefined;
  const sorted = all
    .toSorted((left, right) => direction * compare(left.sortKey, right.sortKey))
    .filter(({ sortKey }) => after === undefined || direction * compare(sortKey, after) > 0)
    .slice(request.skip ?? 0);
  const shown = sorted.slice(0, request.limit);
  const last = shown.at(-1);
  const hasMore = sorted.length > shown.length;
  return {
    items: shown.map(({ item }) => item),
    has_more: hasMore,
    ...(hasMore && last && { pagination_key: encode(last.sortKey) }),
  };
}

function encode(sortKey: readonly [number, number]): string {
  return Buffer.from(JSON.stringify(sortKey)).toString('base64url');
}

function decode(cursor: string): readonly [number, number] | undefined {
  try {
    return cursorText.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString())).data;
  } catch {
    return undefined;
  }
}

function compare(left: readonly [number, number], right: readonly [number, number]): number {
  return left[0] - right[0] || left[1] - right[1];
}
