import { Problem } from '../domain/problem.ts';
import { type Calling, leaseOf } from './calling.ts';
import { freeLines, noFreeLine } from './free-lines.ts';
import { placeAttempt } from './place-attempt.ts';
import { newReference, requestOf } from './place-call.ts';
import type { RunEvent, RunResult } from './run-events.ts';
import type { ClaimResult } from './store.ts';
import { TelephonyProblem } from './telephony-trouble.ts';

export interface PlaceDueOptions {
  /** Calls being placed at once. */
  concurrency: number;
  /** Attempts made at most. */
  limit: number;
  /** Takes no new call once it aborts; what is being placed is finished. */
  signal: AbortSignal;
  record: (event: RunEvent) => void;
  result: RunResult;
}

/** To count a million that are overdue would take each run longer than all else that it does. */
const mostCounted = 10_000;

/**
 * Places what is due, in order of time, a bounded number at once. Each is claimed right before it is placed, so any
 * number of runs may overlap. Stops early, charging nobody, if Retell cannot be worked with (`result.stopped`).
 */
export async function placeDueCalls(calling: Calling, options: PlaceDueOptions): Promise<void> {
  const due = await calling.store.countDue(calling.clock.now(), mostCounted);
  if (due === 0) return;
  // Before anything is claimed: without a key nothing can be.
  const telephony = await calling.telephony();
  const lines = due > options.concurrency ? await freeLines(telephony) : undefined;
  const orMore = due >= mostCounted;
  if (lines === 0) options.result.stopped = noFreeLine(due, orMore);
  const waiting = lines === undefined ? 0 : Math.max(0, Math.min(due, options.limit) - lines);
  options.result.waiting = { calls: waiting, orMore: orMore && options.limit > due };
  let left = Math.min(options.limit, lines ?? options.limit);
  let isBroken = false;
  const goesOn = () => left > 0 && !isBroken && !options.signal.aborted && !options.result.stopped;
  const outage = watchForOutage(options);
  const worker = async () => {
    while (goesOn()) {
      left--;
      const claimed = await claimNext(calling);
      if (!claimed) return;
      outage.heard(await attempt(claimed, calling, options));
    }
  };
  const careful = () =>
    worker().catch((error: unknown) => {
      isBroken = true;
      throw error;
    });
  // Every worker is waited for, whatever becomes of one of them: what is being placed must be recorded.
  const ends = await Promise.allSettled(Array.from({ length: Math.min(options.concurrency, left) }, careful));
  const broken = ends.find((end) => end.status === 'rejected');
  if (broken) throw broken.reason;
}

/** Lost answers in a row that are taken for an outage: each more would only be one more call of unknown fate. */
const outageAfter = 10;

function watchForOutage({ result }: PlaceDueOptions) {
  let inARow = 0;
  return {
    heard: (kind: RunEvent['kind'] | undefined) => {
      inARow = kind === 'unknown' ? inARow + 1 : 0;
      if (inARow < outageAfter) return;
      const message = `Retell left ${inARow} calls in a row without an answer, so no more are placed`;
      result.stopped ??= new TelephonyProblem('failing', message);
    },
  };
}

function claimNext(calling: Calling): Promise<ClaimResult | undefined> {
  const { store, clock } = calling;
  return store.claimNextDue({
    now: clock.now(),
    lease: leaseOf(calling),
    prepare: (scheduled, contact) => ({
      ...requestOf({ ...scheduled, contact, given: scheduled.dynamicVariables }, calling),
      reference: newReference(),
    }),
  });
}

/** @returns what came of it; undefined where nothing did */
async function attempt(
  claimed: ClaimResult,
  calling: Calling,
  options: PlaceDueOptions,
): Promise<RunEvent['kind'] | undefined> {
  if (claimed.kind === 'unpreparable') {
    const { scheduledCallId: id, reason } = claimed;
    options.record({ kind: 'unpreparable', id, who: '', toNumber: '', reason });
    return 'unpreparable';
  }
  const whom = { id: claimed.scheduled.id, who: claimed.contact.name, toNumber: claimed.claim.call.toNumber };
  const result = await placeAttempt(claimed.claim, calling).catch((error: unknown) => {
    if (error instanceof Problem)
      options.record({ ...whom, kind: 'unknown', reason: 'its outcome could not be recorded' });
    throw error;
  });
  if (result.kind === 'overslept') return undefined;
  if (result.kind === 'stopped') {
    options.result.stopped ??= result.problem;
    return undefined;
  }
  options.record({ ...whom, ...result });
  return result.kind;
}
