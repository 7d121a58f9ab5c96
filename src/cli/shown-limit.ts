import type { Context } from './context.ts';

/** Rows that a screen is given where nobody says how many. A pipe, JSON and CSV get them all. */
const screenful = 50;

export interface ShownLimit {
  /** Rows to show at most; undefined for all. */
  shown: number | undefined;
  /** What to ask the store for: one more, so as to know whether there are more. */
  query: { limit?: number };
}

/** @param limit what `--limit` says; 0 for all */
export function shownLimit({ terminal, output }: Context, limit: number | undefined): ShownLimit {
  const whole = !terminal.isInteractive || output.format.json || output.format.csv;
  const shown = limit === 0 ? undefined : (limit ?? (whole ? undefined : screenful));
  return { shown, query: shown === undefined ? {} : { limit: shown + 1 } };
}

/** The rows to show; says on standard error that there are more, if there are. */
export function limited<T>({ terminal }: Context, rows: T[], { shown }: ShownLimit): T[] {
  if (shown === undefined || rows.length <= shown) return rows;
  terminal.note(terminal.paintErr.dim(`The first ${shown} are shown; --limit 0 shows all.`));
  return rows.slice(0, shown);
}
