import iconv from 'iconv-lite';

/** Code pages by their numbers in Windows, where iconv-lite has another name for them. */
const names: ReadonlyMap<number, string> = new Map([
  [1200, 'utf16le'],
  [65001, 'utf8'],
  [10000, 'macintosh'],
  [28591, 'latin1'],
]);

/** Decodes the texts of workbooks older than Excel 97, in the form that SheetJS wants. */
export const codePages = {
  utils: {
    decode: (page: number, bytes: Uint8Array | number[] | string): string =>
      iconv.decode(
        typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : Buffer.from(bytes),
        nameOf(page),
      ),
    encode: (page: number, text: string): Buffer => iconv.encode(text, nameOf(page)),
  },
};

function nameOf(page: number): string {
  const name = names.get(page) ?? `cp${page}`;
  return iconv.encodingExists(name) ? name : 'cp1252';
}
