import type { Foreign } from '../file-kind.ts';
import { storedBytes, type ZipEntry } from './zip-entries.ts';

const saveAs = 'Open it and save the list as .xlsx or as CSV UTF-8.';

/** What a ZIP archive is by the names of the files in it; the first that fits. */
const kinds: [name: RegExp, foreign: Foreign | 'workbook'][] = [
  [/^xl\/workbook\.xml$/, 'workbook'],
  [/^xl\/workbook\.bin$/, { what: 'a binary Excel workbook (.xlsb)', todo: saveAs }],
  [/^word\//, { what: 'a Word document (.docx)', todo: saveAs }],
  [/^ppt\//, { what: 'a PowerPoint presentation (.pptx)', todo: saveAs }],
  [
    /^Index\/Document\.iwa$|^Index\.zip$/,
    { what: 'an Apple Numbers, Pages or Keynote document', todo: saveAs },
  ],
];

const archive: Foreign = { what: 'a ZIP archive', todo: 'Unpack it, and import the list that is in it.' };

/** Whether a ZIP archive is an Excel workbook (.xlsx, .xlsm), else what it is. */
export function zipKind(bytes: Buffer, entries: readonly ZipEntry[]): Foreign | 'workbook' {
  // OpenDocument 1.2, part 3, 3.3: stored first and as it is.
  const mimetype = entries.find(({ name, method }) => name === 'mimetype' && method === 0);
  const type = (mimetype && storedBytes(bytes, mimetype)?.toString('latin1')) ?? '';
  if (type.includes('opendocument.spreadsheet'))
    return { what: 'an OpenDocument spreadsheet (.ods)', todo: saveAs };
  if (type.includes('opendocument')) return { what: 'an OpenDocument file', todo: saveAs };
  return kinds.find(([pattern]) => entries.some(({ name }) => pattern.test(name)))?.[1] ?? archive;
}
