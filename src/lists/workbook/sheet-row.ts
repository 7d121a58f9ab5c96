import type { ListRow, Table } from '../table.ts';

/** A row of a sheet. One with nothing but formulas without results has no cells. */
export interface SheetRow extends Omit<ListRow, 'position'> {
  /** Bytes of the sheet that are read. */
  read: number;
  /** How many of its cells have a formula without a result. */
  formulas: number;
}

/**
 * Returns a sheet as a list.
 *
 * @param size of the file in bytes
 * @param unpacked the bytes of the sheet, roughly
 * @param sheetRows starts over with each call
 */
export function sheetTable(
  { detected, size, unpacked }: { detected: string; size: number; unpacked: number },
  sheetRows: () => AsyncIterable<SheetRow>,
): Table {
  let formulas = 0;
  return {
    detected,
    isSpreadsheet: true,
    size,
    formulasWithoutResult: () => formulas,
    async *rows() {
      formulas = 0;
      for await (const { line, cells, lost, read, formulas: more } of sheetRows()) {
        formulas += more;
        if (cells.length === 0) continue;
        const position = Math.round(size * Math.min(1, read / unpacked));
        yield { line, cells, position, ...(lost ? { lost } : {}) };
      }
    },
  };
}
