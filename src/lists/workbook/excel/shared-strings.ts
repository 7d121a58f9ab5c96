import { readWholeXml } from '../archive/read-xml.ts';
import type { ZipArchive } from '../archive/zip-archive.ts';
import type { ZipEntry } from '../archive/zip-directory.ts';
import { limits } from '../limits.ts';
import { largeWorkbook } from '../workbook-problems.ts';
import { RichText } from './rich-text.ts';

/** Reads the texts that cells refer to by their index (ECMA-376 part 1, 18.4). */
export async function readSharedStrings(archive: ZipArchive, part: ZipEntry | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (!part) return strings;
  const text = new RichText();
  let length = 0;
  await readWholeXml(archive, part, {
    open: (name) => (name === 'si' ? text.clear() : text.open(name)),
    text: (content) => text.add(content),
    close: (name) => {
      text.close(name);
      if (name !== 'si') return;
      const string = text.take();
      length += string.length;
      if (length > limits.strings || strings.length > limits.cells)
        throw largeWorkbook(archive.label, `with more than ${Math.round(limits.strings / 1e6)} MB of texts`);
      strings.push(string);
    },
  });
  return strings;
}
