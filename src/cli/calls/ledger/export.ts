import { exportCalls as findCalls } from '../../../operations/outcomes/export-calls.ts';
import type { CallOrder } from '../../../operations/ports/paging/orders.ts';
import type { Order } from '../../../operations/ports/paging/page.ts';
import { columnsOf } from '../../../views/fields/flatten.ts';
import { objectOf } from '../../../views/view.ts';
import type { Context } from '../../context.ts';
import type { FormatOptions } from '../../listing/format-options.ts';
import { selectFields } from '../../listing/select-fields.ts';
import { writeExport } from '../../listing/write-export.ts';
import { callFields } from '../../terminal/columns.ts';
import { mapped } from '../../terminal/long-result.ts';
import { type FilterOptions, readFilter } from './filter.ts';
import { noteUnreadable } from './list.ts';

/** `calls export`: writes calls as they are read. */
export async function exportCalls(
  context: Context,
  options: FilterOptions & FormatOptions & { sort?: Order<CallOrder['by']> | undefined },
): Promise<void> {
  const fields = selectFields(callFields, context.output.format.fields);
  const store = await context.store();
  const filter = await readFilter(context, store, options);
  await writeExport(context, options, async () => {
    const calls = await findCalls(store, filter, options.sort);
    return {
      key: 'calls',
      objects: () => mapped(calls.rows(), (call) => objectOf(call, fields)),
      table: async (progress) => {
        const columns = columnsOf(fields);
        let seen = 0;
        // A first look, for which columns there are.
        if (columns.isOpen)
          for await (const call of calls.rows()) {
            columns.see(call);
            if (++seen % 1000 === 0) progress.at('Reading', seen);
          }
        const { names, cells } = columns.all();
        return { headers: names, rows: mapped(calls.rows(), cells) };
      },
    };
  });
  noteUnreadable(context, 'call', await store.unreadableCalls());
}
