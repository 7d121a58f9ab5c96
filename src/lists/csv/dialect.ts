import type { Options } from 'csv-parse';
import { CsvError, parse } from 'csv-parse/sync';
import { titleRows } from '../../domain/lists/headings/title-rows.ts';
import { Problem } from '../../domain/problem.ts';

/** How the rows of a CSV text are divided into cells. */
export interface Dialect {
  /** One character. */
  delimiter: string;
  /** Characters of a line at the start that is not a row, `sep=;` or `{}`; 0 if there is none. */
  preamble: number;
  /** Whether rows have one cell each, so that there is nothing to divide. */
  isOneColumn: boolean;
}

/** In ascending order of how often they occur in ordinary text: on a tie, the first is the delimiter. */
const candidates = ['\t', '|', ';', ','];

const delimitersByName: Readonly<Record<string, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  pipe: '|',
  '\\t': '\t',
};

const plurals: Readonly<Record<string, string>> = {
  ',': 'commas',
  ';': 'semicolons',
  '\t': 'tabs',
  '|': 'pipes',
};

/** A line of Excel's own that names the delimiter. */
const separatorLine = /^"?sep=(\\t|[^\r\n])"?(?:\r\n|\n|\r|$)/i;

/** The first line of MYOB's exports. JSON that begins with it has another bracket in the next. */
const bracesLine = /^\{\}[\t ,;]*(?:\r\n|\n|\r)(?!\s*[{[])/;

/** Returns whether a text begins as MYOB's exports do, which are not JSON. */
export function hasBracesLine(text: string): boolean {
  return bracesLine.test(text);
}

/** Rows that the delimiter is detected from. */
const sampledRows = 50;

/**
 * Returns the dialect of a CSV text. The delimiter is what a `sep=` line says, or else the one that divides the most of the first
 * rows into as many cells as the header, and into the most cells. A text with one column has commas.
 *
 * @param sample the beginning of the text, without byte order mark
 * @param isWhole whether the sample is the whole text
 * @param delimiter takes precedence, if given
 */
export function detectDialect(sample: string, isWhole: boolean, delimiter: string | undefined): Dialect {
  const [line = '', separator] = separatorLine.exec(sample) ?? [];
  const preamble = line.length || (bracesLine.exec(sample)?.[0].length ?? 0);
  const named = separator === undefined ? undefined : (delimitersByName[separator] ?? separator);
  const known = delimiter ?? named;
  if (known !== undefined) return { delimiter: known, preamble, isOneColumn: false };
  const best = { delimiter: ',', score: 0 };
  for (const candidate of candidates) {
    const score = scoreOf(candidate, sample.slice(preamble), isWhole);
    if (score > best.score) Object.assign(best, { delimiter: candidate, score });
  }
  return { delimiter: best.delimiter, preamble, isOneColumn: best.score === 0 };
}

/** Returns the cells of the header times the share of rows with as many; 0 if the delimiter does not divide the header. */
function scoreOf(delimiter: string, sample: string, isWhole: boolean): number {
  const rows = firstRows(delimiter, sample, isWhole);
  const [columns = 0, ...others] = rows.slice(titleRows(rows)).map((cells) => cells.length);
  if (columns < 2) return 0;
  const same = others.filter((count) => count === columns).length;
  return (columns * (1 + same)) / (1 + others.length);
}

/** Returns the cells of each of the first rows: none for one that cannot be read, which is the last. */
function firstRows(delimiter: string, sample: string, isWhole: boolean): string[][] {
  const size = Buffer.byteLength(sample);
  const rows: string[][] = [];
  try {
    parse(sample, {
      ...csvOptions(delimiter),
      skip_records_with_empty_values: true,
      to: sampledRows,
      on_record(cells, { bytes }) {
        // The sample may end in the middle of the last row.
        if (isWhole || bytes < size) rows.push(cells);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    rows.push([]);
  }
  return rows;
}

/**
 * Returns the delimiter for one character, or for `comma`, `semicolon`, `tab` or `pipe`.
 *
 * @throws Problem `unknown_delimiter`
 */
export function parseDelimiter(text: string): string {
  const name = text.toLowerCase();
  const delimiter = (Object.hasOwn(delimitersByName, name) && delimitersByName[name]) || text;
  if (delimiter.length === 1 && !'"\r\n\0'.includes(delimiter)) return delimiter;
  throw new Problem('usage', {
    code: 'unknown_delimiter',
    message: `"${text}" cannot be a delimiter.`,
    hint: 'Nothing was imported. Use comma, semicolon, tab or pipe, or any single character.',
  });
}

/** Returns the delimiter for people: `commas`, `one column`, `“^”`. */
export function describeDialect({ delimiter, isOneColumn }: Dialect): string {
  return isOneColumn ? 'one column' : (plurals[delimiter] ?? `“${delimiter}”`);
}

/**
 * Returns options of csv-parse for CSV as it is found, beyond RFC 4180: rows of any length that end in CRLF, LF or CR, spaces
 * around quotes, and quotes inside a cell that does not start with one (`5" pipe`). Text after a closing quote is an error.
 */
export function csvOptions(delimiter: string): Options {
  return {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    trim: true,
  };
}
