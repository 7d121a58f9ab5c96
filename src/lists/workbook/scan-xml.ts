/** What a part of a workbook has, as far as its size matters. */
export interface XmlExtent {
  /** The highest address of a row, and the rows and columns up to the last filled cells. */
  lastRow: number;
  rows: number;
  columns: number;
  /** Cells, with or without an address. */
  cells: number;
}

/** In characters. Excel's own limits are 32,767 for a cell and 255 for a format. */
const longestText = 1_000_000;
const longestTag = 64_000;
const deepest = 100;

/** Parts of XML that contain no tags, by how they start. */
const sections: readonly [start: string, end: string][] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
];

/** A tag; its attributes may contain `>`, but not `<` (XML 1.0, 3.1). OOXML forbids document types. */
const tagPattern = /^<[^<>"'!?][^<>"']*(?:"[^"<]*"[^<>"']*|'[^'<]*'[^<>"']*)*>/;
const row = /^<(?:\w+:)?row[\s/>]/i;
const cell = /^<(?:\w+:)?c[\s/>]/i;
const address = /\sr\s*=\s*["']([a-z]*)(\d+)["']/i;

/**
 * Returns the extent of a part of a workbook, in one pass over its tags, before a parser reads it: on a text that is not XML,
 * the parser takes minutes.
 *
 * @param limits of rows and cells, beyond which it looks no further
 * @returns undefined if it is not XML, or is nested deeper, or has longer tags or texts, than a workbook can have
 */
export function scanXml(xml: string, limits: { rows: number; cells: number }): XmlExtent | undefined {
  const extent: XmlExtent = { lastRow: 0, rows: 0, columns: 0, cells: 0 };
  let [depth, rows, cellsInRow] = [0, 0, 0];
  for (const { tag } of tagsOf(xml)) {
    depth += depthChange(tag);
    if (tag === '' || depth < 0 || depth > deepest) return undefined;
    const isRow = row.test(tag);
    if (!isRow && !cell.test(tag)) continue;
    if (isRow) [rows, cellsInRow] = [rows + 1, 0];
    else [extent.cells, cellsInRow] = [extent.cells + 1, cellsInRow + 1];
    extent.lastRow = Math.max(extent.lastRow, rows);
    extent.columns = Math.max(extent.columns, cellsInRow);
    addAddress(extent, tag);
    if (rows > limits.rows || extent.cells > limits.cells) return extent;
  }
  return depth === 0 ? extent : undefined;
}

interface Tag {
  tag: string;
  /** Where it ends in the text. */
  end: number;
}

/** Yields the tags of an XML text; an empty one where it is no XML, or none that a workbook has. */
export function* tagsOf(xml: string): Generator<Tag> {
  let end = 0;
  for (let start = xml.indexOf('<'); start >= 0; start = xml.indexOf('<', end)) {
    const section = sections.find(([opening]) => xml.startsWith(opening, start));
    const tag = section ? '' : (tagPattern.exec(xml.slice(start, start + longestTag))?.[0] ?? '');
    const next = section ? endOf(xml, start, section[1]) : start + tag.length;
    if (next <= start || start - end > longestText) {
      yield { tag: '', end };
      return;
    }
    end = next;
    if (!section) yield { tag, end };
  }
}

function depthChange(tag: string): -1 | 0 | 1 {
  if (tag.startsWith('</')) return -1;
  return tag.endsWith('/>') ? 0 : 1;
}

/** Returns the index after the end of a section; 0 if there is none near. */
function endOf(xml: string, start: number, text: string): number {
  const found = xml.slice(start, start + longestText).indexOf(text);
  return found < 0 ? 0 : start + found + text.length;
}

function addAddress(extent: XmlExtent, tag: string): void {
  const [, letters = '', digits] = address.exec(tag) ?? [];
  if (digits === undefined) return;
  extent.lastRow = Math.max(extent.lastRow, Number(digits));
  if (tag.endsWith('/>')) return;
  extent.rows = Math.max(extent.rows, Number(digits));
  extent.columns = Math.max(extent.columns, columnNumber(letters));
}

const attributes = new Map<string, RegExp>();

/** Returns an attribute of a tag as it is written. @param name without or with any prefix */
export function attributeOf(tag: string, name: string): string | undefined {
  const pattern = attributes.get(name) ?? new RegExp(`\\s(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`);
  attributes.set(name, pattern);
  const [, text, other] = pattern.exec(tag) ?? [];
  return text ?? other;
}

/** Returns the number of a column, from 1 on: 27 for `AA`. */
export function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.toUpperCase().charCodeAt(0) - 64, 0);
}
