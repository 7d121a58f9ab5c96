import type { Call } from '../../domain/calls/call.ts';
import { isOpen } from '../../domain/calls/call-status.ts';
import { isStale, lastLook } from '../../domain/calls/check-times.ts';
import { settingAside } from '../calling/checking/set-aside.ts';
import { calleeOf, type RunEvent } from '../calling/run-events.ts';
import type { Asking } from './asking.ts';
import { fetchTranscripts } from './fetch-transcripts.ts';
import { keepRecordings } from './keep-recordings.ts';
import { recordProgress } from './record-progress.ts';
import { reportedAt } from './reported-at.ts';

/** How many calls are asked about in one request. Retell lists a thousand at most. */
export const perRequest = 500;
/** How many ids a list is asked to be whole of. */
const perProof = 100;

export interface AskOptions {
  record: (event: RunEvent) => void;
  /** The maximum number of transcripts to fetch. */
  transcripts: number;
  /** The maximum number of recordings to fetch. */
  recordings: number;
  signal?: AbortSignal | undefined;
}

/** What was learned. */
export interface Learned {
  /** How many of the calls Retell lists. */
  reported: number;
  /** How many of them have gone on. */
  changed: number;
  transcripts: number;
  recordings: number;
  /** How many items of Retell's list cannot be read. */
  unreadable: number;
}

/**
 * Asks Retell about calls, in one request for many, and records what has changed; then fetches what was said in those that are over, one
 * by one. Calls that Retell no longer lists are not asked about for ever.
 *
 * @param calls at most `perRequest`
 * @throws Problem if Retell cannot be asked
 */
export async function askAboutCalls(
  asking: Asking,
  calls: readonly Call[],
  { record, ...options }: AskOptions,
): Promise<Learned> {
  const ids = calls.flatMap(({ retellCallId }) => retellCallId ?? []);
  if (ids.length === 0) return { reported: 0, changed: 0, transcripts: 0, recordings: 0, unreadable: 0 };
  const { listed, changed, unreadable } = await askByIds(asking, ids, record);
  await settleUnlisted(
    asking,
    calls.filter(({ retellCallId }) => !listed.has(retellCallId ?? '')),
    record,
  );
  const untold = await asking.store.withoutTranscript([...listed]);
  const transcripts = await fetchTranscripts(asking, untold.slice(0, options.transcripts), {
    record,
    signal: options.signal,
  });
  const recordings = await keepRecordings(asking, [...listed], {
    record,
    limit: options.recordings,
    signal: options.signal,
  });
  return { reported: listed.size, changed, transcripts, recordings, unreadable };
}

/** Asks Retell about calls by its ids, in one request, and records what has changed. */
export async function askByIds(
  asking: Asking,
  ids: readonly string[],
  record: (event: RunEvent) => void,
): Promise<{ listed: Set<string>; changed: number; unreadable: number }> {
  const { store, telephony } = asking;
  const { reports, unreadable } = await (await telephony()).reportsOf(ids);
  const when = reportedAt(asking);
  const changed = await settingAside(asking, record, () => store.recordReports(reports, when));
  for (const call of changed) recordProgress(call, record);
  const listed = new Set(reports.map(({ retellCallId }) => retellCallId));
  return { listed, changed: changed.length, unreadable };
}

/** Closes open calls that are more than a day old and that Retell no longer lists, and gives up those of which more was to come. */
async function settleUnlisted(
  { store, telephony, clock }: Asking,
  unlisted: readonly Call[],
  record: (event: RunEvent) => void,
): Promise<void> {
  const now = clock.now();
  const old = unlisted.filter(({ status, requestedAt }) =>
    isOpen(status) ? isStale(requestedAt, now) : now >= lastLook(requestedAt),
  );
  const ids = old.flatMap(({ retellCallId }) => retellCallId ?? []).slice(0, perProof);
  if (ids.length === 0) return;
  const gone = await (await telephony()).notListed(ids);
  for (const call of await store.recordNotListed(gone, now))
    record({ ...calleeOf(call), kind: 'changed', call });
}
