import { exportContacts, exportTable } from '../../operations/contacts/export-contacts.ts';
import { contactView } from '../../views/contact.ts';
import { objectOf } from '../../views/view.ts';
import type { Context } from '../context.ts';
import type { FormatOptions } from '../listing/format-options.ts';
import { writeExport } from '../listing/write-export.ts';
import { filterOf, selecting } from '../options/read-selection.ts';
import type { SelectionOptions } from '../options/selection.ts';
import { mapped } from '../terminal/long-result.ts';

/** `contacts export` */
export async function exportList(context: Context, options: SelectionOptions & FormatOptions): Promise<void> {
  const filter = filterOf(options);
  await writeExport(context, options, async (progress) => {
    const store = await context.store();
    return {
      key: 'contacts',
      objects: async function* () {
        const contacts = await exportContacts(store, filter, selecting(context, progress));
        yield* mapped(contacts, (contact) => objectOf(contact, contactView));
      },
      table: () => exportTable(store, filter, selecting(context, progress)),
    };
  });
}
