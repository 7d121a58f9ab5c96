import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../../domain/problem.ts';
import type { ImportRecord, ImportStore } from '../ports/import-store.ts';

export interface UndoResult {
  removed: number;
  restored: number;
  /** Contacts that were changed or phoned since, by id, and stay as they are. */
  left: number[];
}

/** Between steps, in ms: lets other processes write, and this one notice a signal. */
const pause = 1;

/**
 * The import that can be taken back: the last one, as long as nobody it concerns was phoned or is about to be.
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
      message: `The last import, of ${last.file}, has been taken back already.`,
      hint: 'Only the last one can be.',
    });
  }
  const { called, scheduled } = await store.sinceImport(last.id);
  if (called > 0) {
    throw new Problem('refused', {
      code: 'called_since',
      message: `${called} call(s) to contacts of ${last.file} were placed or tried since.`,
    });
  }
  if (scheduled.length > 0) {
    throw new Problem('refused', {
      code: 'scheduled_since',
      message: `Contacts of ${last.file} are to be phoned: scheduled call ${scheduled.join(', ')}${scheduled.length < 10 ? '' : ' …'}.`,
    });
  }
  return last;
}

/** Takes an import back, a few contacts at a time. Stopped in the middle, it can be done again and goes on. */
export async function undoImport(
  store: ImportStore,
  { id }: ImportRecord,
  {
    now,
    signal,
    onProgress,
  }: { now: () => Date; signal: AbortSignal; onProgress: (contacts: number) => void },
): Promise<UndoResult & { isWhole: boolean }> {
  const result: UndoResult = { removed: 0, restored: 0, left: [] };
  let step = await store.undoImport(id, undefined, now());
  for (;;) {
    result.removed += step.removed;
    result.restored += step.restored;
    result.left.push(...step.left);
    onProgress(result.removed + result.restored + result.left.length);
    if (!step.next) break;
    await sleep(pause);
    if (signal.aborted) return { ...result, isWhole: false };
    step = await store.undoImport(id, step.next, now());
  }
  await store.endUndo(id, now());
  return { ...result, isWhole: true };
}
