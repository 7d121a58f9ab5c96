import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../../domain/problem.ts';
import type { ImportRecord, ImportStore } from '../ports/import-store.ts';

export interface UndoResult {
  removed: number;
  restored: number;
  /** Do-not-call marks that the import brought, and that stay. */
  marksKept: number;
  /** Ids of contacts that were edited or called since the import, and are left as they are. */
  left: number[];
  /** Ids of calls that the import had cancelled, and that are scheduled again. */
  callsRestored: number[];
  /** False if it was stopped before its end. */
  isWhole: boolean;
}

export interface UndoOptions {
  now: () => Date;
  /** Once it aborts, the step in progress is finished and no other begins. */
  signal: AbortSignal;
  /** Whether the store is a preview, so that the undo is not recorded. */
  isPreview?: boolean | undefined;
  onProgress: (contacts: number) => void;
}

/** Between steps, in ms: lets other processes write, and this one notice a signal. */
const pause = 1;

/**
 * Returns the import that can be undone: the last one, unless one of its contacts has been called since or is scheduled.
 *
 * @throws Problem `no_import`, `import_undone`, `called_since` or `scheduled_since`
 */
export async function importToUndo(store: ImportStore): Promise<ImportRecord> {
  const last = await store.lastImport();
  if (!last) {
    throw new Problem('not_found', { code: 'no_import', message: 'Nothing has been imported yet.' });
  }
  if (last.undoneAt) {
    throw new Problem('refused', {
      code: 'import_undone',
      message: `The last import, of ${last.file}, has already been undone.`,
      hint: 'Only the last import can be undone.',
    });
  }
  const { called, scheduled } = await store.sinceImport(last.id);
  if (called > 0) {
    const calls = called === 1 ? '1 call' : `${called} calls`;
    throw new Problem('refused', {
      code: 'called_since',
      message: `${calls} to contacts of ${last.file} ${called === 1 ? 'was' : 'were'} placed or attempted since.`,
    });
  }
  if (scheduled.length > 0) {
    const [calls, more] = [scheduled.length === 1 ? 'call' : 'calls', scheduled.length < 10 ? '' : ' …'];
    throw new Problem('refused', {
      code: 'scheduled_since',
      message: `Contacts of ${last.file} are to be called: scheduled ${calls} ${scheduled.toSorted((one, other) => one - other).join(', ')}${more}.`,
    });
  }
  return last;
}

/** Undoes an import, a few contacts at a time. If it is stopped, the next undo continues from there. */
export async function undoImport(
  store: ImportStore,
  { id }: ImportRecord,
  { now, signal, isPreview, onProgress }: UndoOptions,
): Promise<UndoResult> {
  const nothing = { removed: 0, restored: 0, marksKept: 0, left: [], callsRestored: [] };
  const result: UndoResult = { ...nothing, isWhole: false };
  let step = await store.undoImport(id, undefined, now());
  for (;;) {
    result.removed += step.removed;
    result.restored += step.restored;
    result.marksKept += step.marksKept;
    result.left.push(...step.left);
    result.callsRestored.push(...step.callsRestored);
    onProgress(result.removed + result.restored + result.left.length);
    if (!step.next) break;
    await sleep(pause);
    if (signal.aborted) return result;
    step = await store.undoImport(id, step.next, now());
  }
  if (!isPreview) await store.endUndo(id, now());
  return { ...result, isWhole: true };
}
