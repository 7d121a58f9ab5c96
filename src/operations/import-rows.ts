import { setImmediate } from 'node:timers/promises';
import type { Column } from '../domain/contact-columns.ts';
import { Problem } from '../domain/problem.ts';
import { unguarded } from '../domain/spreadsheet-cell.ts';
import type { ImportOptions } from './import-contacts.ts';
import type { ListFile, ListRow } from './list-files/list-file.ts';
import { readContactRow } from './read-contact-row.ts';
import type { Refusal } from './refusal.ts';
import type { PreparedRow } from './save-rows.ts';

/** Rows of the list that are dealt with in one transaction: few enough that a claim never waits long for the lock. */
const batchSize = 1000;

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

export interface Batching extends ImportOptions {
  reject: (row: ListRow, refusal: Refusal) => void;
  save: (batch: PreparedRow[]) => Promise<void>;
}

/** @returns the last line that was dealt with, where it was stopped */
export async function inBatches(
  list: ListFile,
  columns: Column[],
  { tags, signal, country, reject, save, onProgress }: Batching,
): Promise<number | undefined> {
  let [batch, rows, last]: [PreparedRow[], number, number] = [[], -1, 0];
  const saveSome = () =>
    save(batch).catch((error: unknown) => {
      throw error instanceof Problem && last > 0 ? cutShort(error, last) : error;
    });
  for await (const { line, position, cells: written } of list.rows()) {
    if (rows++ < 0) continue;
    const cells = textsOf(list, written);
    const reading = readContactRow(cells, columns, country);
    if (reading.ok) batch.push({ line, cells, draft: withTags(reading.draft, tags) });
    else reject({ line, position, cells }, reading);
    if (rows % batchSize !== 0) continue;
    await saveSome();
    [batch, last] = [[], line];
    onProgress({ doing: 'importing', rows, share: position / list.size });
    // Neither the rows of a workbook nor a dry run ever wait for anything: nobody would hear a signal.
    await setImmediate();
    if (signal.aborted) return line;
  }
  await saveSome();
  return undefined;
}

/** The same error, of an import that is partly in. */
function cutShort(error: Problem, line: number): Problem {
  const { kind, code, message, hint = '' } = error;
  const goOn = `The rows up to line ${line} are in; the same import again goes on.`;
  return new Problem(kind, { code, message, hint: `${hint} ${goOn}`.trim() }, { cause: error });
}

function textsOf({ isSpreadsheet }: ListFile, cells: string[]): string[] {
  return isSpreadsheet ? cells.map(unguarded) : cells;
}

function withTags(draft: PreparedRow['draft'], tags: readonly string[]): PreparedRow['draft'] {
  return tags.length === 0 ? draft : { ...draft, tags: [...(draft.tags ?? []), ...tags] };
}
