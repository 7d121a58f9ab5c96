import type { ListFile } from '../operations/ports/list-file.ts';

/** A list as rows of cells, whatever its format. */
export interface Table extends Pick<ListFile, 'detected' | 'size'> {
  /** Whether an apostrophe before a cell keeps a spreadsheet from running it as a formula. */
  readonly isSpreadsheet: boolean;
  /** In a workbook, counts the formulas without a result in the rows that were read last: they are read as empty cells. */
  readonly formulasWithoutResult?: () => number;
  /**
   * Reads the rows, the headers first, without blank ones. They may differ in length. Each call starts over; only .xls, .xlsb and
   * JSON documents are held in memory.
   *
   * @throws Problem `invalid_csv` or `invalid_json` with the line, `file_unreadable`
   */
  rows(): AsyncGenerator<ListRow>;
}

export interface ListRow {
  /** The line of the file on which the row ends, from 1; in a workbook the row's number; 0 for headers that are JSON keys. */
  line: number;
  cells: string[];
  /** Texts for cells that are read as empty because the workbook has no value for them: errors, and formulas without a result. */
  lost?: ReadonlyMap<number, string>;
  /** Bytes from the start of the file to the end of this row, roughly. */
  position: number;
}
