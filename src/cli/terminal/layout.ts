import { stripVTControlCharacters } from 'node:util';
import type { Printable, StyledText } from './styled-text.ts';
import { styled } from './styled-text.ts';

/** Returns the width of a text in screen columns. */
export type Measure = (text: string) => number;

/** Latin letters and punctuation, each one screen column wide: most cells have nothing else. */
const plainText = /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u024f\u2013-\u2026]*$/;

/** In UTF-16 units. A longer text is wider than any screen, and string-width takes minutes for some. */
const longestMeasured = 8000;

/** Returns a measure for these texts. Loads string-width, which knows all of Unicode, only if needed: it takes 10 ms. */
export async function measureOf(texts: readonly Printable[]): Promise<Measure> {
  if (texts.every((text) => plainText.test(text.toString()))) return (text) => text.length;
  const { default: stringWidth } = await import('string-width');
  return (text) => (text.length > longestMeasured || plainText.test(text) ? text.length : stringWidth(text));
}

/** No character needs more UTF-16 units for a screen column; a letter under a thousand accents would. */
const unitsPerColumn = 32;

/** Returns the part of a text that could fit on a number of screen columns, so that no more of it needs to be measured. */
export function clipped<T extends Printable>(text: T, columns: number): T | StyledText {
  const { length } = text.toString();
  return length <= columns * unitsPerColumn ? text : styled`${part(text, 0, columns * unitsPerColumn)}…`;
}

/** Returns a text that fits on this many screen columns: if it was cut, it ends with `…`. */
export function cut(text: Printable, columns: number, widthOf: Measure): Printable {
  const plain = text.toString();
  if (plain.length <= columns * unitsPerColumn && widthOf(plain) <= columns) return text;
  return styled`${part(text, 0, fittingLength(plain, columns - 1, widthOf))}…`;
}

/** Returns lines that fit on this many screen columns, at least one, broken at blanks where possible. */
export function wrapped(text: Printable, screenColumns: number, widthOf: Measure): Printable[] {
  const columns = Math.max(1, screenColumns);
  const plain = text.toString();
  if (widthOf(plain) <= columns) return [text];
  const lines: Printable[] = [];
  let [start, end] = [0, 0];
  for (const word of plain.matchAll(/\S+/g)) {
    const wordEnd = word.index + word[0].length;
    if (end > start && widthOf(plain.slice(start, wordEnd)) > columns) {
      lines.push(part(text, start, end));
      start = word.index;
    }
    if (end <= start) start = word.index;
    end = wordEnd;
    for (;;) {
      const length = Math.max(1, fittingLength(plain.slice(start, end), columns, widthOf));
      if (length >= end - start) break;
      lines.push(part(text, start, start + length));
      start += length;
    }
  }
  return end > start ? [...lines, part(text, start, end)] : lines;
}

/**
 * Returns a line as it is printed, broken at blanks so that it fits a screen. What it continues on is indented as far as its own text
 * is. A word that is too long, such as a path, is left whole: the screen breaks it, and it can still be copied.
 */
export function brokenAtBlanks(line: string, columns: number): string {
  const plain = stripVTControlCharacters(line);
  if (roughWidth(plain) <= columns) return line;
  const [start = ''] = /^(?:\S )?\s*(?:\S+\s{2,})?/.exec(plain) ?? [];
  const indent = start.length <= columns / 2 ? start.length : 0;
  let [broken, width, blanks] = ['', 0, ''];
  for (const [word] of line.matchAll(/\s+|\S+/g)) {
    const taken = roughWidth(stripVTControlCharacters(word));
    if (word.trim() === '' && width > 0) blanks = word;
    else if (width > indent && blanks !== '' && width + blanks.length + taken > columns) {
      broken += `\n${' '.repeat(indent)}${word}`;
      [width, blanks] = [indent + taken, ''];
    } else {
      broken += blanks + word;
      [width, blanks] = [width + blanks.length + taken, ''];
    }
  }
  return broken;
}

const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/gu;
const joining = /[\p{M}\u200d]/gu;

/** Returns about how many columns a text takes: enough for a line that the screen itself breaks if it is too long. */
function roughWidth(text: string): number {
  if (plainText.test(text)) return text.length;
  return Array.from(text.replace(joining, '')).length + (text.match(wide)?.length ?? 0);
}

/** A text, and what stands before it on its first line only. */
export interface Hanging {
  head: Printable;
  text: Printable;
}

/** Returns lines in which all texts begin in one column, and each goes on below where it began. @param width of the screen; undefined without one */
export async function hanging(
  { width }: { width: number | undefined },
  rows: readonly Hanging[],
): Promise<Printable[]> {
  const widthOf = await measureOf(rows.flatMap(({ head, text }) => [head, text]));
  const indent = Math.max(0, ...rows.map(({ head }) => widthOf(head.toString())));
  const columns = width === undefined ? Number.POSITIVE_INFINITY : Math.max(minText, width - indent);
  return rows.flatMap(({ head, text }) =>
    wrapped(text, columns, widthOf).map((line, index) =>
      index === 0
        ? styled`${head}${' '.repeat(indent - widthOf(head.toString()))}${line}`
        : styled`${' '.repeat(indent)}${line}`,
    ),
  );
}

/** A text in fewer columns cannot be read. */
const minText = 10;

/** Made when it is first needed, which takes longer than laying out a page of plain text. */
let graphemes: Intl.Segmenter | undefined;

/** Returns how many UTF-16 units from the start of a text fit on this many screen columns. */
function fittingLength(text: string, columns: number, widthOf: Measure): number {
  if (plainText.test(text)) return Math.max(0, Math.min(text.length, columns));
  graphemes ??= new Intl.Segmenter();
  let [length, width] = [0, 0];
  for (const { segment } of graphemes.segment(text.slice(0, columns * unitsPerColumn))) {
    width += widthOf(segment);
    if (width > columns) break;
    length += segment.length;
  }
  return length;
}

function part(text: Printable, start: number, end: number): Printable {
  return text.slice(start, end);
}
