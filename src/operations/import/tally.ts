import { isForeign, type SavedRow } from '../../domain/contacts/merging/saved-row.ts';
import { unpacked } from '../../domain/lists/cells/packed-cells.ts';
import type { Column } from '../../domain/lists/contact-columns.ts';
import { hiddenColumns } from '../../domain/lists/hidden-columns.ts';
import { describeRefusal, type Refusal, refused } from '../../domain/lists/refusal.ts';
import type { PreparedRow, RefusedRow } from '../ports/list-file.ts';
import { type ImportResult, type Reject, stoppedAtOnce } from './import-result.ts';

/** Results after which a row's do-not-call mark still has to be set. */
const notSaved: ReadonlySet<SavedRow['result']> = new Set([
  ...(['skipped', 'duplicate', 'shared', 'kept', 'new_owner'] as const),
]);

interface Listeners {
  columns: Column[];
  onReject: (reject: Reject) => void;
  onSaved: (row: PreparedRow, saved: SavedRow) => void;
}

/** Counts what happens to the rows of an import, and collects the numbers that they mark as do-not-call and that are of no saved row. */
export function openTally({ columns, onReject, onSaved }: Listeners) {
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
    if (saved.isRepeat && !isForeign(saved)) result.repeated++;
    if (saved.takenOver) result.takenOver++;
    if (!saved.isRepeat && (saved.isListed || row.draft.doNotCall)) result.doNotCall++;
    if (row.draft.doNotCall && notSaved.has(saved.result)) marks.push(row.draft.phoneNumber);
    if (row.alsoMarked) marks.push(...row.alsoMarked);
    countResult(row, saved);
  };
  const countResult = (row: PreparedRow, saved: SavedRow) => {
    if (saved.result === 'duplicate') return reject(refusedRow(row, duplicate(row, saved)));
    if (saved.result !== 'new_owner') result[saved.result]++;
    else {
      result.newOwners++;
      reject(refusedRow(row, newOwner(row, saved)));
    }
    onSaved(row, saved);
  };
  return { result, takeMarks, reject, count };
}

function refusedRow({ line, packedCells }: PreparedRow, refusal: Refusal): RefusedRow {
  return { line, cells: unpacked(packedCells), refusal };
}

function duplicate({ draft }: PreparedRow, { known }: SavedRow): Refusal {
  const whose = known
    ? `already belongs to contact ${known.id}${known.name ? ` (${known.name})` : ''}`
    : 'is in an earlier row of this list';
  return refused(`the number ${draft.phoneNumber} ${whose}`);
}

function newOwner({ draft }: PreparedRow, { known, isBeingCalled }: SavedRow): Refusal {
  const whose = `the number ${draft.phoneNumber} belongs to contact ${known?.id} (${known?.name})`;
  return refused(
    isBeingCalled
      ? `${whose}, to whom a call is in progress or unconfirmed`
      : `${whose}, not to ${draft.name}`,
  );
}

function byHeader(cells: readonly string[], columns: readonly Column[]): Record<string, string> {
  const row = new Map<string, string>();
  for (const [index, cell] of cells.entries()) {
    const header = columns[index]?.header || `column ${index + 1}`;
    row.set(row.has(header) ? `${header} (${index + 1})` : header, cell);
  }
  return Object.fromEntries(row);
}
