import type { UnknownCall } from '../../domain/calls/after-attempt.ts';
import type { HeldBecause } from '../../domain/calls/call.ts';
import { maySendAgain, remainingGrace } from '../../domain/calls/check-times.ts';
import { leaseDuration, maxClaimAge } from '../../domain/calls/claim.ts';
import type { Claim } from '../ports/claim-store.ts';
import { TelephonyProblem } from '../ports/telephony-trouble.ts';
import type { Calling } from './calling.ts';
import { decideResend } from './decide-call.ts';
import { leaveUnconfirmed, placeAttempt, recordNotSent, unconfirmedState } from './place-attempt.ts';
import { calleeOf, type RunEvent } from './run-events.ts';

export interface ReconcileOptions {
  signal: AbortSignal;
  record: (event: RunEvent) => void;
}

/** Look-ups of one run at most. Retell allows 15 list requests in 10 s: the first few go at once, the rest are spaced, ms. */
const lookups = 60;
const atOnce = 8;
const spacing = 800;

/**
 * Finds out what became of unconfirmed calls: the attempts of processes that are gone, and those whose response was lost. One that
 * Retell lists was placed. For one that it does not list after the grace period, the same request is sent again under the same
 * key, or the call waits for the operator.
 *
 * @returns why the run should end early, if Retell cannot be worked with
 * @throws Problem where a look-up fails
 */
export async function reconcileCalls(
  calling: Calling,
  { signal, record }: ReconcileOptions,
): Promise<TelephonyProblem | undefined> {
  for (let done = 0; done < lookups && !signal.aborted; done++) {
    const claim = await calling.store.claimNextUnknown({
      now: calling.clock.now(),
      lease: leaseDuration(calling),
    });
    if (!claim) return undefined;
    if (done >= atOnce) await calling.clock.sleep(spacing, signal);
    const trouble = await reconcile(claim, calling, record);
    if (trouble) return trouble;
  }
  return undefined;
}

/** @returns why the run should end early, if it should */
async function reconcile(
  claim: Claim,
  calling: Calling,
  record: (event: RunEvent) => void,
): Promise<TelephonyProblem | undefined> {
  const { store, clock } = calling;
  const asked = clock.now();
  const report = await lookFor(claim, calling);
  if (report) {
    await store.recordPlaced(claim, report, clock.now());
    record({ ...calleeOf(claim.call), kind: 'found', report });
    return undefined;
  }
  // As long as it might still turn up when Retell was asked: a response may be slow, and what it says be past.
  if (remainingGrace(claim.call, asked, calling.reconcileAfter) > 0) {
    await leaveAsIs(claim, calling, record);
    return undefined;
  }
  const held = whyHeld(claim, calling);
  if (held) {
    await leaveToOperator(claim, held, calling, record);
    return undefined;
  }
  return sendAgain(claim, calling, record);
}

async function lookFor(claim: Claim, calling: Calling) {
  try {
    return await (await calling.telephony()).findByReference(claim.call.reference);
  } catch (error) {
    await recordNotSent(claim, calling);
    throw error;
  }
}

/**
 * Returns why the request must not be sent again. A call that was made at once is the operator's to repeat; one that was scheduled is
 * ours to see through, for as long as Retell honours its key and has not refused the same request.
 */
function whyHeld({ call }: Claim, { clock, unknownCalls }: Calling): HeldBecause | undefined {
  if (call.heldBecause === 'refused_again') return 'refused_again';
  if (call.scheduledCallId === null) return 'made_at_once';
  if (unknownCalls === 'hold') return 'hold';
  return maySendAgain(call.requestedAt, clock.now()) ? undefined : 'key_expired';
}

async function leaveAsIs(claim: Claim, calling: Calling, record: (event: RunEvent) => void): Promise<void> {
  const unknown = unconfirmedState(claim);
  await leaveUnconfirmed(claim, unknown, calling);
  record({ ...calleeOf(claim.call), kind: 'still_unknown', reason: unknown.reason });
}

/** Leaves a call to the operator, who is told once. */
async function leaveToOperator(
  claim: Claim,
  heldBecause: HeldBecause,
  calling: Calling,
  record: (event: RunEvent) => void,
): Promise<void> {
  const before = unconfirmedState(claim);
  const unknown: Omit<UnknownCall, 'nextCheckAt'> = { ...before, waitsFor: 'operator', heldBecause };
  await leaveUnconfirmed(claim, unknown, calling);
  const kind = before.waitsFor === 'operator' ? 'still_unknown' : 'left_to_operator';
  record({ ...calleeOf(claim.call), kind, reason: before.reason });
}

/** Sends the same request once more. @returns why the run should end early, if it should */
async function sendAgain(
  claim: Claim,
  calling: Calling,
  record: (event: RunEvent) => void,
): Promise<TelephonyProblem | undefined> {
  const now = calling.clock.now();
  const age = now.getTime() - claim.claimedAt.getTime();
  // The look-up took time of its own. More than it may take, and the machine has slept: another run may have the call by now.
  if (age < 0 || age > calling.requestTimeout + maxClaimAge(calling)) {
    await recordNotSent(claim, calling);
    return undefined;
  }
  // Written before it is sent, like the first time: whoever takes over from here waits for it to arrive.
  const renewed = await calling.store.renewToSendAgain(claim, {
    now,
    lease: leaseDuration(calling),
    decide: decideResend(claim.call, calling),
  });
  switch (renewed.kind) {
    case 'claimed':
      break;
    case 'lost':
      return undefined;
    case 'refuse':
      await leaveToOperator(claim, 'forbidden', calling, record);
      return undefined;
    default:
      await leaveAsIs(claim, calling, record);
      return undefined;
  }
  const result = await placeAttempt(renewed.claim, calling);
  const callee = calleeOf(claim.call);
  switch (result.kind) {
    case 'placed':
      record({ ...callee, ...result });
      return undefined;
    case 'stopped':
      return result.problem;
    case 'unknown': {
      record({ ...callee, kind: 'still_unknown', reason: result.reason });
      if (result.heldBecause === 'refused_again') return undefined;
      // The others can wait for a run in which Retell is well.
      const message = 'Retell left a call that was sent again without a response once more';
      return new TelephonyProblem('failing', message);
    }
    default:
      return undefined;
  }
}
