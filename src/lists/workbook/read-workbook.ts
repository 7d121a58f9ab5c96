import { Problem } from '../../domain/problem.ts';
import type { ListOptions } from '../../operations/ports/list-file.ts';
import { workbookCellText, workbookNumber } from '../cell-text.ts';
import type { ListRow, Table } from '../table.ts';
import { readableParts } from './workbook-limits.ts';
import { archiveOf, type ZipEntry } from './zip-entries.ts';

interface Sheet {
  name: string;
  rows: readonly unknown[][];
}

/**
 * Reads an Excel workbook (.xlsx, .xlsm; ECMA-376) into memory, and returns the sheet with that name, or the first with rows.
 *
 * @param bytes of the whole file
 * @throws Problem `unknown_sheet`, `invalid_workbook`, `file_too_large`
 */
export async function openWorkbook(
  bytes: Buffer,
  entries: readonly ZipEntry[],
  { label, sheet: name }: ListOptions,
): Promise<Table> {
  const parts = readableParts(bytes, entries, label);
  const sheets = await readSheets(archiveOf(bytes, parts), label);
  const sheet = name === undefined ? firstWithRows(sheets) : requireSheet(sheets, name, label);
  const rows = rowsOf(sheet, bytes.length);
  return {
    detected: `Excel workbook, sheet “${sheet?.name ?? ''}” of ${sheets.length}`,
    isSpreadsheet: true,
    size: bytes.length,
    async *rows() {
      yield* rows;
    },
  };
}

async function readSheets(bytes: Buffer, label: string): Promise<Sheet[]> {
  const { default: readExcelFile } = await import('read-excel-file/universal');
  const archive = new ArrayBuffer(bytes.length);
  new Uint8Array(archive).set(bytes);
  try {
    const sheets = await readExcelFile(archive, { trim: false, parseNumber: workbookNumber });
    // The data of a sheet that is a chart is no array, although its type says so.
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: Array.isArray(data) ? data : [] }));
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Problem(
      'usage',
      {
        code: 'invalid_workbook',
        message: `${label} is a damaged Excel workbook: ${error.message}`,
        hint: 'Nothing was imported. Open it in Excel and save it again, or save the list as CSV UTF-8.',
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

function requireSheet(sheets: readonly Sheet[], name: string, label: string): Sheet {
  const normalised = (text: string) => text.trim().toLowerCase();
  const sheet =
    sheets.find((one) => one.name === name) ??
    sheets.find((one) => normalised(one.name) === normalised(name));
  if (sheet) return sheet;
  throw new Problem('usage', {
    code: 'unknown_sheet',
    message: `${label} has no sheet "${name}".`,
    hint: `Nothing was imported. Its sheets are: ${sheets.map((one) => one.name).join(', ')}.`,
  });
}

function rowsOf(sheet: Sheet | undefined, size: number): ListRow[] {
  const rows = sheet?.rows ?? [];
  return rows.flatMap((row, index) => {
    const cells = row.map(workbookCellText);
    const position = Math.round((size * (index + 1)) / rows.length);
    return cells.some((cell) => cell.trim() !== '') ? [{ line: index + 1, cells, position }] : [];
  });
}
