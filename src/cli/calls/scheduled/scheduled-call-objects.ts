import type { ScheduledCall } from '../../../domain/calls/scheduled-call.ts';
import type { WithContact } from '../../../operations/ports/call-ledger.ts';
import type { ScheduledCallStore } from '../../../operations/ports/scheduled-call-store.ts';
import { scheduledCallView } from '../../../views/scheduled-call.ts';
import { objectOf } from '../../../views/view.ts';
import { mapped } from '../../terminal/long-result.ts';

/** The scheduled calls with these ids as JSON has them, in this order, read as they are written. */
export function scheduledCallObjects(store: ScheduledCallStore, ids: readonly number[]) {
  return mapped(scheduledCallsOf(store, ids), (row) => objectOf(row, scheduledCallView));
}

const pageSize = 1000;

/** The scheduled calls with these ids, in this order, read a page at a time. */
async function* scheduledCallsOf(
  store: ScheduledCallStore,
  ids: readonly number[],
): AsyncGenerator<WithContact<ScheduledCall>> {
  for (let from = 0; from < ids.length; from += pageSize)
    yield* await store.scheduledCalls(ids.slice(from, from + pageSize));
}
