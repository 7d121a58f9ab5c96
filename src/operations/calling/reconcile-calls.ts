import { remainingGrace, waitToSendAgain } from '../../domain/calls/check-times.ts';
import { leaseDuration, maxClaimAge } from '../../domain/calls/claim.ts';
import { recordFound } from '../outcomes/record-found.ts';
import { reportedAt } from '../outcomes/reported-at.ts';
import type { Claim } from '../ports/claim-store.ts';
import { TelephonyProblem } from '../ports/telephony-trouble.ts';
import type { Calling, RunCalling } from './calling.ts';
import { settingAside } from './checking/set-aside.ts';
import { decideResend } from './decide-call.ts';
import { clockCheck } from './free-lines.ts';
import { heldForGood, leaveAsIs, leaveToOperator, whyHeld } from './leave-call.ts';
import { askedToWait, beginIfLasting } from './outages/outages.ts';
import { placeDueAttempt, recordNotSent } from './place-attempt.ts';
import { calleeOf, type RunEvent } from './run-events.ts';

export interface ReconcileOptions {
  signal: AbortSignal;
  /** The maximum number of look-ups. */
  most?: number;
  record: (event: RunEvent) => void;
}

/** What one call is reconciled with. */
type Reconciling = RunCalling & { requireRightClock: () => Promise<unknown> };

/** The maximum number of look-ups in a run. */
const maxLookups = 60;

/** Retell allows 15 list requests in 10 s: the first few are sent without a pause, the rest this far apart, ms. */
const burst = 8;
const spacing = 800;

/**
 * Finds out what happened to unconfirmed calls: attempts of processes that are gone, and those whose response was lost. If Retell lists
 * a call, it was placed. If not, even after the grace period, its request is sent again under the same key, or it is left to the
 * operator.
 *
 * @returns why the run should end early; undefined if it should not
 * @throws Problem if a look-up fails
 */
export async function reconcileCalls(
  calling: RunCalling,
  { signal, record, most = maxLookups }: ReconcileOptions,
): Promise<TelephonyProblem | undefined> {
  if (!(await calling.store.callsToCheck(calling.clock.now())).unconfirmed) return undefined;
  let lookups = 0;
  const requireRightClock = clockCheck(calling);
  while (lookups < most && !signal.aborted) {
    const account = await calling.account.id();
    const claim = await settingAside(calling, record, () =>
      calling.store.claimNextUnknown({ now: calling.clock.now(), account, lease: leaseDuration(calling) }),
    );
    if (!claim) return undefined;
    if (!(await isOwn(claim, calling))) {
      await leaveToOperator(claim, heldForGood(claim) ?? 'other_account', calling, record);
      continue;
    }
    if (++lookups > burst) await calling.clock.sleep(spacing, signal);
    const trouble = await reconcile(ownClaim(claim), { ...calling, requireRightClock }, record);
    if (trouble) return trouble;
  }
  return undefined;
}

/** Returns whether a call was sent to the account of this run: no other account knows it. */
function isOwn(claim: Claim, calling: RunCalling): Promise<boolean> {
  return orNotSent(claim, calling, () => calling.account.owns(claim.call));
}

/** Returns the claim of a call that is no longer held for having been sent to another account. */
function ownClaim(claim: Claim): Claim {
  if (claim.call.heldBecause !== 'other_account') return claim;
  return { ...claim, call: { ...claim.call, heldBecause: null, waitsFor: 'retell' } };
}

/** Finds out what happened to one call. @returns why the run should end early; undefined if it should not */
async function reconcile(
  claim: Claim,
  calling: Reconciling,
  record: (event: RunEvent) => void,
): Promise<TelephonyProblem | undefined> {
  const { store, clock } = calling;
  const askedAt = clock.now();
  const report = await lookFor(claim, calling);
  if (report) {
    const recorded = await store.recordPlaced(claim, report, reportedAt(calling));
    recordFound(claim.call, report, recorded, record);
    return undefined;
  }
  // Counted from when Retell was asked: its response may be slow, and out of date when it arrives.
  if (remainingGrace(claim.call, askedAt, calling.reconcileAfter) > 0) {
    await leaveAsIs(claim, calling, record);
    return undefined;
  }
  const held = whyHeld(claim, calling);
  if (held) {
    await leaveToOperator(claim, held, calling, record);
    return undefined;
  }
  if (waitToSendAgain(claim.call, askedAt, calling.reconcileAfter) > 0 || (await askedToWait(calling))) {
    await leaveAsIs(claim, calling, record);
    return undefined;
  }
  return sendAgain(claim, calling, record);
}

function lookFor(claim: Claim, calling: Calling) {
  return orNotSent(claim, calling, async () =>
    (await calling.telephony()).findByReference(claim.call.reference),
  );
}

/** Asks Retell something. If that fails, the call stays as it was. */
async function orNotSent<T>(claim: Claim, calling: Calling, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    await recordNotSent(claim, calling);
    throw error;
  }
}

/** Sends the same request again. @returns why the run should end early; undefined if it should not */
async function sendAgain(
  claim: Claim,
  calling: Reconciling,
  record: (event: RunEvent) => void,
): Promise<TelephonyProblem | undefined> {
  await orNotSent(claim, calling, calling.requireRightClock);
  const now = calling.clock.now();
  const age = now.getTime() - claim.claimedAt.getTime();
  // The look-up may take as long as a request. After any longer the machine has slept, and another run may have the call.
  if (age < 0 || age > calling.requestTimeout + maxClaimAge(calling)) {
    await recordNotSent(claim, calling);
    return undefined;
  }
  // Recorded before it is sent, like the original attempt: a run that takes over waits for this request to arrive.
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
  const callee = calleeOf(claim.call);
  const result = await placeDueAttempt(renewed.claim, calling, record);
  switch (result.kind) {
    case 'placed':
      record({ ...callee, ...result });
      return undefined;
    case 'stopped':
      await beginIfLasting(result.problem, calling);
      return result.problem;
    case 'unknown': {
      record({ ...callee, kind: 'still_unknown', reason: result.reason });
      if (result.heldBecause === 'refused_again') return undefined;
      // Retell is still failing, so the others wait for a later run.
      const message = 'Retell did not respond to a call that was sent again';
      return new TelephonyProblem('failing', message);
    }
    default:
      return undefined;
  }
}
