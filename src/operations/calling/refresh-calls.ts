import type { Calling } from './calling.ts';
import { calleeOf, type RunEvent } from './run-events.ts';

/** The maximum number of calls to ask about in a request, and in a run. */
const perRequest = 100;
const perRun = 300;

/**
 * Asks Retell about the calls that were still ringing or in progress, many in one request, and records what has changed.
 *
 * @throws Problem if Retell cannot be asked
 */
export async function refreshCalls(
  { store, telephony, clock }: Pick<Calling, 'store' | 'telephony' | 'clock'>,
  record: (event: RunEvent) => void,
): Promise<undefined> {
  const open = await store.takeOpenCalls({ now: clock.now(), limit: perRun });
  const ids = open.flatMap((call) => call.retellCallId ?? []);
  for (let from = 0; from < ids.length; from += perRequest) {
    const reports = await (await telephony()).reportsOf(ids.slice(from, from + perRequest));
    for (const call of await store.recordReports(reports, clock.now()))
      record({ ...calleeOf(call), kind: 'changed', call });
  }
}
