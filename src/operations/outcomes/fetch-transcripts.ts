import type { Call } from '../../domain/calls/call.ts';
import type { RunEvent } from '../calling/run-events.ts';
import { TelephonyProblem } from '../ports/telephony-trouble.ts';
import type { Asking } from './asking.ts';
import { recordProgress } from './record-progress.ts';
import { reportedAt } from './reported-at.ts';

/** How many are fetched at once, and the pause after that many, ms: fewer than the 100 requests that Retell allows in 10 s. */
const atOnce = 5;
const pause = 700;
/** How many batches are fetched without a pause. */
const burst = 6;

/**
 * Fetches what was said in calls, one by one, once each. A transcript that does not come, such as one too large for the time that a
 * request has, is tried again later, and keeps no other from being fetched.
 *
 * @returns how many came
 * @throws Problem if none of several comes: Retell cannot be asked
 */
export async function fetchTranscripts(
  asking: Asking,
  calls: readonly Call[],
  { record, signal }: { record: (event: RunEvent) => void; signal?: AbortSignal | undefined },
): Promise<number> {
  let fetched = 0;
  for (let from = 0; from < calls.length && !signal?.aborted; from += atOnce) {
    if (from >= burst * atOnce) await asking.clock.sleep(pause, signal);
    const batch = calls.slice(from, from + atOnce);
    const results = await Promise.allSettled(batch.map((call) => fetchTranscript(asking, call, record)));
    fetched += results.filter((result) => result.status === 'fulfilled' && result.value).length;
    const problems = results.flatMap((result): unknown[] =>
      result.status === 'rejected' ? [result.reason] : [],
    );
    const other = problems.find((problem) => !(problem instanceof TelephonyProblem));
    if (other) throw other;
    const isTrouble = problems.some((problem) => problem instanceof TelephonyProblem && !isOwn(problem));
    if (isTrouble || (problems.length > 1 && problems.length === batch.length)) throw problems[0];
  }
  return fetched;
}

async function fetchTranscript(
  asking: Asking,
  { retellCallId }: Call,
  record: (event: RunEvent) => void,
): Promise<boolean> {
  if (retellCallId === null) return false;
  const details = await (await asking.telephony()).callDetails(retellCallId);
  if (!details) return false;
  const changed = await asking.store.recordDetails(details, reportedAt(asking));
  if (changed) recordProgress(changed, record);
  return details.transcript !== undefined;
}

/** Returns whether the answer may be about this call alone. */
function isOwn({ trouble }: TelephonyProblem): boolean {
  return trouble === 'unreachable' || trouble === 'unreadable';
}
