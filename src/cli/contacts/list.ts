import { listAllContacts, listContacts } from '../../operations/contacts/list-contacts.ts';
import type { ContactOrder } from '../../operations/ports/paging/orders.ts';
import type { Context } from '../context.ts';
import type { PageOptions } from '../listing/page-options.ts';
import { showPage } from '../listing/show-page.ts';
import { filterOf, selecting } from '../options/read-selection.ts';
import type { SelectionOptions } from '../options/selection.ts';
import { contactFields } from '../terminal/columns.ts';
import { openProgress } from '../terminal/progress.ts';

/** `contacts list` */
export async function list(
  context: Context,
  options: SelectionOptions & PageOptions<ContactOrder['by']>,
): Promise<void> {
  const filter = filterOf(options);
  const store = await context.store();
  const progress = openProgress(context.terminal);
  await showPage(context, options, {
    key: 'contacts',
    fields: contactFields,
    customNames: () => store.customFieldNames(),
    readAll: (order) =>
      listAllContacts(store, filter, order, selecting(context, progress)).finally(progress.end),
    read: (query) => listContacts(store, filter, query, selecting(context, progress)).finally(progress.end),
    empty: filter
      ? 'No contact matches. To see all: voicebot contacts list'
      : 'No contacts yet. To import some: voicebot contacts import FILE',
  });
}
