import { crc32, deflateRawSync } from 'node:zlib';

export interface ZipPart {
  name: string;
  content: string | Buffer;
  /** Whether it is stored, not deflated. */
  isStored?: boolean;
  /** The unpacked size that the directory declares, if it is wrong. */
  claimedSize?: number;
}

/**
 * Returns a ZIP archive of these files.
 *
 * @param isLarge whether its directory has sizes of 64 bits, as of files from 4 GiB on (APPNOTE 4.3.14, 4.5.3)
 */
export function zip(parts: readonly ZipPart[], { isLarge = false } = {}): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, isStored, claimedSize } of parts) {
    const bytes = Buffer.from(content);
    const body = isStored ? bytes : deflateRawSync(bytes);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(isStored ? 0 : 8, 4);
    fields.writeUInt32LE(crc32(bytes), 10);
    fields.writeUInt32LE(body.length, 14);
    fields.writeUInt32LE(claimedSize ?? bytes.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), fields, Buffer.from(name), body]);
    const extra = isLarge ? largeSizes(fields, tail, [bytes.length, body.length, offset]) : Buffer.alloc(0);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), fields, tail, Buffer.from(name), extra]));
    bodies.push(local);
    offset += local.length;
  }
  const size = Buffer.concat(directory).length;
  const end = Buffer.alloc(18);
  const large = isLarge ? [largeEnd(parts.length, size, offset)] : [];
  end.writeUInt16LE(parts.length, 4);
  end.writeUInt16LE(parts.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(isLarge ? 0xffffffff : offset, 12);
  return Buffer.concat([...bodies, ...directory, ...large, Buffer.from('PK\x05\x06'), end]);
}

/** Returns the extra field for 64 bits, and makes the others point to it. */
function largeSizes(fields: Buffer, tail: Buffer, values: readonly number[]): Buffer {
  fields.writeUInt32LE(0xffffffff, 14);
  fields.writeUInt32LE(0xffffffff, 18);
  tail.writeUInt32LE(0xffffffff, 10);
  const extra = Buffer.alloc(4 + values.length * 8);
  fields.writeUInt16LE(extra.length, 24);
  extra.writeUInt16LE(1, 0);
  extra.writeUInt16LE(values.length * 8, 2);
  values.forEach((value, index) => {
    extra.writeBigUInt64LE(BigInt(value), 4 + index * 8);
  });
  return extra;
}

/** Returns the end of the directory for 64 bits, and its locator. */
function largeEnd(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(56 + 20);
  end.write('PK\x06\x06', 'latin1');
  end.writeBigUInt64LE(44n, 4);
  end.writeBigUInt64LE(BigInt(count), 24);
  end.writeBigUInt64LE(BigInt(count), 32);
  end.writeBigUInt64LE(BigInt(size), 40);
  end.writeBigUInt64LE(BigInt(offset), 48);
  end.write('PK\x06\x07', 56, 'latin1');
  end.writeBigUInt64LE(BigInt(offset + size), 64);
  end.writeUInt32LE(1, 72);
  return end;
}

/** Cells of a sheet. Strings are shared strings, and null is no cell. */
export type RawCell = string | number | boolean | null | { xml: string };

export interface RawSheet {
  name: string;
  state?: 'visible' | 'hidden' | 'veryHidden';
  rows: RawCell[][];
}

/** Formats by index, for `<c s="1">`: 1 a date, 2 a date with time, 3 a time, 4 ten digits. */
const styles =
  '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="0000000000"/></numFmts><cellXfs count="5"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="20"/><xf numFmtId="164"/></cellXfs></styleSheet>';

const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Returns the parts of a workbook as Excel writes them (ECMA-376), as few as a list needs. */
export function workbookParts(sheets: readonly RawSheet[]): ZipPart[] {
  const strings: string[] = [];
  const parts = sheets.map(({ rows }, index) => ({
    name: `xl/worksheets/sheet${index + 1}.xml`,
    content: `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n<worksheet ${main}><sheetData>${rows.map((row, at) => rowXml(row, at + 1, strings)).join('')}</sheetData></worksheet>`,
  }));
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${relations}/${type}" Target="${target}"/>`;
  const count = sheets.length;
  return [
    {
      name: '[Content_Types].xml',
      content: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    },
    {
      name: 'xl/workbook.xml',
      content: `<workbook ${main} xmlns:r="${relations}"><sheets>${sheets.map(({ name, state }, at) => `<sheet name="${escaped(name)}" ${state ? `state="${state}" ` : ''}sheetId="${at + 1}" r:id="rId${at + 1}"/>`).join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${sheets.map((_, at) => relation(at + 1, 'worksheet', `worksheets/sheet${at + 1}.xml`)).join('')}${relation(count + 1, 'sharedStrings', 'sharedStrings.xml')}${relation(count + 2, 'styles', 'styles.xml')}</Relationships>`,
    },
    ...parts,
    {
      name: 'xl/sharedStrings.xml',
      content: `<sst ${main}>${strings.map((text) => `<si><t xml:space="preserve">${escaped(text)}</t></si>`).join('')}</sst>`,
    },
    { name: 'xl/styles.xml', content: styles },
  ];
}

/** Returns an Excel workbook with these sheets. */
export function workbook(...sheets: RawSheet[]): Buffer {
  return zip(workbookParts(sheets));
}

function rowXml(row: readonly RawCell[], number: number, strings: string[]): string {
  if (row.length === 0) return '';
  return `<row r="${number}">${row.map((cell, at) => cellXml(cell, `${columnLetters(at)}${number}`, strings)).join('')}</row>`;
}

function cellXml(cell: RawCell, address: string, strings: string[]): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return `<c r="${address}"><v>${cell}</v></c>`;
  if (typeof cell === 'boolean') return `<c r="${address}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  if (typeof cell !== 'string') return cell.xml.replace('<c', `<c r="${address}"`);
  return `<c r="${address}" t="s"><v>${strings.push(cell) - 1}</v></c>`;
}

function columnLetters(at: number): string {
  const letter = String.fromCharCode(65 + (at % 26));
  return at < 26 ? letter : `${columnLetters(Math.floor(at / 26) - 1)}${letter}`;
}

/** Returns a text as Excel writes it: characters that XML cannot have by their codes. */
function escaped(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/[^\P{Cc}\t\n]/gu, (sign) => `_x${sign.charCodeAt(0).toString(16).padStart(4, '0')}_`);
}
