import type { Calling } from './calling.ts';
import type { RunEvent } from './run-events.ts';

/** Calls asked about in one request, and in one run at most. */
const perRequest = 100;
const perRun = 300;

/**
 * Asks Retell how the calls stand that were still ringing or going on, many in one request, and records what has
 * changed.
 */
export async function refreshCalls(
  { store, telephony, clock }: Calling,
  record: (event: RunEvent) => void,
): Promise<void> {
  const open = await store.takeOpenCalls({ now: clock.now(), limit: perRun });
  const ids = open.flatMap((call) => call.retellCallId ?? []);
  for (let from = 0; from < ids.length; from += perRequest) {
    const reports = await (await telephony()).reportsOf(ids.slice(from, from + perRequest));
    for (const call of await store.recordReports(reports, clock.now())) {
      const who = call.dynamicVariables['contact_name'] ?? '';
      record({ kind: 'changed', id: call.scheduledCallId, who, toNumber: call.toNumber, call });
    }
  }
}
