import type { ContactOrder } from '../../domain/contacts/contact-filter.ts';
import { listContacts } from '../../operations/contacts/list-contacts.ts';
import type { Context } from '../context.ts';
import { filterOf, selecting } from '../options/read-selection.ts';
import { pageRows, rowLimit } from '../options/row-limit.ts';
import type { SelectionOptions } from '../options/selection.ts';
import { contactFields } from '../terminal/columns.ts';
import { openProgress } from '../terminal/progress.ts';

interface ListOptions extends SelectionOptions {
  sort?: ContactOrder | undefined;
  limit?: number | undefined;
  page?: number | undefined;
}

/** `contacts list` */
export async function list(context: Context, options: ListOptions): Promise<void> {
  const { output, terminal } = context;
  const filter = filterOf(options);
  const limit = rowLimit(context, options.limit, options.page);
  const store = await context.store();
  const progress = openProgress(terminal);
  const page = { filter, order: options.sort, ...limit.query };
  const rows = await listContacts(store, page, selecting(context, progress)).finally(progress.end);
  await output.list({
    key: 'contacts',
    rows: pageRows(context, rows, limit),
    fields: contactFields,
    empty: emptyPage(filter !== undefined, options.page),
  });
}

function emptyPage(isFiltered: boolean, page = 1): string {
  if (page > 1) return `There is no page ${page}.`;
  return isFiltered
    ? 'No contact matches. To see all: voicebot contacts list'
    : 'No contacts yet. To import some: voicebot contacts import FILE';
}
