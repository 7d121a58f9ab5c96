import { Problem } from '../../domain/problem.ts';
import type { ListOptions } from '../../operations/ports/list-file.ts';
import { workbookCellText, workbookNumber } from '../cell-text.ts';
import type { ListRow, Table } from '../table.ts';
import { type LostValues, lostValuesIn } from './lost-values.ts';
import { readableParts, unpack } from './workbook-limits.ts';
import { type SheetEntry, sheetEntries } from './workbook-sheets.ts';
import { archiveOf, type ZipEntry } from './zip-entries.ts';

interface Sheet {
  name: string;
  isHidden: boolean;
  rows: readonly unknown[][];
  /** The name of its part in the archive. */
  part: string | undefined;
}

/**
 * Reads an Excel workbook (.xlsx, .xlsm; ECMA-376) into memory, and returns the sheet with that name, or the first with rows that is
 * not hidden: a hidden one may be an archive that nobody means to import.
 *
 * @param bytes of the whole file
 * @throws Problem `unknown_sheet`, `only_hidden_sheets`, `invalid_workbook`, `file_too_large`
 */
export async function openWorkbook(
  bytes: Buffer,
  entries: readonly ZipEntry[],
  { label, sheet: name }: ListOptions,
): Promise<Table> {
  const parts = readableParts(bytes, entries, label);
  const textOf = (part: string | undefined) => {
    const entry = parts.find((one) => one.name.toLowerCase() === part?.toLowerCase());
    return (entry && unpack(bytes, entry)?.toString('latin1')) ?? '';
  };
  const listed = sheetEntries(textOf('xl/workbook.xml'), textOf('xl/_rels/workbook.xml.rels'));
  const sheets = await readSheets(archiveOf(bytes, parts), listed, label);
  const sheet = name === undefined ? firstVisible(sheets, label) : requireSheet(sheets, name, label);
  const { values, formulas } = lostValuesIn(textOf(sheet?.part));
  const rows = rowsOf(sheet, values, bytes.length);
  return {
    detected: describeSheet(sheet, sheets),
    isSpreadsheet: true,
    size: bytes.length,
    formulasWithoutResult: formulas,
    async *rows() {
      yield* rows;
    },
  };
}

/** Returns which sheet was read, and which others are hidden: `Excel workbook, sheet “Clients” of 2, hidden: “Archive”`. */
function describeSheet(sheet: Sheet | undefined, sheets: readonly Sheet[]): string {
  const chosen = `sheet “${sheet?.name ?? ''}”${sheet?.isHidden ? ' (hidden)' : ''} of ${sheets.length}`;
  const hidden = sheets.filter((one) => one.isHidden && one !== sheet).map((one) => `“${one.name}”`);
  return `Excel workbook, ${chosen}${hidden.length > 0 ? `, hidden: ${hidden.join(', ')}` : ''}`;
}

async function readSheets(bytes: Buffer, listed: readonly SheetEntry[], label: string): Promise<Sheet[]> {
  const { default: readExcelFile } = await import('read-excel-file/universal');
  const archive = new ArrayBuffer(bytes.length);
  new Uint8Array(archive).set(bytes);
  try {
    const sheets = await readExcelFile(archive, { trim: false, parseNumber: workbookNumber });
    // The data of a sheet that is a chart is no array, although its type says so.
    return sheets.map(({ sheet, data }, index) => ({
      name: sheet,
      rows: Array.isArray(data) ? data : [],
      isHidden: listed[index]?.isHidden ?? false,
      part: listed[index]?.part,
    }));
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

function firstVisible(sheets: readonly Sheet[], label: string): Sheet | undefined {
  const filled = sheets.filter(({ rows }) =>
    rows.some((row) => row.some((cell) => workbookCellText(cell).trim() !== '')),
  );
  const visible = filled.find(({ isHidden }) => !isHidden);
  if (visible || filled.length === 0) return visible;
  const names = filled.map(({ name }) => name).join(', ');
  throw new Problem('usage', {
    code: 'only_hidden_sheets',
    message: `${label} has rows only in ${filled.length === 1 ? 'a sheet that is hidden' : 'sheets that are hidden'}: ${names}.`,
    facts: { sheet: filled[0]?.name ?? '' },
  });
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

function rowsOf(sheet: Sheet | undefined, values: LostValues, size: number): ListRow[] {
  const rows = sheet?.rows ?? [];
  return rows.flatMap((row, index) => {
    const cells = row.map(workbookCellText);
    const position = Math.round((size * (index + 1)) / rows.length);
    const line = index + 1;
    const lost = values.get(line);
    if (!cells.some((cell) => cell.trim() !== '')) return [];
    return [{ line, cells, position, ...(lost ? { lost } : {}) }];
  });
}
