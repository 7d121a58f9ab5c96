import { createHash } from 'node:crypto';
import { open, stat } from 'node:fs/promises';
import { Problem } from '../domain/problem.ts';
import type { ListFile, ListOptions } from '../operations/ports/list-file.ts';
import { belowTitle } from './below-title.ts';
import { csvTable } from './csv/csv-table.ts';
import { detectDialect, hasBracesLine, parseDelimiter } from './csv/dialect.ts';
import { foreignBytes, foreignText, isJson, isWorkbook } from './file-kind.ts';
import { isHtmlTable, unescapedHead, unescapedTable } from './html-table.ts';
import { readJson } from './json/read-json.ts';
import { isNdjson, ndjsonHeaders, readNdjson } from './json/read-ndjson.ts';
import { fileProblem, notATable } from './list-problems.ts';
import { readBatches, readHead } from './read-batches.ts';
import type { Table } from './table.ts';
import { encodingLabel, parseEncoding } from './text/encodings.ts';
import { encodingOfStart, findEncoding } from './text/find-encoding.ts';
import { decodeHead, type TextFile } from './text/text-file.ts';

/** Bytes at the start of a file from which its format is detected. */
const headSize = 64 * 1024;

export interface FileStart {
  /** The first bytes. */
  head: Buffer;
  /** Bytes of the whole file. */
  size: number;
}

/**
 * Opens a list that was exported from anywhere: CSV in any encoding and dialect, an Excel workbook, JSON or NDJSON. Detects the
 * format from the content, never from the name.
 *
 * @throws Problem `file_not_found`, `file_unreadable`, `file_too_large`, `empty_file`, `not_a_table`, `not_utf8`,
 *   `not_decodable`, `uncertain_encoding`, `unknown_encoding`, `unknown_delimiter`, `unknown_sheet`, `no_sheets`, `invalid_workbook`, `invalid_json`, and `invalid_csv` if
 *   the first row is broken
 */
export async function openList(path: string, options: ListOptions): Promise<ListFile> {
  const start = await readStart(path, options.label);
  const table = await openTable(path, start, options);
  const { detected, size } = table;
  // Whether it is escaped as HTML, once that is known.
  let isHtml: boolean | undefined;
  return {
    detected,
    size,
    digest: createHash('sha256').update(`${start.size}\n`).update(start.head).digest('hex'),
    readHead: async (options) => {
      const read = await readHead(table, options);
      isHtml = read?.isHtml;
      return read?.isHtml ? unescapedHead(read.head) : read?.head;
    },
    async *readBatches(reading) {
      isHtml ??= await isHtmlTable(table);
      yield* readBatches(isHtml ? unescapedTable(table) : table, reading);
    },
  };
}

/** Opens a list as `openList` does, for its cells as they are. @param start from `readStart` */
export async function openTable(path: string, start: FileStart, options: ListOptions): Promise<Table> {
  const { label, encoding, delimiter } = options;
  const parsed = {
    encoding: encoding === undefined ? undefined : await parseEncoding(encoding),
    delimiter: delimiter === undefined ? undefined : parseDelimiter(delimiter),
  };
  const foreign = foreignBytes(start.head);
  if (foreign) throw notATable(label, foreign.what, foreign.todo);
  const table = isWorkbook(start.head)
    ? await openWorkbook(path, start, options)
    : await openText(path, start, { ...options, ...parsed });
  return belowTitle(table, label);
}

/** Reads the first bytes of a file. @throws Problem `file_not_found`, `file_unreadable` */
export async function readStart(path: string, label: string): Promise<FileStart> {
  try {
    // Opening a named pipe would block until another process writes to it.
    const stats = await stat(path);
    if (!stats.isFile() && !stats.isDirectory()) throw pipeOrDevice(label);
    const file = await open(path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(headSize), 0, headSize, 0);
      return { head: buffer.subarray(0, bytesRead), size: stats.size };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileProblem(error, label);
  }
}

function pipeOrDevice(label: string): Problem {
  return new Problem('usage', {
    code: 'file_unreadable',
    message: `${label} is a pipe or a device, and a list is read more than once.`,
    hint: 'Nothing was imported. Pass it on standard input, with - instead of the file.',
  });
}

async function openWorkbook(path: string, start: FileStart, options: ListOptions): Promise<Table> {
  const { openSheet } = await import('./workbook/open-sheet.ts');
  return openSheet(path, start, options);
}

async function openText(path: string, { head, size }: FileStart, options: ListOptions): Promise<Table> {
  const { label, delimiter, sheet } = options;
  const known = options.encoding ?? encodingOfStart(head);
  // What shows that it is not a list is in ASCII, which nearly all encodings have at the same bytes.
  const foreign = foreignText(await decodeHead(head, known ?? 'utf8'));
  if (foreign) throw notATable(label, foreign.what, foreign.todo);
  if (sheet !== undefined)
    throw new Problem('usage', {
      code: 'no_sheets',
      message: `${label} is not an Excel workbook, so it has no sheet "${sheet}".`,
    });
  const encoding = await findEncoding(path, { label, known });
  const file: TextFile = { path, label, encoding };
  const sample = await decodeHead(head, encoding);
  const isDelimited = hasBracesLine(sample);
  const isObjectPerLine = !isDelimited && (await isNdjson(file, sample, size <= head.length));
  if (isDelimited || (!isObjectPerLine && !isJson(sample))) {
    const dialect = detectDialect(sample, size <= head.length, delimiter);
    return csvTable({ file, dialect, size });
  }
  const rows = isObjectPerLine ? await ndjsonRows(file) : await jsonRows(file, size);
  const detected = `${isObjectPerLine ? 'NDJSON' : 'JSON'}, ${encodingLabel(encoding)}`;
  return { detected, isSpreadsheet: false, size, rows };
}

async function ndjsonRows(file: TextFile): Promise<Table['rows']> {
  const headers = await ndjsonHeaders(file);
  return () => readNdjson(file, headers);
}

async function jsonRows(file: TextFile, size: number): Promise<Table['rows']> {
  const rows = await readJson(file, size);
  return async function* () {
    yield* rows;
  };
}
