import { countText } from '../../domain/count-text.ts';
import { Problem } from '../../domain/problem.ts';
import { mostCounted, type Order, type Page, type PageQuery } from '../../operations/ports/paging/page.ts';
import type { WholeList } from '../../operations/ports/paging/whole-list.ts';
import type { Context } from '../context.ts';
import { paint } from '../terminal/styled-text.ts';
import type { PageOptions } from './page-options.ts';
import { type Fields, fieldsNamed } from './select-fields.ts';

/** Rows that a screen shows by default. A pipe, JSON and CSV get all, unless a page is named. */
const defaultLimit = 50;

/** SQLite counts rows with 64 bits, JavaScript with 53. */
const furthest = 2 ** 52;

/**
 * Returns which rows the options ask for.
 *
 * @throws Problem `no_pages` if a page is named of a list that is to be shown whole
 */
export function pageQuery<Key extends string>(
  { terminal, output }: Context,
  { limit, page, sort: order }: PageOptions<Key>,
): PageQuery<Key> {
  if (limit === 0 && page !== undefined && page > 1) {
    const hint = 'Leave out one of them.';
    const message = `--limit 0 shows the whole list, so it has no page ${page}.`;
    throw new Problem('usage', { code: 'no_pages', message, hint });
  }
  const isWhole = page === undefined && (!terminal.isInteractive || output.format.json || output.format.csv);
  const size = limit ?? (isWhole ? 0 : defaultLimit);
  if (size === 0) return { order };
  return { order, limit: size, offset: Math.min(furthest, ((page ?? 1) - 1) * size) };
}

/** A list that is shown page by page. */
export interface PagedList<T, Key extends string> extends Fields<T> {
  /** The key of its rows in JSON. */
  key: string;
  read: (query: PageQuery<Key>) => Promise<Page<T>>;
  /** Finds the whole list, for programs: it may have a million rows, which are then written as they are read. */
  readAll?: (order: Order<Key> | undefined) => Promise<WholeList<T>>;
  /** The note for a person if it has no rows at all. */
  empty: string;
  /** What the JSON document has beside rows, total and next page. */
  after?: Record<string, unknown>;
}

/**
 * Shows the page of a list that the options ask for, and says which one it is.
 *
 * @returns its rows; none of a list with `readAll` that programs get whole
 */
export async function showPage<T, Key extends string>(
  context: Context,
  options: PageOptions<Key>,
  { read, readAll, empty, after, ...list }: PagedList<T, Key>,
): Promise<T[]> {
  const { output, terminal } = context;
  await fieldsNamed(list, output.format.fields);
  const query = pageQuery(context, options);
  if (readAll && query.limit === undefined && (output.format.json || output.format.csv)) {
    const { total, rows } = await readAll(query.order);
    await output.wholeList({ ...list, rows, after: { total, nextPage: null, ...after } });
    return [];
  }
  const page = await read(query);
  const number = options.page ?? 1;
  await output.list({
    ...list,
    rows: page.rows,
    empty: number > 1 ? describeMissing(number, query, page) : output.show.advice(empty),
    after: { total: page.total, nextPage: page.isMore ? number + 1 : null, ...after },
  });
  const which = describePage(query, page, number);
  if (which && !output.format.json) terminal.note(paint.dim(which));
  return page.rows;
}

/** Returns `Showing 51–100 of 312. Next: --page 3`; undefined where the whole list is shown. */
function describePage(
  { limit, offset = 0 }: PageQuery<string>,
  { rows, isMore, total }: Page<unknown>,
  number: number,
): string | undefined {
  if (limit === undefined || rows.length === 0 || (offset === 0 && !isMore)) return undefined;
  const [first, last] = [offset + 1, offset + rows.length].map(countText);
  const range = first === last ? first : `${first}–${last}`;
  const atLeast = Math.max(mostCounted, offset + rows.length);
  const all = total === null ? `more than ${countText(atLeast)}` : countText(total);
  const next = isMore ? ` Next: --page ${number + 1}; all: --limit 0.` : '';
  return `Showing ${range} of ${all}.${next}`;
}

function describeMissing(number: number, { limit = 1 }: PageQuery<string>, { total }: Page<unknown>): string {
  const last = total ? `; the last is ${countText(Math.ceil(total / limit))}` : '';
  return `There is no page ${countText(number)}${last}.`;
}
