import type { ContactDraft } from '../domain/contacts/contact.ts';
import { HtmlFinder } from '../domain/lists/cells/html-text.ts';
import { packed } from '../domain/lists/cells/packed-cells.ts';
import { unguarded } from '../domain/lists/cells/spreadsheet-cell.ts';
import { readContactRow } from '../domain/lists/contact-row.ts';
import { isOwnExport } from '../domain/lists/headings/own-exports.ts';
import { doubtfulTextFinder } from '../domain/lists/marks/doubtful-marks.ts';
import type {
  Batch,
  ListHead,
  PreparedRow,
  ReadHeadOptions,
  Reading,
} from '../operations/ports/list-file.ts';
import type { Table } from './table.ts';

/** Rows in a batch, which is saved in one transaction: few enough that a claim never waits long for the lock. */
const batchSize = 1000;

/** Rows that are returned with the headers. */
const exampleCount = 5;

/** Reads a table to its end. @returns its head, and whether it is escaped as HTML as a whole; undefined if `signal` aborts first */
export async function readHead(
  table: Table,
  { signal, onProgress }: ReadHeadOptions,
): Promise<{ head: ListHead; isHtml: boolean } | undefined> {
  const head: ListHead = { headers: [], firstRows: [], doubtfulTexts: [], formulasWithoutResult: 0 };
  const doubtful = doubtfulTextFinder();
  const html = new HtmlFinder();
  let count = 0;
  for await (const { line, cells, position } of table.rows()) {
    if (signal.aborted) return undefined;
    html.look(cells);
    if (count === 0) head.headers = textsOf(table, cells);
    else doubtful.look(cells, line);
    if (count > 0 && count <= exampleCount) head.firstRows.push(textsOf(table, cells));
    if (count % batchSize === 0) onProgress(count, position / table.size);
    count++;
  }
  const isHtml = html.isHtml && !isOwnExport(head.headers);
  const formulasWithoutResult = table.formulasWithoutResult?.() ?? 0;
  return { head: { ...head, doubtfulTexts: doubtful.found, formulasWithoutResult }, isHtml };
}

/** Implements `ListFile.readBatches` for any table. */
export async function* readBatches(
  table: Pick<Table, 'isSpreadsheet' | 'size' | 'rows'>,
  reading: Reading,
): AsyncGenerator<Batch> {
  let batch: Batch = { rows: [], refused: [], count: -1, line: 0, share: 0, isLast: false };
  for await (const { line, position, cells, lost } of table.rows()) {
    Object.assign(batch, { line, share: position / table.size, count: batch.count + 1 });
    if (batch.count > 0) addRow(batch, line, withLost(textsOf(table, cells), lost, reading), reading);
    if (batch.count % batchSize !== 0 || batch.count === 0) continue;
    yield batch;
    batch = { ...batch, rows: [], refused: [] };
  }
  yield { ...batch, isLast: true };
}

/** Removes the apostrophes that keep a spreadsheet from running cells as formulas. */
function textsOf({ isSpreadsheet }: Pick<Table, 'isSpreadsheet'>, cells: string[]): string[] {
  return isSpreadsheet ? cells.map(unguarded) : cells;
}

/** Kinds of columns in which a value that is lost must not be taken for an empty cell: it might keep a phone from ringing. */
const neverEmpty: ReadonlySet<string> = new Set(['doNotCall', 'mayCall', 'timezone']);

function withLost(
  cells: string[],
  lost: ReadonlyMap<number, string> | undefined,
  { columns }: Reading,
): string[] {
  for (const [index, text] of lost ?? [])
    if (neverEmpty.has(columns[index]?.meaning.kind ?? '')) cells[index] = text;
  return cells;
}

function addRow({ rows, refused }: Batch, line: number, cells: string[], reading: Reading): void {
  const { columns, country, tags, withCells } = reading;
  const row = readContactRow(cells, columns, country);
  if (!row.ok) {
    refused.push({ line, cells, refusal: row });
    return;
  }
  const prepared: PreparedRow = { line, draft: withTags(row.draft, tags) };
  if (withCells) prepared.packedCells = packed(cells);
  if (row.alsoMarked) prepared.alsoMarked = row.alsoMarked;
  rows.push(prepared);
}

function withTags(draft: ContactDraft, tags: readonly string[]): ContactDraft {
  return tags.length === 0 ? draft : { ...draft, tags: [...(draft.tags ?? []), ...tags] };
}
