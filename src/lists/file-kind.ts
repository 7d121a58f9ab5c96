/** A file that is not a list. */
export interface Foreign {
  /** What it is, with its article: `a PDF`. */
  what: string;
  /** What to do instead. */
  todo: string;
}

const saveAs = 'Open it in Excel, LibreOffice or Google Sheets and save it as .xlsx or as CSV UTF-8.';
const openAndSave = 'Open it and save the list as .xlsx or as CSV UTF-8.';
const unpack = 'Unpack it and import the list inside.';
const askForList = 'Ask for the list as .xlsx or CSV.';
const download =
  'Sign in and download the list again. If the page shows the table, paste it into a spreadsheet and save that as CSV UTF-8.';
const vCard =
  'Export as CSV instead: “Google CSV” in Google Contacts, “Export to a file” in Outlook. Import cards from Apple Contacts into Google Contacts first.';

/** First bytes of formats, as their specifications define them, with a text further on if the first bytes are ambiguous. */
const signatures: [start: string, foreign: Foreign, then?: [offset: number, text: string]][] = [
  ['%PDF-', { what: 'a PDF', todo: askForList }],
  ['\x1f\x8b', { what: 'a gzip archive', todo: unpack }],
  ['Rar!\x1a\x07', { what: 'a RAR archive', todo: unpack }],
  ['7z\xbc\xaf\x27\x1c', { what: 'a 7-Zip archive', todo: unpack }],
  ['BZh', { what: 'a bzip2 archive', todo: unpack }, [4, '1AY&SY']],
  ['\xfd7zXZ\0', { what: 'an xz archive', todo: unpack }],
  ['\x28\xb5\x2f\xfd', { what: 'a Zstandard archive', todo: unpack }],
  ['\x89PNG\r\n\x1a\n', { what: 'an image (PNG)', todo: askForList }],
  ['\xff\xd8\xff', { what: 'an image (JPEG)', todo: askForList }],
  ['GIF87a', { what: 'an image (GIF)', todo: askForList }],
  ['GIF89a', { what: 'an image (GIF)', todo: askForList }],
  ['RIFF', { what: 'an image (WebP)', todo: askForList }, [8, 'WEBP']],
  ['SQLite format 3\0', { what: 'an SQLite database', todo: 'Export its table of contacts as CSV.' }],
  ['{\\rtf', { what: 'a Rich Text document', todo: saveAs }],
];

/** Names of streams in OLE2 files ([MS-CFB] 2.6.1) that are no workbooks. */
const ole2Streams: [name: string, foreign: Foreign][] = [
  ['WordDocument', { what: 'an old Word document (.doc)', todo: saveAs }],
  ['PowerPoint Document', { what: 'an old PowerPoint presentation (.ppt)', todo: saveAs }],
];

/** Returns what a file is if its first bytes are not those of a list. */
export function foreignBytes(head: Buffer): Foreign | undefined {
  if (isOle2(head)) return ole2Streams.find(([name]) => head.includes(Buffer.from(name, 'utf16le')))?.[1];
  const starts = (text: string, offset = 0) => head.toString('latin1', offset, offset + text.length) === text;
  return signatures.find(([start, , then]) => starts(start) && (!then || starts(then[1], then[0])))?.[1];
}

/** Returns whether these are the first bytes of an OLE2 file ([MS-CFB] 2.2), such as an old workbook, or one with a password. */
export function isOle2(head: Buffer): boolean {
  return head.toString('latin1', 0, 8) === '\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1';
}

/** Returns whether these are the first bytes of a workbook in any format, or of another document in the same container. */
export function isWorkbook(head: Buffer): boolean {
  return isZip(head) || isOle2(head) || isBareRecords(head);
}

/** Returns whether these are the first bytes of the records of Excel 2 to 5 without a container ([MS-XLS] 2.4.21). */
function isBareRecords(head: Buffer): boolean {
  const [type, version = -1, length = -1, zero] = head;
  return type === 9 && [0, 2, 4, 8].includes(version) && [4, 6, 8, 16].includes(length) && zero === 0;
}

/** Returns whether these are the first bytes of a ZIP archive (APPNOTE 4.3.7, 4.3.16), such as a workbook. */
export function isZip(head: Buffer): boolean {
  return ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'].includes(head.toString('latin1', 0, 4));
}

/** Formats of workbooks in ZIP archives. */
export type ArchiveKind = 'xlsx' | 'xlsb' | 'ods';

/** Names of files in ZIP archives, with slashes and in small letters. The first one found decides. */
const archiveKinds: [name: RegExp, kind: Foreign | ArchiveKind][] = [
  [/^xl\/workbook\.xml$/, 'xlsx'],
  [/^xl\/workbook\.bin$/, 'xlsb'],
  [/^word\//, { what: 'a Word document (.docx)', todo: openAndSave }],
  [/^ppt\//, { what: 'a PowerPoint presentation (.pptx)', todo: openAndSave }],
  [
    /^index\/document\.iwa$|^index\.zip$/,
    { what: 'an Apple Numbers, Pages or Keynote document', todo: openAndSave },
  ],
  [/(?:^|\/)workbook\d*\.xml$/, 'xlsx'],
  [/^content\.xml$/, 'ods'],
];

const otherArchive: Foreign = { what: 'a ZIP archive', todo: unpack };

/**
 * Returns which workbook a ZIP archive is, or what it is instead.
 *
 * @param names of the files in it, with slashes and in small letters
 * @param mimetype what the file of that name contains (OpenDocument 1.2, part 3, 3.3)
 */
export function archiveKind(names: readonly string[], mimetype: string): Foreign | ArchiveKind {
  if (mimetype.includes('opendocument.spreadsheet')) return 'ods';
  if (mimetype.includes('opendocument')) return { what: 'an OpenDocument file', todo: openAndSave };
  return archiveKinds.find(([pattern]) => names.some((name) => pattern.test(name)))?.[1] ?? otherArchive;
}

/** White space and comments before the first element of a web page or an XML file. */
const prologue = /^(?:\s+|<!--[\s\S]*?-->)+/;

/**
 * Returns what a text is if it is not a list.
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
  if (/^begin:vcard\b/i.test(start)) return { what: 'a vCard file (.vcf)', todo: vCard };
  if (isBinary(text)) return { what: 'a binary file', todo: askForList };
  return undefined;
}

/** Returns whether a text is JSON, by its first characters. No header row begins with them. */
export function isJson(text: string): boolean {
  return /^\s*(?:\{|\[\s*(?:[[{\]"\d-]|$))/.test(text);
}

/** Returns whether a text has too many control characters to be one. A few may come from a database. */
function isBinary(text: string): boolean {
  let controls = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    const isTextControl = (code >= 9 && code <= 13) || code === 26 || code === 27;
    if ((code < 32 && !isTextControl) || code === 127) controls++;
  }
  return controls > 3 && controls > text.length * 0.02;
}
