import { cleanPhoneText, numbersIn } from '../../contacts/phone-text.ts';
import { readDoNotCall } from '../../contacts/suppression/do-not-call.ts';
import { readConsent, saysDoNotCall } from '../../contacts/suppression/mark-texts.ts';
import { tagsIn } from '../../contacts/tags.ts';
import type { Column } from '../contact-columns.ts';
import { numbersByOrigin } from '../origin/phone-by-origin.ts';
import { originOfRow } from '../origin/row-origin.ts';
import { type Refusal, refused } from '../refusal.ts';

/**
 * Returns every phone number of a row in E.164, each once. A mark counts for all of them, and for everything that one of them can
 * be.
 */
export function numbersOf(texts: readonly string[], columns: readonly Column[], country: string): string[] {
  const origin = originOfRow(texts, columns);
  const read = columns.flatMap((column, index) =>
    column.meaning.kind === 'phone'
      ? numbersIn(cleanPhoneText(texts[index] ?? '')).flatMap((phone) =>
          numbersByOrigin(phone, column, origin, country),
        )
      : [],
  );
  return [...new Set(read)];
}

/** Returns whether a cell marks its row, although its column is not one of marks: `Status: do not call`, or one of several tags. */
export function saysMark({ meaning, readsMarks }: Column, text: string): boolean {
  if (!readsMarks) return false;
  return meaning.kind === 'tags' ? tagsIn(text).some(saysDoNotCall) : saysDoNotCall(text);
}

/** Returns the refusal of a row whose columns of consent are all empty. */
export function missingConsent(columns: readonly Column[]): Refusal {
  const header = columns.find(({ meaning }) => meaning.kind === 'mayCall')?.header;
  return refused('it is empty, and what is missing is not consent', header, '');
}

/** Returns the numbers that a row marks do-not-call although it is refused. A mark that cannot be read counts. */
export function markedNumbers(
  texts: readonly string[],
  columns: readonly Column[],
  country: string,
): string[] {
  const isMarked = columns.some((column, index) => {
    const text = texts[index] ?? '';
    if (text === '') return false;
    const mark = readMark(column, text);
    return column.meaning.kind === 'doNotCall' ? mark !== false : mark === true;
  });
  return isMarked ? numbersOf(texts, columns, country) : [];
}

/**
 * Returns the numbers that a row with too many cells marks do-not-call. A comma too many moves the cells behind it to the right, so a
 * mark, or a number, may be in its own column or in one behind.
 */
export function markedInLongRow(
  texts: readonly string[],
  columns: readonly Column[],
  country: string,
): string[] {
  const surplus = texts.length - columns.length;
  const moved = Array.from({ length: surplus + 1 }, (_, by) => texts.slice(by, by + columns.length));
  const isMarked = columns.some((column, index) => {
    const marks = moved.map((row) => (row[index] ? readMark(column, row[index]) : false));
    // Where no cell can be read as a mark, the mark is one that cannot be read.
    return marks.includes(true) || (column.meaning.kind === 'doNotCall' && !marks.includes(false));
  });
  return isMarked ? [...new Set(moved.flatMap((row) => numbersOf(row, columns, country)))] : [];
}

/** Returns whether a filled cell marks its row; undefined for neither yes nor no. */
function readMark(column: Column, text: string): boolean | undefined {
  const { kind } = column.meaning;
  if (kind === 'doNotCall') return readDoNotCall(text);
  if (kind !== 'mayCall') return saysMark(column, text);
  const mayCall = readConsent(text);
  return mayCall === undefined ? undefined : !mayCall;
}
