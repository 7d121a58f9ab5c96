import type { ContactDraft } from '../../domain/contacts/contact.ts';
import type { Column } from '../../domain/lists/contact-columns.ts';
import type { DoubtfulText } from '../../domain/lists/marks/doubtful-marks.ts';
import type { Refusal } from '../../domain/lists/refusal.ts';

/** A list of contacts: a file that has been opened, and whose format is known. */
export interface ListFile {
  /** The format in a few words: `CSV, UTF-16 LE, tabs` · `Excel workbook, sheet “Contacts” of 3` · `NDJSON, UTF-8`. */
  readonly detected: string;
  /** In bytes. */
  readonly size: number;
  /** SHA-256, in hex, of the size and the first 64 KiB: tells whether this is a list that was imported before. */
  readonly digest: string;
  /**
   * Reads the list to its end and returns its headers and first rows. A list that is broken anywhere is refused here, before
   * anything is written.
   *
   * @returns undefined if `signal` aborts first
   * @throws Problem `invalid_csv` or `invalid_json` with the line, `file_unreadable`
   */
  readHead(options: ReadHeadOptions): Promise<ListHead | undefined>;
  /**
   * Reads the rows below the headers, in order and about a thousand at a time. Each call starts over, at the first row.
   *
   * @throws Problem as `readHead`
   */
  readBatches(reading: Reading): AsyncGenerator<Batch>;
}

export interface ReadHeadOptions {
  signal: AbortSignal;
  /** @param share of the list that has been read, from 0 to 1 */
  onProgress: (rows: number, share: number) => void;
}

/** What the columns of a list are settled from. */
export interface ListHead {
  headers: string[];
  /** A few rows, as examples. */
  firstRows: string[][];
  /** The first cell of each column that may be a do-not-call mark. */
  doubtfulTexts: DoubtfulText[];
  /** Cells of a workbook with a formula, but without its result. They are read as empty, except where a mark would be. */
  formulasWithoutResult: number;
}

/** How the rows of a list are read. */
export interface Reading {
  columns: Column[];
  /** The country of numbers without `+`: `AU`. */
  country: string;
  /** Added to the tags of every contact. */
  tags: readonly string[];
  /** Whether a `PreparedRow` has its cells. A `RefusedRow` always does. */
  withCells: boolean;
}

/** Some rows of a list, in order. It is plain data, which can be sent to another thread. */
export interface Batch {
  rows: PreparedRow[];
  refused: RefusedRow[];
  /** Rows of the list up to the end of this batch, without the headers. */
  count: number;
  /** The line of its last row. */
  line: number;
  /** How much of the list ends with this batch, from 0 to 1. */
  share: number;
  isLast: boolean;
}

/** A row that was read as a contact. */
export interface PreparedRow {
  line: number;
  draft: ContactDraft;
  /** If the row is marked do-not-call, its other numbers. */
  alsoMarked?: string[];
  /** Its cells, from `packed`; absent if `Reading.withCells` is false. */
  packedCells?: string;
}

/** A row that cannot be read as a contact. */
export interface RefusedRow {
  line: number;
  cells: string[];
  refusal: Refusal;
}

export interface ListOptions {
  /** The file's name in messages: its path, or `standard input`. */
  label: string;
  /** A name that iconv-lite knows. Detected if undefined. */
  encoding?: string | undefined;
  /** One character, or `comma`, `semicolon`, `tab` or `pipe`. Detected if undefined. */
  delimiter?: string | undefined;
  /** The sheet of a workbook. The first one with rows if undefined. */
  sheet?: string | undefined;
}
