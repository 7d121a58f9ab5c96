import { setImmediate } from 'node:timers/promises';
import { Problem } from '../../domain/problem.ts';
import { readAhead } from '../../lists/csv/read-ahead.ts';
import {
  type Batch,
  batchSize,
  type PreparedRow,
  type Reading,
  type RefusedRow,
  textsOf,
} from '../../lists/read-batches.ts';
import type { ListFile } from '../ports/list-file.ts';
import type { ImportOptions } from './import-result.ts';

const previewed = 5;

/**
 * The header and the first rows of a list, all of which has been looked through: what is wrong with the file is found before
 * anything is written.
 */
export async function readThrough(list: ListFile, { onProgress, signal }: ImportOptions) {
  let headers: string[] | undefined;
  const firstRows: string[][] = [];
  let count = 0;
  const isPlain = await list.isPlain?.(signal);
  for await (const { cells, position } of list.rows()) {
    if (signal.aborted) break;
    if (!headers) {
      headers = textsOf(list, cells);
      continue;
    }
    if (firstRows.length < previewed) firstRows.push(textsOf(list, cells));
    else if (isPlain) break;
    count++;
    if (count % batchSize === 0) onProgress({ doing: 'reading', rows: count, share: position / list.size });
  }
  return { headers, firstRows };
}

export interface Batching extends Pick<ImportOptions, 'signal' | 'onProgress'> {
  reading: Reading;
  reject: (row: RefusedRow) => void;
  save: (rows: PreparedRow[]) => Promise<void>;
}

/** @returns the last line that was dealt with, where it was stopped */
export async function inBatches(
  list: ListFile,
  { reading, signal, reject, save, onProgress }: Batching,
): Promise<number | undefined> {
  let last = 0;
  const saveSome = ({ rows }: Batch) =>
    save(rows).catch((error: unknown) => {
      throw error instanceof Problem && last > 0 ? cutShort(error, last) : error;
    });
  for await (const batch of readAhead(list, reading)) {
    for (const row of batch.refused) reject(row);
    await saveSome(batch);
    if (batch.isLast) break;
    last = batch.line;
    onProgress({ doing: 'importing', rows: batch.count, share: batch.position / list.size });
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
