import type { Context } from '../context.ts';

/** Rows that a screen is given where nobody says how many. A pipe, JSON and CSV get them all. */
const screenful = 50;

export interface ShownLimit {
  /** Rows to show at most; undefined for all. */
  shown: number | undefined;
  /** Which part of the list, from 1. */
  page: number;
  /** What to ask the store for: one more, so as to know whether there are more. */
  query: { limit?: number; offset?: number };
}

/**
 * @param limit what `--limit` says; 0 for all
 * @param page what `--page` says, if the command has pages
 */
export function shownLimit({ terminal, output }: Context, limit: number | undefined, page = 0): ShownLimit {
  const whole = page === 0 && (!terminal.isInteractive || output.format.json || output.format.csv);
  const shown = limit === 0 ? undefined : (limit ?? (whole ? undefined : screenful));
  if (shown === undefined) return { shown, page: 1, query: {} };
  return {
    shown,
    page: Math.max(1, page),
    query: { limit: shown + 1, ...(page > 1 ? { offset: (page - 1) * shown } : {}) },
  };
}

/** The rows to show; says on standard error that there are more, if there are. */
export function limited<T>({ terminal }: Context, rows: T[], { shown }: ShownLimit): T[] {
  if (shown === undefined || rows.length <= shown) return rows;
  terminal.note(terminal.paintErr.dim(`The first ${shown} are shown; --limit 0 shows all.`));
  return rows.slice(0, shown);
}

/** The same for a list that has pages. */
export function shownPage<T>({ terminal }: Context, rows: T[], { shown, page }: ShownLimit): T[] {
  if (shown === undefined || rows.length <= shown) return rows;
  const first = (page - 1) * shown + 1;
  const which = `${first} to ${first + shown - 1} are shown; --page ${page + 1} shows the next, --limit 0 all.`;
  terminal.note(terminal.paintErr.dim(which));
  return rows.slice(0, shown);
}
