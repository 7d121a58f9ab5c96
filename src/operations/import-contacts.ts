import type { Column } from '../domain/contact-columns.ts';
import { Problem } from '../domain/problem.ts';
import type { ContactStore, SavedRow, SavePolicy } from './contact-store.ts';
import type { ImportStore } from './import-store.ts';
import type { ListFile, ListRow } from './list-files/list-file.ts';
import { readContactRow } from './read-contact-row.ts';
import { describeReject, type Refusal, refused } from './refusal.ts';
import { type PreparedRow, saverOfRows } from './save-rows.ts';

export interface ImportOptions {
  /** What the operator calls the file. */
  called: string;
  /** How a number without `+` is read. */
  country: string;
  policy: Omit<SavePolicy, 'importId'>;
  /** Every contact of the list gets these. */
  tags: readonly string[];
  /** Say what would happen, and change nothing. */
  dryRun: boolean;
  now: () => Date;
  /** What is under way when it aborts is finished; nothing more is begun. */
  signal: AbortSignal;
  /** Settles what the columns are, given the header and the first rows. */
  settleColumns: (headers: string[], firstRows: string[][]) => Promise<Column[]>;
  onProgress: (progress: ImportProgress) => void;
  onReject: (reject: Reject) => void;
  onSaved: (row: PreparedRow, saved: SavedRow) => void;
}

export interface ImportProgress {
  doing: 'reading' | 'importing';
  rows: number;
  /** How much of it is done, from 0 to 1. */
  share: number;
}

/** A row that did not go in, and why. */
export interface Reject extends Refusal {
  line: number;
  /** The whole of why, in one sentence. */
  sentence: string;
  /** The cells by their headers. */
  row: Record<string, string>;
  /** The cells as they stood. */
  cells: string[];
}

export interface ImportResult {
  created: number;
  updated: number;
  unchanged: number;
  /** Left as they were, for their number is a contact's. */
  skipped: number;
  rejected: number;
  /** The last line that went in, where the import was stopped before its end. */
  stoppedAfter: number | undefined;
}

/** Rows written in one transaction: few enough that a claim never waits long for the lock. */
const batchSize = 1000;

const previewed = 5;

/**
 * Imports the contacts of a list. Good rows go in; each bad one is told by `onReject`. The list is read once before
 * anything is written, so that one that is broken in the middle changes nothing.
 *
 * @throws Problem for a file that cannot be read
 */
export async function importContacts(
  store: ContactStore & ImportStore,
  list: ListFile,
  options: ImportOptions,
): Promise<ImportResult> {
  const { called, dryRun, now, signal } = options;
  const { headers, firstRows, count } = await readThrough(list, options);
  if (!headers) throw new Problem('usage', { code: 'empty_file', message: `${called} has no rows.` });
  const columns = await options.settleColumns(headers, firstRows);
  const result = { created: 0, updated: 0, unchanged: 0, skipped: 0, rejected: 0 };
  const reject = ({ line, cells }: Pick<ListRow, 'line' | 'cells'>, refusal: Refusal) => {
    result.rejected++;
    const sentence = describeReject(refusal);
    options.onReject({ ...refusal, line, sentence, row: byHeader(cells, columns), cells });
  };
  if (signal.aborted) return { ...result, stoppedAfter: 0 };
  const importId = dryRun ? undefined : await store.beginImport(called, now());
  const policy = { ...options.policy, ...(importId === undefined ? {} : { importId }) };
  const saveRows = saverOfRows(store, { policy, dryRun, now });
  const save = async (batch: PreparedRow[]) => {
    const saved = await saveRows(batch);
    for (const [place, row] of batch.entries()) {
      const outcome = saved[place];
      if (outcome?.result === 'duplicate') reject(row, alreadyThere(row, outcome));
      else if (outcome) {
        result[outcome.result]++;
        options.onSaved(row, outcome);
      }
    }
  };
  const stoppedAfter = await inBatches(list, columns, { ...options, count, reject, save });
  if (importId !== undefined && stoppedAfter === undefined) await store.endImport(importId, now());
  return { ...result, stoppedAfter };
}

/** Reads all of it once: what is wrong with the file is found before anything is written. */
async function readThrough(list: ListFile, { onProgress, signal }: ImportOptions) {
  let headers: string[] | undefined;
  const firstRows: string[][] = [];
  let count = 0;
  for await (const { cells, position } of list.rows()) {
    if (signal.aborted) break;
    if (!headers) {
      headers = cells;
      continue;
    }
    if (firstRows.length < previewed) firstRows.push(cells);
    count++;
    if (count % batchSize === 0) onProgress({ doing: 'reading', rows: count, share: position / list.size });
  }
  return { headers, firstRows, count };
}

interface Batching extends ImportOptions {
  /** Rows in all. */
  count: number;
  reject: (row: ListRow, refusal: Refusal) => void;
  save: (batch: PreparedRow[]) => Promise<void>;
}

/** @returns the last line that went in, where it was stopped */
async function inBatches(list: ListFile, columns: Column[], batching: Batching): Promise<number | undefined> {
  const { tags, signal, count } = batching;
  let [batch, rows, last]: [PreparedRow[], number, number] = [[], -1, 0];
  for await (const row of list.rows()) {
    if (rows++ < 0) continue;
    const reading = readContactRow(row.cells, columns, batching.country);
    if (reading.ok) batch.push({ line: row.line, cells: row.cells, draft: withTags(reading.draft, tags) });
    else batching.reject(row, reading);
    if (batch.length < batchSize) continue;
    if (signal.aborted) return last;
    await batching.save(batch);
    last = row.line;
    batch = [];
    batching.onProgress({ doing: 'importing', rows, share: rows / count });
  }
  if (signal.aborted) return last;
  await batching.save(batch);
  return undefined;
}

function withTags(draft: PreparedRow['draft'], tags: readonly string[]): PreparedRow['draft'] {
  return tags.length === 0 ? draft : { ...draft, tags: [...(draft.tags ?? []), ...tags] };
}

function alreadyThere({ draft }: PreparedRow, { known }: SavedRow): Refusal {
  const whose = known
    ? `is contact ${known.id}${known.name ? ` (${known.name})` : ''} already`
    : 'stands in this list before';
  return refused(`the number ${draft.phoneNumber} ${whose}`);
}

function byHeader(cells: readonly string[], columns: readonly Column[]): Record<string, string> {
  const row = new Map<string, string>();
  for (const [place, cell] of cells.entries()) {
    const header = columns[place]?.header || `column ${place + 1}`;
    row.set(row.has(header) ? `${header} (${place + 1})` : header, cell);
  }
  return Object.fromEntries(row);
}
