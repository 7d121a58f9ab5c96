import { setTimeout as sleep } from 'node:timers/promises';
import type { SavePolicy } from '../../domain/contacts/merging/merge.ts';
import type { SavedRow } from '../../domain/contacts/merging/saved-row.ts';
import type { Column } from '../../domain/lists/contact-columns.ts';
import { Problem } from '../../domain/problem.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import type { ImportStore } from '../ports/import-store.ts';
import type { Batch, ListFile, PreparedRow } from '../ports/list-file.ts';
import { mayHaveNewOwners } from './find-new-owners.ts';
import type { ImportResult, Reject } from './import-result.ts';
import { saverOfRows } from './save-rows.ts';
import { openTally } from './tally.ts';

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
  /** Receives each row that was imported or skipped, or whose number is someone else's. */
  onSaved: (row: PreparedRow, saved: SavedRow) => void;
}

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
  const mayReject = policy.onNewOwner !== 'keep' && (await mayHaveNewOwners(store, columns, policy));
  const withCells = policy.onDuplicate === 'error' || mayReject;
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

/** Returns the same problem, for an import of which a part is done. */
function partlyImported(error: Problem, line: number): Problem {
  const { kind, code, hint, facts } = error;
  const message = `${error.message}. Rows up to line ${line} were imported; import the same list again to continue`;
  return new Problem(kind, { code, message, hint, facts }, { cause: error });
}
