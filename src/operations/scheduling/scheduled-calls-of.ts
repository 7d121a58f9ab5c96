import type { ScheduledCall } from '../../domain/calls/scheduled-call.ts';
import type { ScheduledCallStore, WithContact } from '../ports/store.ts';

const pageSize = 1000;

/** The scheduled calls with these ids, in this order, read a page at a time. */
export async function* scheduledCallsOf(
  store: ScheduledCallStore,
  ids: readonly number[],
): AsyncGenerator<WithContact<ScheduledCall>> {
  for (let from = 0; from < ids.length; from += pageSize)
    yield* await store.scheduledCalls(ids.slice(from, from + pageSize));
}
