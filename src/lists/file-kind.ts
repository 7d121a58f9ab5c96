import { storedBytes, type ZipEntry } from './workbook/zip-entries.ts';

/** What a file is that is no list, with its article, and what to do about it. */
export interface Foreign {
  what: string;
  todo: string;
}

const saveAs = 'Open it in Excel, LibreOffice or Google Sheets and save it as .xlsx or as CSV UTF-8.';
const openAndSave = 'Open it and save the list as .xlsx or as CSV UTF-8.';
const unpack = 'Unpack it, and import the list that is in it.';
const retype = 'Ask whoever made it for the list as .xlsx or CSV.';
const download =
  'Download the list again, signed in; a table that a web page shows can be pasted into a spreadsheet and saved as CSV UTF-8.';
const vCard =
  'Export as CSV instead: Google Contacts has “Google CSV”, Outlook “Export to a file”; put cards from Apple Contacts into Google Contacts first.';

/** First bytes by what begins with them (the formats' own specifications), and what follows at an offset where that decides. */
const signatures: [start: string, foreign: Foreign, then?: [offset: number, text: string]][] = [
  ['%PDF-', { what: 'a PDF', todo: retype }],
  ['\x1f\x8b', { what: 'a gzip archive', todo: unpack }],
  ['Rar!\x1a\x07', { what: 'a RAR archive', todo: unpack }],
  ['7z\xbc\xaf\x27\x1c', { what: 'a 7-Zip archive', todo: unpack }],
  ['BZh', { what: 'a bzip2 archive', todo: unpack }, [4, '1AY&SY']],
  ['\xfd7zXZ\0', { what: 'an xz archive', todo: unpack }],
  ['\x28\xb5\x2f\xfd', { what: 'a Zstandard archive', todo: unpack }],
  ['\x89PNG\r\n\x1a\n', { what: 'an image (PNG)', todo: retype }],
  ['\xff\xd8\xff', { what: 'an image (JPEG)', todo: retype }],
  ['GIF87a', { what: 'an image (GIF)', todo: retype }],
  ['GIF89a', { what: 'an image (GIF)', todo: retype }],
  ['RIFF', { what: 'an image (WebP)', todo: retype }, [8, 'WEBP']],
  ['SQLite format 3\0', { what: 'an SQLite database', todo: 'Export the table of contacts from it as CSV.' }],
  ['{\\rtf', { what: 'a Rich Text document', todo: saveAs }],
];

const ole2 = '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';

/** Names of streams in an OLE2 file ([MS-CFB] 2.6.1), by what has them; the first that is found says what it is. */
const ole2Streams: [name: string, foreign: Foreign][] = [
  [
    'EncryptedPackage',
    {
      what: 'an Excel workbook with a password',
      todo: 'Open it in Excel, take the password away (File › Info › Protect Workbook) and save it.',
    },
  ],
  ['WordDocument', { what: 'an old Word document (.doc)', todo: saveAs }],
  ['PowerPoint Document', { what: 'an old PowerPoint presentation (.ppt)', todo: saveAs }],
];

/**
 * What a file is that its first bytes tell to be no list.
 *
 * @param head the first bytes; the more, the surer what an OLE2 file holds
 */
export function foreignBytes(head: Buffer): Foreign | undefined {
  const starts = (text: string, offset = 0) => head.toString('latin1', offset, offset + text.length) === text;
  if (starts(ole2)) {
    const found = ole2Streams.find(([name]) => head.includes(Buffer.from(name, 'utf16le')));
    return found?.[1] ?? { what: 'an old Excel workbook (.xls)', todo: saveAs };
  }
  return signatures.find(([start, , then]) => starts(start) && (!then || starts(then[1], then[0])))?.[1];
}

/** Whether the first bytes are a ZIP archive's, which a workbook is as well (APPNOTE 4.3.7, 4.3.16). */
export function isZip(head: Buffer): boolean {
  return ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'].includes(head.toString('latin1', 0, 4));
}

/** What a ZIP archive is by the names of the files in it; the first that fits. */
const zipKinds: [name: RegExp, foreign: Foreign | 'workbook'][] = [
  [/^xl\/workbook\.xml$/, 'workbook'],
  [/^xl\/workbook\.bin$/, { what: 'a binary Excel workbook (.xlsb)', todo: openAndSave }],
  [/^word\//, { what: 'a Word document (.docx)', todo: openAndSave }],
  [/^ppt\//, { what: 'a PowerPoint presentation (.pptx)', todo: openAndSave }],
  [
    /^Index\/Document\.iwa$|^Index\.zip$/,
    { what: 'an Apple Numbers, Pages or Keynote document', todo: openAndSave },
  ],
];

const archive: Foreign = { what: 'a ZIP archive', todo: unpack };

/** Whether a ZIP archive is an Excel workbook (.xlsx, .xlsm), else what it is. */
export function zipKind(bytes: Buffer, entries: readonly ZipEntry[]): Foreign | 'workbook' {
  // OpenDocument 1.2, part 3, 3.3: stored first and as it is.
  const mimetype = entries.find(({ name, method }) => name === 'mimetype' && method === 0);
  const type = (mimetype && storedBytes(bytes, mimetype)?.toString('latin1')) ?? '';
  if (type.includes('opendocument.spreadsheet'))
    return { what: 'an OpenDocument spreadsheet (.ods)', todo: openAndSave };
  if (type.includes('opendocument')) return { what: 'an OpenDocument file', todo: openAndSave };
  return zipKinds.find(([pattern]) => entries.some(({ name }) => pattern.test(name)))?.[1] ?? archive;
}

/** What stands before the first element of a web page or an XML file, and says nothing. */
const prologue = /^(?:\s+|<!--[\s\S]*?-->)+/;

/**
 * What a text is that is no list.
 *
 * @param text its beginning, without byte order mark
 */
export function foreignText(text: string): Foreign | undefined {
  const start = text.replace(prologue, '');
  if (/^<(?:!doctype html|html|head|body|table|div|script|meta)\b/i.test(start))
    return { what: 'a web page (HTML)', todo: download };
  if (/^<\?xml\b[\s\S]{0,2000}<html\b/i.test(start)) return { what: 'a web page (HTML)', todo: download };
  if (/^<(?:\?xml|!doctype)\b/i.test(start) || /^<([a-z][\w:.-]*)[^>]*>[\s\S]*<\/\1\s*>/i.test(start))
    return { what: 'XML', todo: saveAs };
  if (/^begin:vcard\b/i.test(start)) return { what: 'a file of vCards (.vcf)', todo: vCard };
  if (isBinary(text)) return { what: 'a binary file', todo: retype };
  return undefined;
}

/** Whether a text is JSON by its first characters: no header of a table begins so. */
export function isJson(text: string): boolean {
  return /^\s*(?:\{|\[\s*(?:[[{\]"\d-]|$))/.test(text);
}

/** Whether so many control characters are in a text that it is none: a stray few may come from a database. */
function isBinary(text: string): boolean {
  let controls = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const isOfText = (code >= 9 && code <= 13) || code === 26 || code === 27;
    if ((code < 32 && !isOfText) || code === 127) controls++;
  }
  return controls > 3 && controls > text.length * 0.02;
}
