import { type Attributes, InvalidXml, readXml, type XmlHandler } from '../archive/read-xml.ts';
import type { ZipArchive } from '../archive/zip-archive.ts';
import type { ZipEntry } from '../archive/zip-directory.ts';
import { limits } from '../limits.ts';
import type { SheetRow } from '../sheet-row.ts';
import { damagedWorkbook, largeWorkbook } from '../workbook-problems.ts';
import { type CellContext, cellIndex, type RawCell, readCell } from './cell-values.ts';
import { RichText } from './rich-text.ts';

/**
 * Reads the rows of a sheet in order, without blank ones (ECMA-376 part 1, 18.3).
 *
 * @throws Problem `invalid_workbook`, `file_too_large`
 */
export async function* sheetRows(
  archive: ZipArchive,
  part: ZipEntry,
  context: CellContext,
): AsyncGenerator<SheetRow> {
  const reader = new SheetReader(archive.label, part.name, context);
  for await (const read of readXml(archive, part, reader)) {
    for (const row of reader.take()) yield { ...row, read };
  }
}

/** A row while it is read. */
interface Row extends Omit<SheetRow, 'read' | 'lost'> {
  lost?: Map<number, string>;
}

class SheetReader implements XmlHandler {
  readonly #label: string;
  readonly #part: string;
  readonly #context: CellContext;
  #isData = false;
  #rows: Row[] = [];
  #row: Row = { line: 0, cells: [], formulas: 0 };
  #isFilled = false;
  /** The index of the next cell that has no address. */
  #next = 0;
  #cell: RawCell | undefined;
  #inline = new RichText();
  #isInline = false;
  #isValue = false;
  /** Cells so far, with the empty ones before the last of each row. */
  #count = 0;

  constructor(label: string, part: string, context: CellContext) {
    this.#label = label;
    this.#part = part;
    this.#context = context;
  }

  /** Returns the rows that ended since it was asked last. */
  take(): Row[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  open(name: string, attributes: Attributes): void {
    if (name === 'sheetData') this.#isData = true;
    else if (!this.#isData) return;
    else if (this.#cell) this.#openInside(this.#cell, name);
    else if (name === 'c') this.#openCell(attributes);
    else if (name === 'row') this.#openRow(attributes);
  }

  text(content: string): void {
    if (!this.#cell) return;
    if (this.#isInline) this.#inline.add(content);
    else if (this.#isValue) {
      this.#cell.value += content;
      if (this.#cell.value.length > limits.text) throw new InvalidXml('A value is too long.');
    }
  }

  close(name: string): void {
    if (!this.#isData) return;
    if (this.#isInline) this.#inline.close(name);
    if (name === 'c') this.#closeCell();
    else if (name === 'row') this.#closeRow();
    else if (name === 'is') this.#closeInline();
    else if (name === 'sheetData') this.#isData = false;
    else if (name === 'v') this.#isValue = false;
  }

  #openRow(attributes: Attributes): void {
    const line = Number(attributes['r'] ?? this.#row.line + 1);
    if (!Number.isInteger(line) || line > limits.rows)
      throw this.#damaged(`has a row ${attributes['r'] ?? line}`);
    if (line <= this.#row.line) throw this.#damaged(`has row ${line} after row ${this.#row.line}`);
    this.#row = { line, cells: [], formulas: 0 };
    this.#isFilled = false;
    this.#next = 0;
  }

  #openCell({ r, t, s }: Attributes): void {
    const index = (r === undefined ? undefined : cellIndex(r)) ?? this.#next;
    if (index >= limits.columns) throw this.#damaged(`has a cell ${r ?? index + 1}`);
    this.#next = index + 1;
    this.#cell = { index, type: t, style: s, value: '', hasValue: false, hasFormula: false };
    this.#addCells(1);
  }

  #openInside(cell: RawCell, name: string): void {
    if (this.#isInline) this.#inline.open(name);
    else if (name === 'is') {
      this.#isInline = true;
      this.#inline.clear();
    } else if (name === 'f') cell.hasFormula = true;
    else if (name === 'v') cell.hasValue = true;
    this.#isValue = name === 'v' && !this.#isInline;
  }

  #closeInline(): void {
    if (this.#cell)
      Object.assign(this.#cell, { value: this.#inline.take(), hasValue: true, type: 'inlineStr' });
    this.#isInline = false;
  }

  #closeCell(): void {
    if (!this.#cell) return;
    const { index } = this.#cell;
    const read = readCell(this.#cell, this.#context);
    this.#cell = undefined;
    if (read === undefined) throw this.#damaged('refers to a text that the workbook does not have');
    const { cells } = this.#row;
    if (read.text === '' && read.lost === undefined) return;
    this.#addCells(Math.max(0, index - cells.length));
    while (cells.length < index) cells.push('');
    cells[index] = read.text;
    this.#isFilled ||= read.text.trim() !== '';
    if (read.lost === undefined) return;
    this.#row.lost ??= new Map();
    this.#row.lost.set(index, read.lost);
    if (read.isUncalculated) this.#row.formulas++;
  }

  #closeRow(): void {
    if (this.#isFilled) this.#rows.push(this.#row);
    else if (this.#row.formulas > 0) this.#rows.push({ ...this.#row, cells: [] });
  }

  #addCells(count: number): void {
    this.#count += count;
    if (this.#count > limits.cells)
      throw largeWorkbook(this.#label, `with more than ${limits.cells / 1e6} million cells in a sheet`);
  }

  #damaged(what: string): Error {
    return damagedWorkbook(this.#label, `its part ${this.#part} ${what}`);
  }
}
