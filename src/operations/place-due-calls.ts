import { type Calling, leaseOf } from './calling.ts';
import { placeAttempt } from './place-attempt.ts';
import { newReference, requestOf } from './place-call.ts';
import type { RunEvent, RunResult } from './run-events.ts';
import type { ClaimResult } from './store.ts';

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

/**
 * Places what is due, in order of time, a bounded number at once. Each is claimed right before it is placed, so any
 * number of runs may overlap. Stops early, charging nobody, if Retell cannot be worked with (`result.stopped`).
 */
export async function placeDueCalls(calling: Calling, options: PlaceDueOptions): Promise<void> {
  if ((await calling.store.countDue(calling.clock.now())) === 0) return;
  // Before anything is claimed: without a key nothing can be.
  await calling.telephony();
  let left = options.limit;
  const goesOn = () => left > 0 && !options.signal.aborted && !options.result.stopped;
  const worker = async () => {
    while (goesOn()) {
      left--;
      const claimed = await claimNext(calling);
      if (!claimed) return;
      await attempt(claimed, calling, options);
    }
  };
  // Every worker is waited for, whatever becomes of one of them: what is being placed must be recorded.
  const ends = await Promise.allSettled(Array.from({ length: Math.min(options.concurrency, left) }, worker));
  const broken = ends.find((end) => end.status === 'rejected');
  if (broken) throw broken.reason;
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

async function attempt(claimed: ClaimResult, calling: Calling, options: PlaceDueOptions): Promise<void> {
  if (claimed.kind === 'unpreparable') {
    const { scheduledCallId: id, reason } = claimed;
    options.record({ kind: 'unpreparable', id, who: '', toNumber: '', reason });
    return;
  }
  const whom = { id: claimed.scheduled.id, who: claimed.contact.name, toNumber: claimed.claim.call.toNumber };
  const result = await placeAttempt(claimed.claim, calling);
  if (result.kind === 'stopped') options.result.stopped ??= result.problem;
  else if (result.kind !== 'overslept') options.record({ ...whom, ...result });
}
