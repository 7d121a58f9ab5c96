import { knownHeader } from './column-aliases.ts';

/** Rows at the start of a list in which its headings are looked for. */
export const rowsBeforeHeadings = 10;

/**
 * Returns how many of the first rows are a title above the headings, such as a report's name and its date: rows with fewer filled
 * cells and no known heading, above one that has a heading of a phone and no number.
 */
export function titleRows(rows: readonly (readonly string[])[]): number {
  const filled = rows.slice(0, rowsBeforeHeadings).map((row) => row.filter((cell) => cell.trim() !== ''));
  const index = filled.findIndex((cells) => cells.some(isKnown));
  const headings = filled[index] ?? [];
  const isHeadings = headings.some(isPhone) && !headings.some((cell) => /\d{4}/.test(cell));
  const isAbove = filled.slice(0, index).every((cells) => cells.length < headings.length);
  return index > 0 && isHeadings && isAbove ? index : 0;
}

const isKnown = (cell: string) => knownHeader(cell) !== undefined;

const isPhone = (cell: string) => knownHeader(cell)?.kind === 'phone';
