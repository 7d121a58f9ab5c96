import { setTimeout as sleep } from 'node:timers/promises';
import type { SavedRow, SavePolicy } from '../../domain/contacts/merge.ts';
import type { Column } from '../../domain/lists/contact-columns.ts';
import { type HiddenColumn, hiddenColumns } from '../../domain/lists/hidden-columns.ts';
import { describeRefusal, type Refusal, refused } from '../../domain/lists/refusal.ts';
import { Problem } from '../../domain/problem.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import type { ImportStore } from '../ports/import-store.ts';
import type { Batch, ListFile, PreparedRow, RefusedRow } from '../ports/list-file.ts';
import { saverOfRows } from './save-rows.ts';

export interface ImportOptions {
  /** The list's name in the record of the import. */
  label: string;
  /** As `columnsOf` returns them. */
  columns: Column[];
  /** The country of numbers without `+`: `AU`. */
  country: string;
  policy: SavePolicy;
  /** Added to the tags of every contact. */
  tags: readonly string[];
  /** Changes nothing, and returns what would change. */
  dryRun: boolean;
  now: () => Date;
  /** Once it aborts, the batch in progress is finished and no other begins. */
  signal: AbortSignal;
  /** @param share of the list that has been imported, from 0 to 1 */
  onProgress: (rows: number, share: number) => void;
  /** Receives each row that was not imported. There may be as many as the list has rows. */
  onReject: (reject: Reject) => void;
  /** Receives each row that was imported or skipped. */
  onSaved: (row: PreparedRow, saved: SavedRow) => void;
}

/** A row that was not imported, and why. */
export interface Reject extends Refusal {
  line: number;
  /** The reason with its column and value, in one sentence. */
  sentence: string;
  /** The cells by header. */
  row: Record<string, string>;
  /** The cells in order. */
  cells: string[];
}

export interface ImportResult {
  created: number;
  updated: number;
  unchanged: number;
  /** Rows that changed nothing because their number belonged to a contact. */
  skipped: number;
  rejected: number;
  /** Contacts marked do-not-call by rows that were skipped or rejected, or that have another number. */
  marked: number;
  /** Contacts that take over a do-not-call mark: of their number, or of the same person under another number. */
  takenOver: number;
  /** Rows that repeat a number of an earlier row. */
  repeated: number;
  /** Columns whose values are saved, but never reach the agent. */
  hiddenColumns: HiddenColumn[];
  /** The last line that was imported, if the import was stopped before the end of the list. */
  stoppedAfter: number | undefined;
}

/** The result of an import that was stopped before its first row. */
export const stoppedAtOnce: ImportResult = {
  created: 0,
  updated: 0,
  unchanged: 0,
  skipped: 0,
  rejected: 0,
  marked: 0,
  takenOver: 0,
  repeated: 0,
  hiddenColumns: [],
  stoppedAfter: 0,
};

/** Between batches, in ms: lets other processes write, and this one notice a signal. */
const pause = 1;

/**
 * Imports the rows of a list whose columns are settled, a batch at a time. Good rows are saved; each bad one goes to `onReject`.
 * `readList` comes first: it refuses a broken list before anything is written.
 *
 * @throws Problem if the list cannot be read or the store not be written; earlier batches stay imported
 */
export async function importRows(
  store: ContactStore & ImportStore,
  list: ListFile,
  options: ImportOptions,
): Promise<ImportResult> {
  const { label, dryRun, now } = options;
  const importId = dryRun ? undefined : await store.beginImport({ label, digest: list.digest }, now());
  const tally = openTally(options);
  const { result } = tally;
  result.stoppedAfter = await saveBatches(store, list, { ...options, importId, tally });
  if (importId !== undefined && result.stoppedAfter === undefined) await store.endImport(importId, now());
  return result;
}

type Saving = ImportOptions & { importId: number | undefined; tally: ReturnType<typeof openTally> };

/** Saves the batches of a list. @returns the last line that was imported, if it was stopped */
async function saveBatches(
  store: ContactStore,
  list: ListFile,
  { columns, country, tags, policy, importId, dryRun, now, signal, onProgress, tally }: Saving,
): Promise<number | undefined> {
  const saveRows = saverOfRows(store, { policy: { ...policy, importId }, dryRun, now });
  const saveBatch = async ({ rows, refused }: Batch) => {
    for (const row of refused) tally.reject(row);
    for (const { row, saved } of await saveRows(rows)) tally.count(row, saved);
    const marks = tally.takeMarks();
    if (importId === undefined || marks.length === 0) return;
    tally.result.marked += await store.markDoNotCall(marks, now(), importId);
  };
  const withCells = policy.onDuplicate === 'error';
  let lastLine = 0;
  for await (const batch of list.readBatches({ columns, country, tags, withCells })) {
    await saveBatch(batch).catch((error: unknown) => {
      throw error instanceof Problem && lastLine > 0 ? partlyImported(error, lastLine) : error;
    });
    if (batch.isLast) break;
    lastLine = batch.line;
    onProgress(batch.count, batch.share);
    await sleep(pause);
    if (signal.aborted) return lastLine;
  }
  return undefined;
}

/** Results after which a row's do-not-call mark still has to be set. */
const notSaved: ReadonlySet<SavedRow['result']> = new Set(['skipped', 'duplicate']);

/** Counts what happens to rows, and collects the numbers that they mark as do-not-call and that are of no saved row. */
function openTally({ columns, onReject, onSaved }: ImportOptions) {
  const result: ImportResult = {
    ...stoppedAtOnce,
    hiddenColumns: hiddenColumns(columns),
    stoppedAfter: undefined,
  };
  let marks: string[] = [];
  const takeMarks = () => {
    const taken = [...new Set(marks)];
    marks = [];
    return taken;
  };
  const reject = ({ line, cells, refusal }: RefusedRow) => {
    result.rejected++;
    if (refusal.marked) marks.push(...refusal.marked);
    const sentence = describeRefusal(refusal);
    onReject({ ...refusal, line, sentence, row: byHeader(cells, columns), cells });
  };
  const count = (row: PreparedRow, saved: SavedRow) => {
    if (saved.isRepeat) result.repeated++;
    if (saved.takenOver) result.takenOver++;
    if (row.draft.doNotCall && notSaved.has(saved.result)) marks.push(row.draft.phoneNumber);
    if (row.alsoMarked) marks.push(...row.alsoMarked);
    if (saved.result === 'duplicate') {
      reject({ ...row, refusal: duplicate(row, saved) });
      return;
    }
    result[saved.result]++;
    onSaved(row, saved);
  };
  return { result, takeMarks, reject, count };
}

function duplicate({ draft }: PreparedRow, { known }: SavedRow): Refusal {
  const whose = known
    ? `already belongs to contact ${known.id}${known.name ? ` (${known.name})` : ''}`
    : 'is in an earlier row of this list';
  return refused(`the number ${draft.phoneNumber} ${whose}`);
}

function byHeader(cells: readonly string[], columns: readonly Column[]): Record<string, string> {
  const row = new Map<string, string>();
  for (const [index, cell] of cells.entries()) {
    const header = columns[index]?.header || `column ${index + 1}`;
    row.set(row.has(header) ? `${header} (${index + 1})` : header, cell);
  }
  return Object.fromEntries(row);
}

/** Returns the same problem, for an import of which a part is done. */
function partlyImported(error: Problem, line: number): Problem {
  const { kind, code, hint, facts } = error;
  const message = `${error.message}. Rows up to line ${line} were imported; import the same list again to continue`;
  return new Problem(kind, { code, message, hint, facts }, { cause: error });
}
