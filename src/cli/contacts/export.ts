import { guarded } from '../../domain/lists/cells/spreadsheet-cell.ts';
import { Problem } from '../../domain/problem.ts';
import {
  type ExportingStore,
  exportContacts,
  exportTable,
} from '../../operations/contacts/export-contacts.ts';
import { contactView } from '../../views/contact.ts';
import { objectOf } from '../../views/view.ts';
import type { Context } from '../context.ts';
import { filterOf, selecting } from '../options/read-selection.ts';
import type { SelectionOptions } from '../options/selection.ts';
import { mapped, writeLong } from '../terminal/long-result.ts';
import { openProgress, type Progress } from '../terminal/progress.ts';

interface ExportOptions extends SelectionOptions {
  format?: 'csv' | 'json' | 'ndjson' | undefined;
  excel?: boolean | undefined;
}

/** `contacts export` */
export async function exportList(context: Context, options: ExportOptions): Promise<void> {
  const { output, terminal } = context;
  const writers = { csv: writeCsv, json: writeJson, ndjson: writeLines };
  const format = options.format ?? (output.format.json ? 'json' : 'csv');
  if (options.excel && format !== 'csv')
    throw new Problem('usage', {
      code: 'excel_needs_csv',
      message: `--excel is for CSV, and this export is ${format.toUpperCase()}.`,
      hint: 'Leave out --excel, or use --format csv.',
    });
  const write = writers[format];
  const progress = openProgress(terminal);
  await write(context, await context.store(), options, progress).finally(progress.end);
}

/** Excel takes a CSV file for UTF-8 only if it begins with it. */
const byteOrderMark = '\ufeff';

type Write = (
  context: Context,
  store: ExportingStore,
  options: ExportOptions,
  progress: Progress,
) => Promise<void>;

/** Writes one document as it is read: a million contacts are more than memory should hold. */
const writeJson: Write = async (context, store, options, progress) => {
  const contacts = await exportContacts(store, filterOf(options), selecting(context, progress));
  const rows = mapped(counted(contacts, context, progress), (contact) => objectOf(contact, contactView));
  await writeLong(context.terminal, { key: 'contacts', rows });
};

const writeLines: Write = async (context, store, options, progress) => {
  const contacts = await exportContacts(store, filterOf(options), selecting(context, progress));
  for await (const contact of counted(contacts, context, progress)) {
    const line = JSON.stringify(objectOf(contact, contactView));
    if (!(await context.terminal.write(`${line}\n`, 'json'))) break;
  }
};

const writeCsv: Write = async (context, store, options, progress) => {
  const { terminal } = context;
  const { stringify } = await import('csv-stringify/sync');
  const { headers, rows } = await exportTable(store, filterOf(options), selecting(context, progress));
  await terminal.write(`${options.excel ? byteOrderMark : ''}${stringify([headers])}`, 'csv');
  for await (const cells of counted(rows, context, progress))
    if (!(await terminal.write(stringify([cells.map(guarded)]), 'csv'))) break;
};

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
