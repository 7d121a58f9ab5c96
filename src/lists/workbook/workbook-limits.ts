import { inflateRawSync } from 'node:zlib';
import { Problem } from '../../domain/problem.ts';
import { tooLarge } from '../list-problems.ts';
import { scanXml } from './scan-xml.ts';
import { storedBytes, type ZipEntry } from './zip-entries.ts';

const megabyte = 1_000_000;

/** Bytes of unpacked XML: about 170,000 rows of 8 cells, which take some six times as much memory. */
const mostXml = 100 * megabyte;

/** Cells between the first and the last filled one of a sheet. The empty ones among them take memory too. */
const mostSpanned = 20_000_000;

/** Cells of a sheet. */
const mostCells = 4_000_000;

/** The size of a sheet (Excel specifications and limits). */
const mostRows = 1_048_576;
const mostColumns = 16_384;

const limits = { rows: mostRows, cells: mostCells };

/**
 * Returns the parts of a workbook that a reader needs, and may unpack: pictures and the like are not among them. Refuses a workbook
 * that would not fit into memory, or that is no workbook, before it is read: by the size that its parts declare, by what they unpack
 * to, and by the addresses in its sheets, because one cell far out makes a sheet of millions.
 *
 * @throws Problem `file_too_large`, `invalid_workbook`
 */
export function readableParts(archive: Buffer, entries: readonly ZipEntry[], label: string): ZipEntry[] {
  const parts = entries.filter(({ name }) => /\.xml(?:\.rels)?$/.test(name));
  const size = parts.reduce((sum, part) => sum + part.size, 0);
  if (size > mostXml) throw workbookTooLarge(label, `of ${Math.round(size / megabyte)} MB unpacked`);
  for (const part of parts) {
    const xml = unpack(archive, part);
    const extent = xml?.length === part.size ? scanXml(xml.toString('latin1'), limits) : undefined;
    if (!extent) throw damaged(label, part.name);
    const { lastRow, rows, columns, cells } = extent;
    if (lastRow > mostRows || columns > mostColumns) throw damaged(label, part.name);
    if (rows * columns > mostSpanned)
      throw workbookTooLarge(label, `with ${rows} rows of ${columns} columns`);
    if (cells > mostCells) throw workbookTooLarge(label, `with ${cells} cells in a sheet`);
  }
  return parts;
}

/** Returns the content of a part; undefined if it is damaged, or larger than it declares. */
export function unpack(archive: Buffer, part: ZipEntry): Buffer | undefined {
  const stored = storedBytes(archive, part);
  if (!stored || part.method === 0) return stored;
  try {
    return inflateRawSync(stored, { maxOutputLength: Math.max(1, part.size) });
  } catch {
    return undefined;
  }
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
