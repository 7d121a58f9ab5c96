import { readText, type TextFile } from '../text/text-file.ts';
import type { Dialect } from './dialect.ts';

/** Characters. They have at most three bytes in UTF-8 each, and so the row is shorter than the longest that is read. */
const longestRow = 250_000;

/**
 * Whether it is certain, at a fraction of what reading its rows costs, that all rows of a CSV file can be read: each quote opens a
 * cell where the cell begins, or closes it where it ends, or is one of two within; and no row is long. All else that is in a file
 * is text to csv-parse, as it is told to read. False says that they may or may not be readable.
 */
export async function isPlainCsv(
  file: TextFile,
  { delimiter, preamble }: Dialect,
  signal: AbortSignal,
): Promise<boolean> {
  const dividers = `${delimiter}\r\n`;
  if (dividers.includes('"')) return false;
  let skip = preamble;
  let rest = '';
  for await (const piece of readText(file)) {
    const text = `${rest}${piece.text.slice(skip)}${piece.isLast ? '\n' : ''}`;
    skip = Math.max(0, skip - piece.text.length);
    const end = endOfPlainRows(text, dividers);
    if (end === undefined || signal.aborted) return false;
    rest = text.slice(end);
    if (rest.length > longestRow) return false;
  }
  return rest === '';
}

/**
 * @param text begins with a row
 * @returns where a row ends up to which everything is plain, late in the text; undefined where something is not
 */
function endOfPlainRows(text: string, dividers: string): number | undefined {
  // Before the beginning there is '', which every text includes.
  const divides = (at: number) => dividers.includes(text.charAt(at));
  let [end, close, line] = [0, -1, -1];
  for (;;) {
    const open = text.indexOf('"', close + 1);
    if (open < 0) return Math.max(end, endOfLastLine(text, close));
    if (line <= close) line = lineEndFrom(text, close + 1);
    if (line < open) end = line + 1;
    if (!divides(open - 1)) return undefined;
    close = closingQuote(text, open);
    if (close < 0 || close + 1 === text.length) return end;
    if (!divides(close + 1)) return undefined;
  }
}

/** Where the cell is closed that is opened here; -1 if it is not. */
function closingQuote(text: string, open: number): number {
  let close = text.indexOf('"', open + 1);
  while (close >= 0 && text.charAt(close + 1) === '"') close = text.indexOf('"', close + 2);
  return close;
}

function lineEndFrom(text: string, start: number): number {
  const at = text.indexOf('\n', start);
  return at < 0 ? text.length : at;
}

/** What follows the last line end after `from`; 0 if there is none. */
function endOfLastLine(text: string, from: number): number {
  const at = text.lastIndexOf('\n');
  return at > from ? at + 1 : 0;
}
