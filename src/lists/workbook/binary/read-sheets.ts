import { type CellObject, read, set_cptable, type WorkBook } from '@e965/xlsx';
import { type CellValue, noResult } from '../cell-value.ts';
import type { NamedSheet } from '../choose-sheet.ts';
import { type NumberFormat, numberFormat } from '../formats/number-format.ts';
import { codePages } from './code-pages.ts';
import type { BinaryRow } from './messages.ts';

/** A sheet of a workbook in memory. */
export interface BinarySheet extends NamedSheet {
  hasRows: boolean;
  /** The rows without blank ones. One with nothing but formulas without results has no cells. */
  rows: () => Generator<BinaryRow>;
}

/** Reads the sheets of a workbook in the formats .xls ([MS-XLS]) and .xlsb ([MS-XLSB]). @throws Error if it is damaged */
export function readSheets(bytes: Buffer): BinarySheet[] {
  set_cptable(codePages);
  // Without WTF, a sheet that cannot be read would be missing without a word.
  const book = read(bytes, { type: 'buffer', dense: true, WTF: true, cellNF: true, cellText: false });
  const format = formatsOf(book);
  return book.SheetNames.flatMap((name, index) => {
    const sheet = book.Sheets[name];
    if (!sheet) throw new Error(`The sheet ${name} is missing.`);
    if (sheet['!type'] !== undefined && sheet['!type'] !== 'sheet') return [];
    const rows = () => rowsOf(sheet['!data'] ?? [], format);
    const isHidden = (book.Workbook?.Sheets?.[index]?.Hidden ?? 0) !== 0;
    return [{ name, isHidden, rows, hasRows: hasCells(rows()) }];
  });
}

function hasCells(rows: Generator<BinaryRow>): boolean {
  for (const { cells } of rows) if (cells.length > 0) return true;
  return false;
}

function* rowsOf(
  data: readonly (readonly CellObject[] | undefined)[],
  format: (cell: CellObject) => NumberFormat,
): Generator<BinaryRow> {
  for (let index = 0; index < data.length; index++) {
    const row: BinaryRow = { line: index + 1, cells: [], lost: [], formulas: 0 };
    // The arrays have gaps.
    data[index]?.forEach((cell, column) => {
      const { text, lost, isUncalculated } = cellValue(cell, format);
      if (lost !== undefined) row.lost.push([column, lost]);
      if (isUncalculated) row.formulas++;
      if (text === '' && lost === undefined) return;
      while (row.cells.length < column) row.cells.push('');
      row.cells[column] = text;
    });
    const isFilled = row.cells.some((cell) => cell.trim() !== '');
    if (isFilled || row.formulas > 0) yield isFilled ? row : { ...row, cells: [] };
  }
}

/** The errors of cells by their numbers ([MS-XLS] 2.5.10). */
const errors: ReadonlyMap<unknown, string> = new Map([
  [0x00, '#NULL!'],
  [0x07, '#DIV/0!'],
  [0x0f, '#VALUE!'],
  [0x17, '#REF!'],
  [0x1d, '#NAME?'],
  [0x24, '#NUM!'],
  [0x2a, '#N/A'],
  [0x2b, '#GETTING_DATA'],
]);

function cellValue(cell: CellObject, format: (cell: CellObject) => NumberFormat): CellValue {
  const { t: type, v: value, f: formula } = cell;
  if (type === 'e') return { text: '', lost: errors.get(value) ?? '#N/A' };
  if (value === undefined)
    return formula === undefined ? { text: '' } : { text: '', lost: noResult, isUncalculated: true };
  if (typeof value === 'boolean') return { text: value ? 'TRUE' : 'FALSE' };
  if (typeof value === 'number') return { text: format(cell)(String(value)) };
  return { text: String(value) };
}

/** Returns what finds the format of a number. */
function formatsOf(book: WorkBook): (cell: CellObject) => NumberFormat {
  const is1904 = book.Workbook?.WBProps?.date1904 === true;
  const formats = new Map<string, NumberFormat>();
  return ({ z = '' }) => {
    const code = String(z);
    const known = formats.get(code) ?? numberFormat(code, is1904);
    formats.set(code, known);
    return known;
  };
}
