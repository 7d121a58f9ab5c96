import { attributeOf, columnNumber, tagsOf } from './scan-xml.ts';

/** Texts in place of values that a sheet does not have, by line and by the index of the cell. */
export type LostValues = ReadonlyMap<number, ReadonlyMap<number, string>>;

export interface SheetLosses {
  /** The errors, such as `#N/A`, and the formulas without a result. */
  values: LostValues;
  /** How many formulas have no result. */
  formulas: number;
}

/** What stands for the result of a formula that the program that wrote the workbook has not calculated. */
const noResult = 'formula without a stored result';

/** What every sheet with an error or a formula has. */
const anyLoss = /<(?:\w+:)?f[\s/>]|\st\s*=\s*["']e["']/;

const startOf = (name: string) => new RegExp(`^<(?:\\w+:)?${name}[\\s/>]`);
const endOf = (name: string) => new RegExp(`^</(?:\\w+:)?${name}\\s*>`);
const tags = {
  row: startOf('row'),
  cell: startOf('c'),
  cellEnd: endOf('c'),
  formula: startOf('f'),
  value: startOf('v'),
  valueEnd: endOf('v'),
  inline: startOf('is'),
};

interface Cell {
  index: number;
  isError: boolean;
  hasFormula: boolean;
  /** Its value as it is written; undefined if it has none. */
  value?: string;
  /** Where the text of its value begins. */
  valueStart: number;
}

/** Returns the values that a sheet does not have: errors, and formulas without a result. @param xml a part that `scanXml` accepts */
export function lostValuesIn(xml: string): SheetLosses {
  const values = new Map<number, Map<number, string>>();
  const losses = { values, formulas: 0 };
  if (!anyLoss.test(xml)) return losses;
  let [line, next] = [0, 0];
  let cell: Cell | undefined;
  for (const { tag, end } of tagsOf(xml)) {
    if (tags.row.test(tag)) [line, next] = [Number(attributeOf(tag, 'r') ?? line + 1), 0];
    else if (tags.cell.test(tag)) {
      cell = openCell(tag, next);
      next = cell.index + 1;
    } else if (cell && tags.cellEnd.test(tag)) {
      addLoss(losses, line, cell);
      cell = undefined;
    } else if (cell) readInside(cell, xml, tag, end);
  }
  return losses;
}

/** Reads a tag inside a cell. @param end where it ends in the XML */
function readInside(cell: Cell, xml: string, tag: string, end: number): void {
  if (tags.formula.test(tag)) cell.hasFormula = true;
  else if (tags.inline.test(tag)) cell.value = '';
  else if (tags.value.test(tag)) Object.assign(cell, { value: '', valueStart: end });
  else if (tags.valueEnd.test(tag)) cell.value = xml.slice(cell.valueStart, end - tag.length);
}

function openCell(tag: string, next: number): Cell {
  const letters = /^[a-z]+/i.exec(attributeOf(tag, 'r') ?? '')?.[0];
  const index = letters === undefined ? next : columnNumber(letters) - 1;
  return { index, isError: attributeOf(tag, 't') === 'e', hasFormula: false, valueStart: 0 };
}

function addLoss(
  losses: { values: Map<number, Map<number, string>>; formulas: number },
  line: number,
  { index, isError, hasFormula, value }: Cell,
): void {
  const isUncalculated = hasFormula && value === undefined;
  if (isUncalculated) losses.formulas++;
  if (!isError && !isUncalculated) return;
  const row = losses.values.get(line) ?? new Map<number, string>();
  losses.values.set(line, row.set(index, value || noResult));
}
