import type { ContactDraft } from '../domain/contacts/contact.ts';
import type { Column } from '../domain/lists/contact-columns.ts';
import { readContactRow } from '../domain/lists/read-contact-row.ts';
import type { Refusal } from '../domain/lists/refusal.ts';
import { unguarded } from '../domain/lists/spreadsheet-cell.ts';
import type { ListFile } from '../operations/ports/list-file.ts';

/** Rows of the list that are dealt with in one transaction: few enough that a claim never waits long for the lock. */
export const batchSize = 1000;

/** A row of a list that says whom to phone. */
export interface PreparedRow {
  line: number;
  draft: ContactDraft;
  /** As they stood; none where only a row that is refused is told of. */
  cells: string[];
}

/** A row of a list that is no contact. */
export interface RefusedRow {
  line: number;
  cells: string[];
  refusal: Refusal;
}

/** What some rows of a list say that follow each other. It holds plain data: it can be sent to another thread. */
export interface Batch {
  rows: PreparedRow[];
  refused: RefusedRow[];
  /** Rows up to its end, the header not counted. */
  count: number;
  /** Where its last row stands, as in `ListRow`. */
  line: number;
  position: number;
  /** Whether there are no more. */
  isLast: boolean;
}

/** How the rows of a list are to be read. */
export interface Reading {
  columns: Column[];
  /** How a number without `+` is read. */
  country: string;
  /** Every contact of the list gets these. */
  tags: readonly string[];
  /** Whether the cells are told of the rows that are no refusals, too. */
  keepsCells: boolean;
}

/** The rows of a list after its header, as contacts or why they are none. */
export async function* readBatches(list: ListFile, reading: Reading): AsyncGenerator<Batch> {
  let batch: Batch = { rows: [], refused: [], count: -1, line: 0, position: 0, isLast: false };
  for await (const { line, position, cells } of list.rows()) {
    Object.assign(batch, { line, position, count: batch.count + 1 });
    if (batch.count > 0) addRow(batch, line, textsOf(list, cells), reading);
    if (batch.count % batchSize !== 0 || batch.count === 0) continue;
    yield batch;
    batch = { ...batch, rows: [], refused: [] };
  }
  yield { ...batch, isLast: true };
}

/** The cells of a row without what keeps a spreadsheet from running them. */
export function textsOf({ isSpreadsheet }: ListFile, cells: string[]): string[] {
  return isSpreadsheet ? cells.map(unguarded) : cells;
}

function addRow({ rows, refused }: Batch, line: number, cells: string[], reading: Reading): void {
  const { columns, country, tags, keepsCells } = reading;
  const row = readContactRow(cells, columns, country);
  if (!row.ok) refused.push({ line, cells, refusal: row });
  else rows.push({ line, draft: withTags(row.draft, tags), cells: keepsCells ? cells : [] });
}

function withTags(draft: ContactDraft, tags: readonly string[]): ContactDraft {
  return tags.length === 0 ? draft : { ...draft, tags: [...(draft.tags ?? []), ...tags] };
}
