import type { Options } from 'csv-parse';

/** How the rows of a CSV text are divided. */
export interface Dialect {
  /** One character. */
  delimiter: string;
  /** Characters of a `sep=;` line to leave out at the start; 0 if there is none. */
  preamble: number;
  /** Whether the rows hold one cell each, so that nothing divides them. */
  isOneColumn: boolean;
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
