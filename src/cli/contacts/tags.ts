import type { tagOrders } from '../../operations/ports/paging/orders.ts';
import { pageOfRows } from '../../operations/ports/paging/page.ts';
import { tagView } from '../../views/contact.ts';
import type { Context } from '../context.ts';
import type { PageOptions } from '../listing/page-options.ts';
import { showPage } from '../listing/show-page.ts';
import { withColumns } from '../terminal/render-fields.ts';

/** `contacts tags` */
export async function tags(
  context: Context,
  options: PageOptions<(typeof tagOrders)[number]>,
): Promise<void> {
  const store = await context.store();
  await showPage(context, options, {
    key: 'tags',
    fields: withColumns(tagView, { tag: [{ header: 'Tag' }], contacts: [{ header: 'Contacts' }] }),
    read: async (query) => pageOfRows(await store.listTags(), query, (row, key) => row[key]),
    empty: 'No tags yet. To tag twenty contacts: voicebot contacts tag vip 1-20',
  });
}
