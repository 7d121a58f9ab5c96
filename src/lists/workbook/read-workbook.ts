import { Problem } from '../../domain/problem.ts';
import type { ListOptions } from '../../operations/ports/list-file.ts';
import { workbookCellText, workbookNumber } from '../cell-text.ts';
import type { ListRow, Table } from '../table.ts';
import { requireReadable } from './workbook-limits.ts';
import type { ZipEntry } from './zip-entries.ts';

interface Sheet {
  name: string;
  rows: readonly unknown[][];
}

/**
 * The sheet of an Excel workbook (.xlsx, .xlsm; ECMA-376) that holds the list: the one that is named, else the first with
 * rows. It is held in memory.
 *
 * @param bytes the file
 * @throws Problem `unknown_sheet`, `invalid_workbook`, `file_too_large`
 */
export async function openWorkbook(
  bytes: Buffer,
  entries: readonly ZipEntry[],
  { label, sheet: named }: ListOptions,
): Promise<Table> {
  requireReadable(bytes, entries, label);
  const sheets = await readSheets(bytes, label);
  const sheet = named === undefined ? firstWithRows(sheets) : sheetNamed(sheets, named, label);
  const list = listRows(sheet, bytes.length);
  return {
    detected: `Excel workbook, sheet “${sheet?.name ?? ''}” of ${sheets.length}`,
    isSpreadsheet: true,
    isChecked: true,
    size: bytes.length,
    async *rows() {
      yield* list;
    },
  };
}

async function readSheets(bytes: Buffer, label: string): Promise<Sheet[]> {
  const { default: readExcelFile } = await import('read-excel-file/universal');
  const archive = new ArrayBuffer(bytes.length);
  new Uint8Array(archive).set(bytes);
  try {
    const sheets = await readExcelFile(archive, { trim: false, parseNumber: workbookNumber });
    // A sheet that is a chart has no data, whatever the types say.
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: Array.isArray(data) ? data : [] }));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Problem(
      'usage',
      {
        code: 'invalid_workbook',
        message: `${label} is a damaged Excel workbook: ${error.message}`,
        hint: 'Nothing was imported. Open it in Excel and save it anew, or save the list as CSV UTF-8.',
      },
      { cause: error },
    );
  }
}

function firstWithRows(sheets: readonly Sheet[]): Sheet | undefined {
  return sheets.find(({ rows }) =>
    rows.some((row) => row.some((cell) => workbookCellText(cell).trim() !== '')),
  );
}

function sheetNamed(sheets: readonly Sheet[], named: string, label: string): Sheet {
  const same = (name: string) => name.trim().toLowerCase() === named.trim().toLowerCase();
  const sheet = sheets.find(({ name }) => name === named) ?? sheets.find(({ name }) => same(name));
  if (sheet) return sheet;
  throw new Problem('usage', {
    code: 'unknown_sheet',
    message: `${label} has no sheet "${named}".`,
    hint: `Nothing was imported. Its sheets are: ${sheets.map(({ name }) => name).join(', ')}.`,
  });
}

function listRows(sheet: Sheet | undefined, size: number): ListRow[] {
  const rows = sheet?.rows ?? [];
  return rows.flatMap((row, index) => {
    const cells = row.map(workbookCellText);
    const position = Math.round((size * (index + 1)) / rows.length);
    return cells.some((cell) => cell.trim() !== '') ? [{ line: index + 1, cells, position }] : [];
  });
}
