import type { Call } from '../../domain/calls/call.ts';
import { isStale } from '../../domain/calls/check-times.ts';
import { Problem } from '../../domain/problem.ts';
import type { Calling, RunCalling } from './calling.ts';
import { settingAside } from './checking/set-aside.ts';
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
  const id = await account.id();
  const open = await settingAside(calling, record, () =>
    store.takeOpenCalls({ now: clock.now(), account: id, limit: perRun }),
  );
  const own: Call[] = [];
  for (const call of open) if (await account.owns(call)) own.push(call);
  await recordProgress(calling, idsOf(own), record);
  await closeUnlisted(calling, own, record);
}

function idsOf(calls: readonly Call[]): string[] {
  return calls.flatMap(({ retellCallId }) => retellCallId ?? []);
}

/** Closes the calls that are more than a day old and that Retell no longer lists. */
async function closeUnlisted(
  { store, telephony, clock }: Asking,
  open: readonly Call[],
  record: OnEvent,
): Promise<void> {
  const ids = idsOf(open.filter(({ requestedAt }) => isStale(requestedAt, clock.now()))).slice(0, perRequest);
  if (ids.length === 0) return;
  const unlisted = await (await telephony()).notListed(ids);
  for (const call of await store.recordNotListed(unlisted, clock.now()))
    record({ ...calleeOf(call), kind: 'changed', call });
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
    const when = { now: clock.now(), retryDelay };
    const changed = await settingAside({ store, clock }, record, () => store.recordReports(reports, when));
    for (const call of changed) {
      const event = call.notDialled ? notDialledEvent(call.notDialled) : ({ kind: 'changed', call } as const);
      record({ ...calleeOf(call), ...event });
    }
  }
}
