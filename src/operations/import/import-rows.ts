import { setImmediate } from 'node:timers/promises';
import { Problem } from '../../domain/problem.ts';
import type { Batch, PreparedRow, RefusedRow } from '../ports/list-file.ts';
import type { ImportOptions } from './import-result.ts';

export interface Batching extends Pick<ImportOptions, 'signal' | 'onProgress'> {
  reject: (row: RefusedRow) => void;
  save: (rows: PreparedRow[]) => Promise<void>;
}

/** @returns the last line that was dealt with, where it was stopped */
export async function inBatches(
  batches: AsyncIterable<Batch>,
  { signal, reject, save, onProgress }: Batching,
): Promise<number | undefined> {
  let last = 0;
  const saveSome = ({ rows }: Batch) =>
    save(rows).catch((error: unknown) => {
      throw error instanceof Problem && last > 0 ? cutShort(error, last) : error;
    });
  for await (const batch of batches) {
    for (const row of batch.refused) reject(row);
    await saveSome(batch);
    if (batch.isLast) break;
    last = batch.line;
    onProgress({ doing: 'importing', rows: batch.count, share: batch.share });
    // Neither the rows of a workbook nor a dry run ever wait for anything: nobody would hear a signal.
    await setImmediate();
    if (signal.aborted) return last;
  }
  return undefined;
}

/** The same error, of an import that is partly in. */
function cutShort(error: Problem, line: number): Problem {
  const { kind, code, message, hint = '' } = error;
  const goOn = `The rows up to line ${line} are in; the same import again goes on.`;
  return new Problem(kind, { code, message, hint: `${hint} ${goOn}`.trim() }, { cause: error });
}
