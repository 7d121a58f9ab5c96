import type { Options } from 'csv-parse';
import { CsvError, parse } from 'csv-parse/sync';
import { Problem } from '../../domain/problem.ts';

/** How the rows of a CSV text are divided. */
export interface Dialect {
  /** One character. */
  delimiter: string;
  /** Characters of a `sep=;` line to leave out at the start; 0 if there is none. */
  preamble: number;
  /** Whether the rows hold one cell each, so that nothing divides them. */
  isOneColumn: boolean;
}

/** The rarer in ordinary text first: where two would do, that one is meant. */
const candidates = ['\t', '|', ';', ','];

const words: Readonly<Record<string, string>> = {
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

/** Excel's own line, which names the delimiter and is no row. */
const separatorLine = /^"?sep=(\\t|[^\r\n])"?(?:\r\n|\n|\r|$)/i;

/** Enough to tell; the rest of a list is like its beginning. */
const sampledRows = 50;

/**
 * What divides the cells: what a `sep=` line says, else the delimiter by which the first rows have as many cells as the
 * header, and the most of them. One column is a comma's.
 *
 * @param sample the beginning of the text, without byte order mark
 * @param isWhole whether that is all of it
 * @param told a delimiter that was asked for, which wins
 */
export function detectDialect(sample: string, isWhole: boolean, told: string | undefined): Dialect {
  const [line = '', separator] = separatorLine.exec(sample) ?? [];
  const preamble = line.length;
  const given = told ?? (separator === undefined ? undefined : (words[separator] ?? separator));
  if (given !== undefined) return { delimiter: given, preamble, isOneColumn: false };
  const best = { delimiter: ',', score: 0 };
  for (const delimiter of candidates) {
    const score = columnsBy(sample.slice(preamble), isWhole, delimiter);
    if (score > best.score) Object.assign(best, { delimiter, score });
  }
  return { delimiter: best.delimiter, preamble, isOneColumn: best.score === 0 };
}

/** Cells of the header, by the share of rows that have as many; 0 for a delimiter that does not divide it. */
function columnsBy(sample: string, isWhole: boolean, delimiter: string): number {
  const [columns = 0, ...others] = widthsBy(sample, isWhole, delimiter);
  if (columns < 2) return 0;
  const alike = others.filter((width) => width === columns).length;
  return (columns * (1 + alike)) / (1 + others.length);
}

/** How many cells the first rows have: none where they cannot be read. */
function widthsBy(sample: string, isWhole: boolean, delimiter: string): number[] {
  const size = Buffer.byteLength(sample);
  const widths: number[] = [];
  try {
    parse(sample, {
      ...csvOptions(delimiter),
      skip_records_with_empty_values: true,
      to: sampledRows,
      on_record(cells, { bytes }) {
        // The last row may be cut.
        if (isWhole || bytes < size) widths.push(cells.length);
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    widths.push(0);
  }
  return widths;
}

/**
 * The character that `--delimiter` names.
 *
 * @throws Problem `unknown_delimiter`
 */
export function parseDelimiter(text: string): string {
  const word = text.toLowerCase();
  const delimiter = (Object.hasOwn(words, word) && words[word]) || text;
  if (delimiter.length === 1 && !'"\r\n\0'.includes(delimiter)) return delimiter;
  throw new Problem('usage', {
    code: 'unknown_delimiter',
    message: `"${text}" cannot be a delimiter.`,
    hint: 'Nothing was imported. Use comma, semicolon, tab or pipe, or any one character.',
  });
}

/** For people: `commas`, `one column`, `“^”`. */
export function describeDialect({ delimiter, isOneColumn }: Dialect): string {
  return isOneColumn ? 'one column' : (plurals[delimiter] ?? `“${delimiter}”`);
}

/**
 * How csv-parse is to take what is written in place of RFC 4180: rows that end in CRLF, LF or CR, of any length; spaces
 * around quotes; quotes within a cell that starts with none (`5" pipe`). Text after a closing quote is an error to it.
 *
 * @param delimiter one character
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
