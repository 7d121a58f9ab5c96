/** What stands at a place of a CSV text. */
export type CsvReading =
  /** A row: where the next one starts, and how many line ends its quoted cells hold. */
  | { kind: 'row'; cells: string[]; end: number; breaks: number }
  /** The text ends too early to say; `quote` counts the line ends before the quote that is still open. */
  | { kind: 'unfinished'; quote: number | undefined }
  /** A quote that closes nothing: text follows it. `quote` counts the line ends before the one that it should close. */
  | { kind: 'stray_quote'; quote: number };

type CellReading =
  | { kind: 'cell'; text: string; end: number; breaks: number }
  | { kind: 'open' }
  | { kind: 'stray' };

const lf = 10;
const cr = 13;
const space = 32;
const quoteMark = 34;

/**
 * Reads one row of RFC 4180, and of what is written in its place: any delimiter; rows that end in CRLF, LF or CR; spaces
 * around quotes; quotes within a cell that starts with none (`5" pipe`). A quoted cell that goes on after its quote
 * (`"Bo" Ltd`) is taken as it stands, unless that would swallow a delimiter or a line end that its quotes were to hide.
 *
 * @param start where the row starts in `text`
 * @param delimiter one character
 * @param isLast whether the text is complete; else a row that touches its end is unfinished
 */
export function readCsvRow(text: string, start: number, delimiter: string, isLast: boolean): CsvReading {
  const cells: string[] = [];
  let breaks = 0;
  for (let at = start; ; at++) {
    const cell = readCell(text, at, delimiter, isLast);
    if (cell.kind === 'open') return { kind: 'unfinished', quote: breaks };
    if (cell.kind === 'stray') return { kind: 'stray_quote', quote: breaks };
    cells.push(cell.text);
    breaks += cell.breaks;
    at = cell.end;
    if (at < text.length && text[at] === delimiter) continue;
    // Whether LF follows a CR cannot be seen yet.
    const isCut = at >= text.length || (at + 1 === text.length && text.charCodeAt(at) === cr);
    if (isCut && !isLast) return { kind: 'unfinished', quote: undefined };
    return { kind: 'row', cells, end: afterLineEnd(text, at), breaks };
  }
}

function afterLineEnd(text: string, at: number): number {
  if (at >= text.length) return text.length;
  return text.charCodeAt(at) === cr && text.charCodeAt(at + 1) === lf ? at + 2 : at + 1;
}

function readCell(text: string, start: number, delimiter: string, isLast: boolean): CellReading {
  const quote = afterSpaces(text, start, delimiter);
  if (text.charCodeAt(quote) !== quoteMark) return bareCell(text, start, delimiter);
  const cell = quotedCell(text, quote, delimiter, isLast);
  // After spaces a quote may be text as well as not: it has to be closed on its line.
  if (quote > start) return isWithinLine(cell, text, quote, isLast) ? cell : bareCell(text, start, delimiter);
  if (cell.kind !== 'stray') return cell;
  const hidden = text.slice(quote, closingQuote(text, quote + 1));
  const hidesNothing = !hidden.includes(delimiter) && countLineEnds(hidden) === 0;
  return hidesNothing ? bareCell(text, start, delimiter) : cell;
}

function isWithinLine(cell: CellReading, text: string, quote: number, isLast: boolean): boolean {
  if (cell.kind === 'cell') return cell.breaks === 0;
  return cell.kind === 'open' && !isLast && countLineEnds(text.slice(quote)) === 0;
}

function bareCell(text: string, start: number, delimiter: string): CellReading {
  const stop = delimiter.charCodeAt(0);
  let end = start;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (code === stop || code === lf || code === cr) break;
  }
  return { kind: 'cell', text: text.slice(start, end), end, breaks: 0 };
}

function quotedCell(text: string, quote: number, delimiter: string, isLast: boolean): CellReading {
  const close = closingQuote(text, quote + 1);
  if (close < 0) return { kind: 'open' };
  const end = afterSpaces(text, close + 1, delimiter);
  if (end >= text.length && !isLast) return { kind: 'open' };
  const code = text.charCodeAt(end);
  const isClosed = end >= text.length || code === delimiter.charCodeAt(0) || code === lf || code === cr;
  if (!isClosed) return { kind: 'stray' };
  const content = text.slice(quote + 1, close);
  return {
    kind: 'cell',
    text: content.includes('"') ? content.replaceAll('""', '"') : content,
    end,
    breaks: countLineEnds(content),
  };
}

/** Where the next quote is that is not doubled, or -1. */
function closingQuote(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text.charCodeAt(at + 1) === quoteMark) at = text.indexOf('"', at + 2);
  return at;
}

function afterSpaces(text: string, start: number, delimiter: string): number {
  let at = start;
  if (delimiter !== ' ') while (text.charCodeAt(at) === space) at++;
  return at;
}

/** Line ends of any kind, CRLF being one. */
export function countLineEnds(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === lf || (code === cr && text.charCodeAt(at + 1) !== lf)) count++;
  }
  return count;
}
