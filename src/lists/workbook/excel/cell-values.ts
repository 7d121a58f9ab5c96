import { isTrue } from '../archive/read-xml.ts';
import { type CellValue, isoDateText, noResult } from '../cell-value.ts';
import type { CellFormats } from './cell-formats.ts';
import { unescaped } from './rich-text.ts';

/** What the cells of a sheet refer to. */
export interface CellContext {
  strings: readonly string[];
  formats: CellFormats;
}

/** A cell as a sheet has it. */
export interface RawCell {
  index: number;
  type: string | undefined;
  style: string | undefined;
  value: string;
  hasValue: boolean;
  hasFormula: boolean;
}

/** Returns the value of a cell (ECMA-376 part 1, 18.18.11); undefined if it refers to a text that is not there. */
export function readCell(cell: RawCell, { strings, formats }: CellContext): CellValue | undefined {
  const { type, style, value } = cell;
  const isText = type === 'str' || type === 'inlineStr';
  // Some programs write an empty number where Excel would write the result.
  if (cell.hasFormula && (isText ? !cell.hasValue : value.trim() === ''))
    return { text: '', lost: noResult, isUncalculated: true };
  switch (type) {
    case 's':
      return sharedText(value, strings);
    case 'str':
      return { text: unescaped(value) };
    case 'inlineStr':
      return { text: value };
    case 'b':
      return { text: value.trim() === '' ? '' : isTrue(value) ? 'TRUE' : 'FALSE' };
    case 'e':
      return { text: '', lost: value.trim() || noResult };
    case 'd':
      return { text: isoDateText(value.trim()) };
    default:
      return { text: value.trim() === '' ? '' : formats(style)(value) };
  }
}

function sharedText(value: string, strings: readonly string[]): CellValue | undefined {
  if (value.trim() === '') return { text: '' };
  const text = strings[Number(value)];
  return text === undefined ? undefined : { text };
}

/** Returns the index of the column in an address: 27 for `AB12`; undefined if it is none. */
export function cellIndex(address: string): number | undefined {
  let column = 0;
  let at = 0;
  for (; at < address.length; at++) {
    const letter = address.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    column = Math.min(column * 26 + letter - 64, 1e6);
  }
  return at === 0 ? undefined : column - 1;
}
