import type { Call } from '../../domain/calls/call.ts';
import type { WithContact } from '../ports/call-ledger.ts';
import type { CallFilter, CallListStore } from '../ports/outcomes/call-list-store.ts';
import type { CallOrder } from '../ports/paging/orders.ts';

/** Calls that are in memory at a time. */
const pageSize = 1000;

/**
 * Finds the calls that meet a filter, now: what changes while they are read neither adds one nor shows one twice.
 *
 * @returns a function that reads them from the beginning each time, without those that cannot be read
 */
export async function exportCalls(
  store: Pick<CallListStore, 'callIds' | 'listedCalls'>,
  filter: CallFilter,
  order: CallOrder | undefined,
): Promise<() => AsyncGenerator<WithContact<Call>>> {
  const ids = await store.callIds(filter, order);
  return async function* () {
    for (let start = 0; start < ids.length; start += pageSize)
      yield* await store.listedCalls(ids.slice(start, start + pageSize));
  };
}
