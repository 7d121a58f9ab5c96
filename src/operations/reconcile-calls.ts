import { maySendAgain } from '../domain/check-times.ts';
import { type Calling, leaseOf } from './calling.ts';
import { leaveUnknown, neverAnswered, placeAttempt, putBack } from './place-attempt.ts';
import type { RunEvent, RunResult } from './run-events.ts';
import type { Claim } from './store.ts';

export interface ReconcileOptions {
  signal: AbortSignal;
  record: (event: RunEvent) => void;
  result: RunResult;
}

/** Look-ups of one run at most. Retell allows 15 list requests in 10 s: the first few go at once, the rest are spaced. */
const lookups = 60;
const atOnce = 8;
const spacing = 800;

/**
 * Finds out what became of calls that Retell never answered for: the attempts of processes that are gone, and lost
 * answers. Found in Retell's list: it was placed. Not found after the grace period: the same request goes out again
 * under the same key, or waits for the operator. Stops early if Retell cannot be worked with (`result.stopped`).
 */
export async function reconcileCalls(calling: Calling, options: ReconcileOptions): Promise<void> {
  for (let done = 0; done < lookups && !options.signal.aborted && !options.result.stopped; done++) {
    const claim = await calling.store.claimNextUnknown({ now: calling.clock.now(), lease: leaseOf(calling) });
    if (!claim) return;
    if (done >= atOnce) await calling.clock.sleep(spacing, options.signal);
    await reconcile(claim, calling, options);
  }
}

async function reconcile(claim: Claim, calling: Calling, options: ReconcileOptions): Promise<void> {
  const { store, clock } = calling;
  const whom = {
    id: claim.call.scheduledCallId,
    who: claim.call.dynamicVariables['contact_name'] ?? '',
    toNumber: claim.call.toNumber,
  };
  const report = await lookFor(claim, calling);
  if (report) {
    await store.recordPlaced(claim, report, clock.now());
    options.record({ ...whom, kind: 'found', report });
    return;
  }
  const reason = claim.call.errorMessage ?? neverAnswered;
  if (!shouldSendAgain(claim, calling)) {
    await leaveUnknown(claim, reason, calling);
    options.record({ ...whom, kind: 'still_unknown', reason });
    return;
  }
  // The look-up took time of its own; the request leaves within its claim's time all the same.
  const result = await placeAttempt({ ...claim, claimedAt: clock.now() }, calling);
  if (result.kind === 'stopped') options.result.stopped ??= result.problem;
  else if (result.kind === 'unknown')
    options.record({ ...whom, kind: 'still_unknown', reason: result.reason });
  else if (result.kind !== 'overslept') options.record({ ...whom, ...result });
}

async function lookFor(claim: Claim, calling: Calling) {
  try {
    return await (await calling.telephony()).findByReference(claim.call.reference);
  } catch (error) {
    await putBack(claim, calling);
    throw error;
  }
}

/** A call that somebody placed by hand is theirs to repeat; one that was scheduled is ours to see through. */
function shouldSendAgain({ call }: Claim, { clock, reconcileAfter, unknownCalls }: Calling): boolean {
  const now = clock.now();
  const graceIsOver = now.getTime() - call.requestedAt.getTime() >= reconcileAfter;
  return (
    unknownCalls === 'resend' &&
    call.scheduledCallId !== null &&
    graceIsOver &&
    maySendAgain(call.requestedAt, now)
  );
}
