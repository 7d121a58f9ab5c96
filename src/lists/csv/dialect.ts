import type { Options } from 'csv-parse';
import { CsvError, parse } from 'csv-parse/sync';
import { Problem } from '../../domain/problem.ts';

/** How the rows of a CSV text are divided into cells. */
export interface Dialect {
  /** One character. */
  delimiter: string;
  /** Characters of a `sep=;` line at the start, which is not a row; 0 if there is none. */
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
  const preamble = line.length;
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
  const [columns = 0, ...others] = cellCounts(delimiter, sample, isWhole);
  if (columns < 2) return 0;
  const same = others.filter((count) => count === columns).length;
  return (columns * (1 + same)) / (1 + others.length);
}

/** Returns how many cells each of the first rows has: 0 for one that cannot be read, which is the last. */
function cellCounts(delimiter: string, sample: string, isWhole: boolean): number[] {
  const size = Buffer.byteLength(sample);
  const counts: number[] = [];
  try {
    parse(sample, {
      ...csvOptions(delimiter),
      skip_records_with_empty_values: true,
      to: sampledRows,
      on_record(cells, { bytes }) {
        // The sample may end in the middle of the last row.
        if (isWhole || bytes < size) counts.push(cells.length);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    counts.push(0);
  }
  return counts;
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
