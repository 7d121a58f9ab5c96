import type { Call } from '../../domain/calls/call.ts';
import { Problem } from '../../domain/problem.ts';
import type { Calling } from '../calling/calling.ts';
import { calleeOf, type RunEvent } from '../calling/run-events.ts';

type Keeping = Pick<Calling, 'store' | 'clock' | 'recordings'>;

/** When a recording that could not be kept is tried again, with a new link, ms. */
const tryAgainAfter = 10 * 60_000;

/**
 * Fetches the recordings of calls that are over, if they are to be kept, before their links expire. What fails is tried again when
 * Retell is next asked about the call.
 *
 * @param limit the maximum number to fetch; the rest is fetched soon
 * @returns how many were kept
 */
export async function keepRecordings(
  { store, clock, recordings }: Keeping,
  ids: readonly string[],
  {
    record,
    limit,
    signal,
  }: { record: (event: RunEvent) => void; limit: number; signal?: AbortSignal | undefined },
): Promise<number> {
  const { keepFor, files } = recordings;
  if (keepFor === undefined || ids.length === 0) return 0;
  const without = await store.withoutRecording(ids);
  let kept = 0;
  for (const call of without.slice(0, limit)) {
    if (signal?.aborted) break;
    try {
      const { file, bytes } = await files.keep(
        call.recordingUrl ?? '',
        call.retellCallId ?? `call_${call.id}`,
      );
      const now = clock.now();
      await store.recordRecording(call.id, {
        file,
        bytes,
        keptAt: now,
        keepUntil: new Date(now.getTime() + keepFor),
      });
      kept++;
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'recording_not_kept') throw error;
      record({ ...calleeOf(call), kind: 'recording_not_kept', why: error.message });
      await askAgain({ store, clock }, [call], tryAgainAfter);
    }
  }
  await askAgain({ store, clock }, without.slice(limit), 0);
  return kept;
}

async function askAgain(
  { store, clock }: Pick<Keeping, 'store' | 'clock'>,
  calls: readonly Call[],
  after: number,
): Promise<void> {
  const ids = calls.map(({ id }) => id);
  if (ids.length > 0) await store.askAgain(ids, new Date(clock.now().getTime() + after));
}

/** The most recordings that a run deletes. */
const deletedPerRun = 1000;

/** Deletes the recordings that have been kept for long enough. @throws Problem `recording_not_deleted` */
export async function deleteExpired({ store, clock, recordings }: Keeping): Promise<void> {
  for (const { callId, file } of await store.expiredRecordings(clock.now(), deletedPerRun)) {
    await recordings.files.remove(file);
    await store.forgetRecording(callId);
  }
}
