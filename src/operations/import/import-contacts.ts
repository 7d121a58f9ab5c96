import type { SavedRow } from '../../domain/contacts/merge.ts';
import type { Column } from '../../domain/lists/contact-columns.ts';
import { describeReject, type Refusal, refused } from '../../domain/lists/refusal.ts';
import type { ContactStore } from '../ports/contact-store.ts';
import type { ImportStore } from '../ports/import-store.ts';
import type { ListFile, PreparedRow, RefusedRow } from '../ports/list-file.ts';
import type { ImportOptions, ImportResult } from './import-result.ts';
import { stoppedAtOnce } from './import-result.ts';
import { inBatches } from './import-rows.ts';
import { saverOfRows } from './save-rows.ts';

const leftOut: ReadonlySet<SavedRow['result']> = new Set(['skipped', 'duplicate']);

/**
 * Imports the contacts of a list. Good rows go in; each bad one is told by `onReject`. The list is looked through
 * before anything is written, so that one that is broken in the middle changes nothing.
 *
 * @throws Problem for a file that cannot be read
 */
export async function importContacts(
  store: ContactStore & ImportStore,
  list: ListFile,
  options: ImportOptions,
): Promise<ImportResult> {
  const { label, dryRun, now, signal, country, tags, onProgress } = options;
  const reading = (rows: number, share: number) => onProgress({ doing: 'reading', rows, share });
  const head = await list.readHead({ signal, onProgress: reading });
  if (!head || signal.aborted) return stoppedAtOnce;
  const columns = await options.settleColumns(head.headers, head.firstRows);
  if (!columns || signal.aborted) return stoppedAtOnce;
  const { stoppedAfter: _, ...result } = stoppedAtOnce;
  const marks: string[] = [];
  const reject = ({ line, cells, refusal }: RefusedRow) => {
    result.rejected++;
    if (refusal.doNotCall) marks.push(refusal.doNotCall);
    const sentence = describeReject(refusal);
    options.onReject({ ...refusal, line, sentence, row: byHeader(cells, columns), cells });
  };
  const importId = dryRun ? undefined : await store.beginImport(label, now());
  const policy = { ...options.policy, ...(importId === undefined ? {} : { importId }) };
  const saveRows = saverOfRows(store, { policy, dryRun, now });
  const save = async (batch: PreparedRow[]) => {
    const saved = await saveRows(batch);
    for (const [index, row] of batch.entries()) {
      const outcome = saved[index];
      if (outcome?.isRepeat) result.repeated++;
      if (row.draft.doNotCall && outcome && leftOut.has(outcome.result)) marks.push(row.draft.phoneNumber);
      if (outcome?.result === 'duplicate') reject({ ...row, refusal: alreadyThere(row, outcome) });
      else if (outcome) {
        result[outcome.result]++;
        options.onSaved(row, outcome);
      }
    }
  };
  const batches = list.readBatches({ columns, country, tags, withCells: policy.onDuplicate === 'error' });
  const stoppedAfter = await inBatches(batches, { signal, reject, save, onProgress });
  if (importId !== undefined) result.marked = await store.markDoNotCall(marks, now(), importId);
  if (importId !== undefined && stoppedAfter === undefined) await store.endImport(importId, now());
  return { ...result, stoppedAfter };
}

function alreadyThere({ draft }: PreparedRow, { known }: SavedRow): Refusal {
  const whose = known
    ? `is contact ${known.id}${known.name ? ` (${known.name})` : ''} already`
    : 'stands in this list before';
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
