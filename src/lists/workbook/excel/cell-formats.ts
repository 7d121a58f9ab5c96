import { readWholeXml } from '../archive/read-xml.ts';
import type { ZipArchive } from '../archive/zip-archive.ts';
import type { ZipEntry } from '../archive/zip-directory.ts';
import { builtInFormats } from '../formats/built-in-formats.ts';
import { type NumberFormat, numberFormat } from '../formats/number-format.ts';

/** Returns how the numbers of a cell are written, by the index of its style. */
export type CellFormats = (style: string | undefined) => NumberFormat;

/** Reads the number formats of a workbook (ECMA-376 part 1, 18.8.30 and 18.8.45). */
export async function readCellFormats(
  archive: ZipArchive,
  part: ZipEntry | undefined,
  is1904: boolean,
): Promise<CellFormats> {
  const codes = new Map(builtInFormats);
  const ids: number[] = [];
  let isCellStyles = false;
  if (part)
    await readWholeXml(archive, part, {
      open: (name, attributes) => {
        if (name === 'cellXfs') isCellStyles = true;
        else if (name === 'numFmt') codes.set(Number(attributes['numFmtId']), attributes['formatCode'] ?? '');
        else if (name === 'xf' && isCellStyles) ids.push(Number(attributes['numFmtId'] ?? 0));
      },
      close: (name) => {
        if (name === 'cellXfs') isCellStyles = false;
      },
    });
  const formats = new Map<string | undefined, NumberFormat>();
  return (style) => {
    const known = formats.get(style);
    if (known) return known;
    // A style past the end is the default one, as in Excel.
    const format = numberFormat(codes.get(ids[Number(style ?? 0)] ?? 0) ?? '', is1904);
    formats.set(style, format);
    return format;
  };
}
