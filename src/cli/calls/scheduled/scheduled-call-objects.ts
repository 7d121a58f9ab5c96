import type { ScheduledCall } from '../../../domain/calls/scheduled-call.ts';
import type { WithContact } from '../../../operations/ports/call-ledger.ts';
import type { ScheduledCallStore } from '../../../operations/ports/scheduled-call-store.ts';
import { scheduledCallView } from '../../../views/scheduled-call.ts';
import { objectOf } from '../../../views/view.ts';
import { mapped } from '../../terminal/long-result.ts';

/** Yields the scheduled calls with these ids as JSON objects, in this order; reads them as they are written. */
export function scheduledCallObjects(store: ScheduledCallStore, ids: readonly number[]) {
  return mapped(scheduledCallsOf(store, ids), (row) => objectOf(row, scheduledCallView));
}

const pageSize = 1000;

/** Yields the scheduled calls with these ids, in this order; reads a page at a time. */
async function* scheduledCallsOf(
  store: ScheduledCallStore,
  ids: readonly number[],
): AsyncGenerator<WithContact<ScheduledCall>> {
  for (let start = 0; start < ids.length; start += pageSize)
    yield* await store.scheduledCalls(ids.slice(start, start + pageSize));
}
