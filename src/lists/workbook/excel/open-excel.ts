import type { ListOptions } from '../../../operations/ports/list-file.ts';
import type { Table } from '../../table.ts';
import type { ZipArchive } from '../archive/zip-archive.ts';
import { chooseSheet, describeSheet } from '../choose-sheet.ts';
import { sheetTable } from '../sheet-row.ts';
import { missingPart } from '../workbook-problems.ts';
import { readCellFormats } from './cell-formats.ts';
import { readSharedStrings } from './shared-strings.ts';
import { sheetRows } from './sheet-rows.ts';
import { readWorkbookIndex, type SheetEntry } from './workbook-index.ts';

/**
 * Opens a sheet of an Excel workbook (.xlsx, .xlsm; ECMA-376), which is read as a stream: only the texts that cells share are held in
 * memory.
 *
 * @param size of the file in bytes
 * @throws Problem `unknown_sheet`, `only_hidden_sheets`, `invalid_workbook`, `file_too_large`
 */
export async function openExcel(
  archive: ZipArchive,
  size: number,
  { label, sheet: name }: ListOptions,
): Promise<Table> {
  const { sheets, strings, styles, is1904 } = await readWorkbookIndex(archive);
  const context = {
    strings: await readSharedStrings(archive, strings),
    formats: await readCellFormats(archive, styles, is1904),
  };
  const rowsOf = (part: SheetEntry['part']) => {
    if (typeof part === 'string') throw missingPart(label, part);
    return sheetRows(archive, part, context);
  };
  const sheet = await chooseSheet(sheets, name, label, async ({ part }) => {
    for await (const { cells } of rowsOf(part)) if (cells.length > 0) return true;
    return false;
  });
  const unpacked = typeof sheet?.part === 'object' ? sheet.part.size : 1;
  return sheetTable(
    { detected: `Excel workbook, ${describeSheet(sheet, sheets)}`, size, unpacked },
    async function* () {
      if (sheet) yield* rowsOf(sheet.part);
    },
  );
}
