import type { Calling } from './calling.ts';

/** Calls asked about in one request, and in one run at most. */
const perRequest = 100;
const perRun = 300;

/**
 * Asks Retell how the calls stand that were still ringing or going on, many in one request.
 * @returns how many stand otherwise than before
 */
export async function refreshCalls({ store, telephony, clock }: Calling): Promise<number> {
  const open = await store.takeOpenCalls({ now: clock.now(), limit: perRun });
  const ids = open.flatMap((call) => call.retellCallId ?? []);
  let changed = 0;
  for (let from = 0; from < ids.length; from += perRequest) {
    const reports = await (await telephony()).reportsOf(ids.slice(from, from + perRequest));
    changed += await store.recordReports(reports, clock.now());
  }
  return changed;
}
