import { type Attributes, attribute, readXml, type XmlHandler } from '../archive/read-xml.ts';
import type { ZipArchive } from '../archive/zip-archive.ts';
import type { ZipEntry } from '../archive/zip-directory.ts';
import type { NamedSheet } from '../choose-sheet.ts';
import { limits } from '../limits.ts';
import type { SheetRow } from '../sheet-row.ts';
import { damagedWorkbook, largeWorkbook } from '../workbook-problems.ts';
import { OdsCell, repeated } from './ods-cells.ts';

/** A sheet, by its index in the document. */
export interface OdsSheet extends NamedSheet {
  index: number;
  hasRows: boolean;
}

/**
 * Reads the rows of an OpenDocument spreadsheet in order, without blank ones (OpenDocument 1.2, part 1, 9.1). What repeats is
 * bounded by what the sheet would be in Excel.
 *
 * @param index of the sheet; undefined for none, to learn the sheets only
 * @param sheets gets each sheet as it ends
 * @throws Problem `invalid_workbook`, `file_too_large`
 */
export async function* odsRows(
  archive: ZipArchive,
  content: ZipEntry,
  index: number | undefined,
  sheets: OdsSheet[] = [],
): AsyncGenerator<SheetRow> {
  const reader = new ContentReader(archive.label, index, sheets);
  for await (const read of readXml(archive, content, reader)) {
    for (const row of reader.take()) yield* repeatedRow(row, read);
  }
}

interface Row extends Omit<SheetRow, 'read' | 'lost'> {
  lost?: Map<number, string>;
  repeat: number;
}

function* repeatedRow({ repeat, ...row }: Row, read: number): Generator<SheetRow> {
  for (let n = 0; n < repeat; n++) yield { ...row, cells: [...row.cells], line: row.line + n, read };
}

class ContentReader implements XmlHandler {
  readonly #label: string;
  readonly #wanted: number | undefined;
  readonly #sheets: OdsSheet[];
  /** Names of the styles of hidden sheets. */
  readonly #hidden = new Set<string>();
  #style = '';
  #index = -1;
  #sheet: OdsSheet | undefined;
  /** How deep the parser is in tables: one may be in a cell of another. */
  #depth = 0;
  #rows: Row[] = [];
  #row: Row | undefined;
  #line = 0;
  #column = 0;
  #cell: OdsCell | undefined;
  #count = 0;
  /** Row elements so far, each of which may stand for many rows. */
  #elements = 0;

  constructor(label: string, wanted: number | undefined, sheets: OdsSheet[]) {
    this.#label = label;
    this.#wanted = wanted;
    this.#sheets = sheets;
  }

  take(): Row[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'table') this.#depth++;
    if (this.#cell) this.#cell.open(name, attributes);
    else if (name === 'style') this.#style = attribute(attributes, 'name') ?? '';
    else if (name === 'table-properties' && attribute(attributes, 'display') === 'false')
      this.#hidden.add(this.#style);
    else if (name === 'table' && this.#depth === 1) this.#openSheet(attributes);
    else if (this.#sheet) this.#openInSheet(name, attributes);
  }

  text(content: string): void {
    this.#cell?.text(content);
  }

  close(name: string): void {
    if (name === 'table') this.#depth--;
    const isCell = name === 'table-cell' || name === 'covered-table-cell';
    if (this.#cell && isCell && this.#depth === 1) this.#closeCell(this.#cell);
    else if (this.#cell) this.#cell.close(name);
    else if (name === 'table-row' && this.#row) this.#closeRow(this.#row);
    else if (name === 'table' && this.#depth === 0 && this.#sheet) {
      this.#sheets.push(this.#sheet);
      this.#sheet = undefined;
    }
  }

  #openSheet(attributes: Attributes): void {
    this.#index++;
    const isHidden = this.#hidden.has(attribute(attributes, 'style-name') ?? '');
    const name = attribute(attributes, 'name') ?? '';
    this.#sheet = { name, isHidden, index: this.#index, hasRows: false };
    this.#line = 0;
    this.#count = 0;
    this.#elements = 0;
  }

  #openInSheet(name: string, attributes: Attributes): void {
    if (name === 'table-row') {
      const repeat = repeated(attributes, 'number-rows-repeated');
      this.#row = { line: this.#line + 1, cells: [], formulas: 0, repeat };
      this.#line += repeat;
      this.#column = 0;
      if (++this.#elements > limits.rows) throw this.#damaged(`more than ${limits.rows} rows`);
    } else if (this.#row && (name === 'table-cell' || name === 'covered-table-cell'))
      this.#cell = new OdsCell(attributes);
  }

  #closeCell(cell: OdsCell): void {
    this.#cell = undefined;
    const row = this.#row;
    if (!row) return;
    const start = this.#column;
    this.#column += cell.repeat;
    const { text, lost, isUncalculated } = cell.read();
    this.#addCells(1);
    if (text === '' && lost === undefined) return;
    if (this.#column > limits.columns) throw this.#damaged(`a row of ${this.#column} columns`);
    this.#addCells((this.#column - row.cells.length) * row.repeat);
    while (row.cells.length < start) row.cells.push('');
    for (let n = 0; n < cell.repeat; n++) row.cells.push(text);
    if (lost === undefined) return;
    row.lost ??= new Map();
    for (let n = start; n < this.#column; n++) row.lost.set(n, lost);
    if (isUncalculated) row.formulas += cell.repeat;
  }

  #closeRow(row: Row): void {
    this.#row = undefined;
    const isFilled = row.cells.some((cell) => cell.trim() !== '');
    if (!isFilled && row.formulas === 0) return;
    if (this.#line > limits.rows) throw this.#damaged(`a row ${this.#line}`);
    if (this.#sheet) this.#sheet.hasRows ||= isFilled;
    if (this.#index === this.#wanted) this.#rows.push(isFilled ? row : { ...row, cells: [] });
  }

  #addCells(count: number): void {
    this.#count += count;
    if (this.#count > limits.cells)
      throw largeWorkbook(this.#label, `with more than ${limits.cells / 1e6} million cells in a sheet`);
  }

  #damaged(what: string): Error {
    return damagedWorkbook(this.#label, `sheet “${this.#sheet?.name ?? ''}” has ${what}`);
  }
}
