import type { Call } from '../../domain/calls/call.ts';
import { Problem } from '../../domain/problem.ts';
import { askAboutCalls, askByIds, perRequest } from '../outcomes/ask-about-calls.ts';
import type { Asking } from '../outcomes/asking.ts';
import type { RunCalling } from './calling.ts';
import { settingAside } from './checking/set-aside.ts';
import type { RunEvent } from './run-events.ts';

/** The maximum number of calls to ask about in a run, and of transcripts and recordings to fetch: placing what is due must not wait for long. */
const perRun = 3 * perRequest;
const transcriptsPerRun = 30;
const recordingsPerRun = 5;

type OnEvent = (event: RunEvent) => void;

/**
 * Asks Retell about the calls that were still ringing or in progress, and about those that are over and of which more was to come, many in
 * one request, and records what has changed.
 *
 * @throws Problem if Retell cannot be asked
 */
export async function refreshCalls(calling: RunCalling, record: OnEvent): Promise<undefined> {
  const { store, clock, account } = calling;
  if (!(await store.callsToCheck(clock.now())).open) return;
  const id = await account.id();
  const due = await settingAside(calling, record, () =>
    store.takeOpenCalls({ now: clock.now(), account: id, limit: perRun }),
  );
  const own: Call[] = [];
  for (const call of due) if (await account.owns(call)) own.push(call);
  let [transcripts, recordings] = [transcriptsPerRun, recordingsPerRun];
  for (let from = 0; from < own.length; from += perRequest) {
    const learned = await askAboutCalls(calling, own.slice(from, from + perRequest), {
      record,
      transcripts,
      recordings,
    });
    transcripts -= learned.transcripts;
    recordings -= learned.recordings;
  }
}

/**
 * Asks Retell about the open calls to numbers that other calls are due to, so that one that has ended holds up no other. If Retell
 * cannot be asked, their numbers stay in use for now.
 */
export async function refreshCallsInTheWay(calling: Asking, record: OnEvent): Promise<void> {
  const inTheWay = await calling.store.openCallsInTheWay(calling.clock.now());
  try {
    if (inTheWay.length > 0) await askByIds(calling, inTheWay.slice(0, perRequest), record);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
  }
}
