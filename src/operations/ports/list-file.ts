/** A list as an operator hands it over. */
export interface ListFile {
  /** What was detected, in a few words: `CSV, UTF-16 LE, tabs` · `Excel workbook, sheet “Contacts” of 3` · `NDJSON, UTF-8`. */
  readonly detected: string;
  /** Whether its cells are a spreadsheet's, in which an apostrophe keeps a text from being run as a formula. */
  readonly isSpreadsheet: boolean;
  /** Bytes that `rows()` reads through; for progress. */
  readonly size: number;
  /** Of a CSV file: what `csvList` makes the same list of. */
  readonly source?: CsvSource;
  /**
   * The rows as they stand, the header first, blank ones left out; they may differ in length. May be read any number of
   * times, each time from the file: only a workbook and a JSON document are held in memory.
   *
   * @throws Problem `invalid_csv` or `invalid_json` with the line, `file_unreadable`
   */
  rows(): AsyncGenerator<ListRow>;
  /**
   * Whether it is certain, at a fraction of what `rows()` costs, that no row of the file is broken. Absent where nothing is
   * cheaper than reading them.
   */
  isPlain?(signal: AbortSignal): Promise<boolean>;
}

export interface ListRow {
  /** The line of the file on which the row ends, from 1; of a workbook the number of the sheet's row; 0 for a header made of keys. */
  line: number;
  cells: string[];
  /** Bytes from the start of the file to the end of this row, about. */
  position: number;
}

export interface ListOptions {
  /** What errors call the file: its path, or `standard input`. */
  label: string;
  /** Read the text so, whatever it looks like: a name that iconv-lite knows. */
  encoding?: string | undefined;
  /** One character, or `comma`, `semicolon`, `tab` or `pipe`. */
  delimiter?: string | undefined;
  /** The sheet of a workbook, by name. */
  sheet?: string | undefined;
}

/** All that is needed to read a CSV file, as plain data: it can be sent to another thread. */
export interface CsvSource {
  file: { path: string; label: string; encoding: string };
  dialect: { delimiter: string; preamble: number; isOneColumn: boolean };
  /** Bytes. */
  size: number;
}
