import type { Call } from '../../domain/calls/call.ts';
import type { WithContact } from '../ports/call-ledger.ts';
import type { CallFilter, CallListStore } from '../ports/outcomes/call-list-store.ts';
import type { CallOrder } from '../ports/paging/orders.ts';
import { type WholeList, wholeList } from '../ports/paging/whole-list.ts';

/**
 * Finds the calls that meet a filter, now: what changes while they are read neither adds one nor shows one twice. Those that cannot be read
 * are left out.
 */
export async function exportCalls(
  store: Pick<CallListStore, 'callIds' | 'listedCalls'>,
  filter: CallFilter,
  order: CallOrder | undefined,
): Promise<WholeList<WithContact<Call>>> {
  return wholeList(await store.callIds(filter, order), (ids) => store.listedCalls(ids));
}
