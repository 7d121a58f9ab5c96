import { guarded } from '../../domain/lists/cells/spreadsheet-cell.ts';
import { allSuppressions } from '../../operations/suppression/all-suppressions.ts';
import { suppressionView } from '../../views/suppression.ts';
import { objectOf } from '../../views/view.ts';
import type { Context } from '../context.ts';
import type { PageOptions } from '../listing/page-options.ts';
import { showPage } from '../listing/show-page.ts';
import { suppressionFields } from '../terminal/columns.ts';
import { mapped, writeLong } from '../terminal/long-result.ts';

/** `dnc list` */
export async function list(context: Context, options: PageOptions<'phoneNumber'>): Promise<void> {
  const store = await context.store();
  await showPage(context, options, {
    key: 'entries',
    fields: suppressionFields,
    read: (query) => store.pageOfSuppressions(query),
    empty: 'The do-not-call list is empty.',
  });
}

/** `dnc export`: writes the entries as they are read, since a register may have millions. */
export async function exportAll(context: Context): Promise<void> {
  const { terminal, output } = context;
  const entries = allSuppressions(await context.store());
  if (output.format.json) {
    const rows = mapped(entries, (entry) => objectOf(entry, suppressionView));
    await writeLong(terminal, { key: 'entries', rows });
    return;
  }
  const { stringify } = await import('csv-stringify/sync');
  await terminal.write(stringify([['phone', 'reason', 'source', 'added_by', 'created_at']]), 'csv');
  for await (const { phoneNumber, reason, source, addedBy, createdAt } of entries) {
    const cells = [phoneNumber, reason ?? '', source, addedBy ?? '', createdAt.toISOString()];
    if (!(await terminal.write(stringify([cells.map(guarded)]), 'csv'))) break;
  }
}
