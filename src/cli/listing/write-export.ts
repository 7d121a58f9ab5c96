import { guarded } from '../../domain/lists/cells/spreadsheet-cell.ts';
import { Problem } from '../../domain/problem.ts';
import type { Context } from '../context.ts';
import { writeLong } from '../terminal/long-result.ts';
import { openProgress, type Progress } from '../terminal/progress.ts';
import type { FormatOptions } from './format-options.ts';
import { pieces } from './pieces.ts';

/** Rows that are formatted and written at once. */
const pieceSize = 100;

/** Rows that are written as they are read: a million of them are more than memory should hold. */
export interface Exported {
  /** Their key in a JSON document. */
  key: string;
  /** Reads them as JSON objects. */
  objects: () => AsyncIterable<object>;
  /** Reads them as texts, one for each header. */
  table: (progress: Progress) => Promise<{ headers: string[]; rows: AsyncIterable<string[]> }>;
}

/** Excel takes a CSV file for UTF-8 only if it begins with it. */
const byteOrderMark = '\ufeff';

/** Writes an export in the format that is asked for, with progress. @throws Problem `excel_needs_csv` */
export async function writeExport(
  context: Context,
  { format: asked, excel }: FormatOptions,
  exported: (progress: Progress) => Promise<Exported>,
): Promise<void> {
  const { output, terminal } = context;
  const format = asked ?? (output.format.json ? 'json' : 'csv');
  if (excel && format !== 'csv') {
    throw new Problem('usage', {
      code: 'excel_needs_csv',
      message: `--excel is for CSV, and this export is ${format.toUpperCase()}.`,
      hint: 'Leave out --excel, or use --format csv.',
    });
  }
  const progress = openProgress(terminal);
  const write = async () => {
    const { key, objects, table } = await exported(progress);
    if (format === 'json') await writeLong(terminal, { key, rows: counted(objects(), context, progress) });
    else if (format === 'ndjson') await writeLines(context, counted(objects(), context, progress));
    else await writeCsv(context, await table(progress), { progress, mark: excel ? byteOrderMark : '' });
  };
  await write().finally(progress.end);
}

async function writeLines({ terminal }: Context, rows: AsyncIterable<object>): Promise<void> {
  for await (const piece of pieces(rows, pieceSize)) {
    const lines = piece.map((row) => `${JSON.stringify(row)}\n`).join('');
    if (!(await terminal.write(lines, 'json'))) return;
  }
}

async function writeCsv(
  context: Context,
  { headers, rows }: { headers: string[]; rows: AsyncIterable<string[]> },
  { progress, mark }: { progress: Progress; mark: string },
): Promise<void> {
  const { terminal } = context;
  const { stringify } = await import('csv-stringify/sync');
  await terminal.write(`${mark}${stringify([headers])}`, 'csv');
  for await (const piece of pieces(counted(rows, context, progress), pieceSize)) {
    const text = stringify(piece.map((cells) => cells.map(guarded)));
    if (!(await terminal.write(text, 'csv'))) return;
  }
}

/** The same rows, with progress shown unless the export itself goes to the screen. */
async function* counted<T>(
  rows: AsyncIterable<T>,
  { terminal }: Context,
  progress: Progress,
): AsyncGenerator<T> {
  let count = 0;
  for await (const row of rows) {
    if (++count % 1000 === 0 && !terminal.isInteractive) progress.at('Exporting', count);
    yield row;
  }
}
