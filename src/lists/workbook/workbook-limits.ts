import { inflateRawSync } from 'node:zlib';
import { Problem } from '../../domain/problem.ts';
import { tooLarge } from '../list-problems.ts';
import { storedBytes, type ZipEntry } from './zip-entries.ts';

const megabyte = 1_000_000;

/** Bytes of unpacked XML: about 170,000 rows of 8 cells, which take some six times as much memory. */
const mostXml = 100 * megabyte;

/** Cells between the first and the last filled one of a sheet. The empty ones among them take memory too. */
const mostCells = 20_000_000;

/** The size of a sheet (Excel specifications and limits). */
const mostRows = 1_048_576;
const mostColumns = 16_384;

/** The opening tags of rows and cells, with their address. */
const addressed = /<(?:\w+:)?(?:row|c)\s(?:[^>]*\s)?r\s*=\s*["']([a-z]*)(\d+)["'][^>]*>/gi;

/**
 * Refuses a workbook that would not fit into memory, before it is read: by the size that its parts declare, by the size that they
 * unpack to, and by the addresses in its sheets, because one cell far out makes a sheet of millions.
 *
 * @throws Problem `file_too_large`, `invalid_workbook`
 */
export function requireReadable(archive: Buffer, entries: readonly ZipEntry[], label: string): void {
  const parts = entries.filter(({ name }) => /\.xml(?:\.rels)?$/.test(name));
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  if (size > mostXml) throw workbookTooLarge(label, `of ${Math.round(size / megabyte)} MB unpacked`);
  for (const part of parts) {
    const xml = unpack(archive, part);
    if (xml?.length !== part.size) throw damaged(label, part.name);
    const { lastRow, rows, columns } = spanOf(xml.toString('latin1'));
    if (lastRow > mostRows || columns > mostColumns) throw damaged(label, part.name);
    if (rows * columns > mostCells) throw workbookTooLarge(label, `with ${rows} rows of ${columns} columns`);
  }
}

/** Returns the content of a part; undefined if it is damaged, or larger than it declares. */
function unpack(archive: Buffer, part: ZipEntry): Buffer | undefined {
  const stored = storedBytes(archive, part);
  if (!stored || part.method === 0) return stored;
  try {
    return inflateRawSync(stored, { maxOutputLength: Math.max(1, part.size) });
  } catch {
    return undefined;
  }
}

/** Returns the last row of a sheet, and the rows and columns up to its last filled cells. */
function spanOf(xml: string): { lastRow: number; rows: number; columns: number } {
  const span = { lastRow: 0, rows: 0, columns: 0 };
  for (const [tag, letters = '', digits] of xml.matchAll(addressed)) {
    span.lastRow = Math.max(span.lastRow, Number(digits));
    if (tag.endsWith('/>')) continue;
    span.rows = Math.max(span.rows, Number(digits));
    span.columns = Math.max(span.columns, columnNumber(letters));
  }
  return span;
}

function columnNumber(letters: string): number {
  return [...letters].reduce((sum, letter) => sum * 26 + letter.toUpperCase().charCodeAt(0) - 64, 0);
}

function workbookTooLarge(label: string, what: string): Problem {
  return tooLarge(label, `a workbook ${what}`, 'Save the sheet as CSV UTF-8, which can be any size.');
}

function damaged(label: string, part: string): Problem {
  return new Problem('usage', {
    code: 'invalid_workbook',
    message: `${label} is a damaged Excel workbook: its part ${part} cannot be read.`,
    hint: 'Nothing was imported. Open it in Excel and save it again, or save the list as CSV UTF-8.',
  });
}
