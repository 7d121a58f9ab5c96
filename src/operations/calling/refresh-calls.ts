import { Problem } from '../../domain/problem.ts';
import type { Calling, RunCalling } from './calling.ts';
import { calleeOf, notDialledEvent, type RunEvent } from './run-events.ts';

/** The maximum number of calls to ask about in a request, and in a run. */
const perRequest = 100;
const perRun = 300;

type Asking = Pick<Calling, 'store' | 'telephony' | 'clock' | 'retryDelay'>;
type OnEvent = (event: RunEvent) => void;

/**
 * Asks Retell about the calls that were still ringing or in progress, many in one request, and records what has changed.
 *
 * @throws Problem if Retell cannot be asked
 */
export async function refreshCalls(calling: RunCalling, record: OnEvent): Promise<undefined> {
  const { store, clock, account } = calling;
  if (!(await store.callsToCheck(clock.now())).open) return;
  const open = await store.takeOpenCalls({ now: clock.now(), account: await account.id(), limit: perRun });
  const ids: string[] = [];
  for (const call of open) if (call.retellCallId && (await account.owns(call))) ids.push(call.retellCallId);
  await recordProgress(calling, ids, record);
}

/**
 * Asks Retell about the open calls to numbers that other calls are due to, so that one that has ended holds up no other. If Retell
 * cannot be asked, their numbers stay in use for now.
 */
export async function refreshCallsInTheWay(calling: Asking, record: OnEvent): Promise<void> {
  const inTheWay = await calling.store.openCallsInTheWay(calling.clock.now());
  try {
    await recordProgress(calling, inTheWay.slice(0, perRun), record);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}

async function recordProgress(
  { store, telephony, clock, retryDelay }: Asking,
  ids: readonly string[],
  record: OnEvent,
): Promise<void> {
  for (let from = 0; from < ids.length; from += perRequest) {
    const reports = await (await telephony()).reportsOf(ids.slice(from, from + perRequest));
    for (const call of await store.recordReports(reports, { now: clock.now(), retryDelay })) {
      const event = call.notDialled ? notDialledEvent(call.notDialled) : ({ kind: 'changed', call } as const);
      record({ ...calleeOf(call), ...event });
    }
  }
}
