import type { Context } from '../context.ts';
import { paint } from '../terminal/styled-text.ts';

/** Rows that a screen shows by default. A pipe, JSON and CSV get all. */
const defaultLimit = 50;

export interface RowLimit {
  /** How many rows to show; undefined for all. */
  count: number | undefined;
  /** Which page of the list, from 1. */
  page: number;
  /** What to ask the store for: one more row, to know whether there are more. */
  query: { limit?: number; offset?: number };
}

/**
 * Returns how many rows of a list to show, and from where.
 *
 * @param limit the value of `--limit`; 0 for all
 * @param page the value of `--page`, if the command has pages
 */
export function rowLimit({ terminal, output }: Context, limit: number | undefined, page = 0): RowLimit {
  const showsAll = page === 0 && (!terminal.isInteractive || output.format.json || output.format.csv);
  const count = limit === 0 ? undefined : (limit ?? (showsAll ? undefined : defaultLimit));
  if (count === undefined) return { count, page: 1, query: {} };
  return {
    count,
    page: Math.max(1, page),
    query: { limit: count + 1, ...(page > 1 ? { offset: (page - 1) * count } : {}) },
  };
}

/** Returns the rows to show; if there are more, a note on standard error says so. */
export function firstRows<T>({ terminal }: Context, rows: T[], { count }: RowLimit): T[] {
  if (count === undefined || rows.length <= count) return rows;
  const which = count === 1 ? 'first one' : `first ${formatNumber(count)}`;
  terminal.note(paint.dim(`Showing the ${which}. --limit 0 shows all.`));
  return rows.slice(0, count);
}

/** The same for a list with pages. */
export function pageRows<T>({ terminal }: Context, rows: T[], { count, page }: RowLimit): T[] {
  if (count === undefined || rows.length <= count) return rows;
  const [first, last] = [(page - 1) * count + 1, page * count].map(formatNumber);
  const range = first === last ? first : `${first}–${last}`;
  terminal.note(paint.dim(`Showing ${range}. Next: --page ${page + 1}; all: --limit 0.`));
  return rows.slice(0, count);
}

function formatNumber(value: number): string {
  return new Intl.NumberFormat('en').format(value);
}
