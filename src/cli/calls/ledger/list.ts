import { exportCalls } from '../../../operations/outcomes/export-calls.ts';
import type { CallOrder } from '../../../operations/ports/paging/orders.ts';
import type { Context } from '../../context.ts';
import type { PageOptions } from '../../listing/page-options.ts';
import { showPage } from '../../listing/show-page.ts';
import { callFields } from '../../terminal/columns.ts';
import { paint } from '../../terminal/styled-text.ts';
import { type FilterOptions, readFilter } from './filter.ts';

/** `calls list`: shows calls, newest first. */
export async function listCalls(
  context: Context,
  options: FilterOptions & PageOptions<CallOrder['by']>,
): Promise<void> {
  const store = await context.store();
  const filter = await readFilter(context, store, options);
  const isFiltered = Object.values(filter).some((condition) => condition !== undefined);
  await showPage(context, options, {
    key: 'calls',
    fields: callFields,
    readAll: (order) => exportCalls(store, filter, order),
    read: (query) => store.pageOfCalls(filter, query),
    empty: isFiltered
      ? 'No call matches. To see all: voicebot calls list'
      : 'No calls yet. To call a contact now: voicebot call <contact>',
  });
  noteUnreadable(context, 'call', await store.unreadableCalls());
}

/** Says which records a list leaves out, because they cannot be read. */
export function noteUnreadable({ terminal, output }: Context, what: string, ids: readonly number[]): void {
  if (ids.length === 0) return;
  const [first] = ids;
  const text =
    ids.length === 1
      ? `1 ${what} is set aside, because its record cannot be read: ${first}`
      : `${ids.length} ${what}s are set aside, because their records cannot be read: ${first} and others`;
  terminal.note(paint.yellow(output.show.advice(`! ${text}. 'voicebot doctor' says more.`)));
}
