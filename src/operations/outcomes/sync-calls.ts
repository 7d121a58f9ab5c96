import type { Call } from '../../domain/calls/call.ts';
import { RunAccount } from '../accounts/run-account.ts';
import type { Calling } from '../calling/calling.ts';
import { requireOriginal } from '../calling/ledger/require-original.ts';
import type { RunEvent } from '../calling/run-events.ts';
import { askAboutCalls, type Learned, perRequest } from './ask-about-calls.ts';

/** Retell allows 15 list requests in 10 s. The first few go at once, the others this far apart, ms. */
const burst = 6;
const spacing = 800;

export interface SyncOptions {
  /** Asks again about every call requested since then, too. */
  since: Date | undefined;
  /** Once it aborts, the request in progress is finished and no other begins. */
  signal: AbortSignal;
  onEvent: (event: RunEvent) => void;
  onProgress: (calls: number) => void;
}

export interface Synced extends Learned {
  /** How many calls Retell was asked about. */
  asked: number;
  isStopped: boolean;
}

/**
 * Brings every call up to date of which Retell may say more, whether it is due to be asked about or not: many in one request, and what
 * was said in each that is over. Calls of other accounts are left to those.
 *
 * @throws Problem if Retell cannot be asked; what was recorded until then stays
 */
export async function syncCalls(
  calling: Calling,
  { since, signal, onEvent, onProgress }: SyncOptions,
): Promise<Synced> {
  await requireOriginal(calling);
  const { store, clock } = calling;
  const account = new RunAccount(calling);
  const id = await account.id();
  const total: Synced = {
    asked: 0,
    reported: 0,
    changed: 0,
    transcripts: 0,
    recordings: 0,
    unreadable: 0,
    isStopped: false,
  };
  const ids = await store.callsToSync(id, since);
  for (let from = 0; from < ids.length; from += perRequest) {
    if (from >= burst * perRequest) await clock.sleep(spacing, signal);
    if (signal.aborted) return { ...total, isStopped: true };
    const page = await store.callsById(ids.slice(from, from + perRequest));
    const own: Call[] = [];
    for (const call of page) if (await account.owns(call)) own.push(call);
    const learned = await askAboutCalls(calling, own, {
      record: onEvent,
      transcripts: perRequest,
      recordings: perRequest,
      signal,
    });
    total.asked += own.length;
    total.reported += learned.reported;
    total.changed += learned.changed;
    total.transcripts += learned.transcripts;
    total.recordings += learned.recordings;
    total.unreadable += learned.unreadable;
    onProgress(total.asked);
  }
  return total;
}
