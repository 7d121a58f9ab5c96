import type { CallReport } from '../../domain/calls/call.ts';
import { nextCheckOfUnknownCall } from '../../domain/calls/check-times.ts';
import type { Claim } from '../ports/claim-store.ts';
import type { PlaceOutcome } from '../ports/telephony.ts';
import { type TelephonyProblem, troubleProblem } from '../ports/telephony-trouble.ts';
import type { Calling } from './calling.ts';

/** What came of one attempt. `stopped`: nothing was placed and nothing is charged; the run should end. */
export type AttemptResult =
  | { kind: 'placed'; report: CallReport; response: Record<string, unknown> }
  | { kind: 'refused'; reason: string; nextAttemptAt: Date | null }
  | { kind: 'unknown'; reason: string }
  | { kind: 'overslept' }
  | { kind: 'stopped'; problem: TelephonyProblem };

/**
 * A request leaves within this of its claim or not at all: a laptop may have slept in between, ms. Whoever takes the claim
 * over counts from it, so a short grace period leaves less.
 */
export function claimMayAge({ reconcileAfter }: Pick<Calling, 'reconcileAfter'>): number {
  return Math.min(10_000, reconcileAfter / 2);
}

/** What came of a request, not recorded yet. `overslept`: it was not sent. */
export type Answer = PlaceOutcome | { kind: 'overslept' };

/**
 * Sends the request of a claimed call once, and records what came of it. The claim's row has been committed before,
 * so that a process which dies anywhere in here leaves a call that others can look for.
 */
export async function placeAttempt(claim: Claim, calling: Calling): Promise<AttemptResult> {
  return recordAnswer(claim, await sendRequest(claim, calling), calling);
}

/** Sends the request of a claimed call once, unless the claim has grown old. */
export async function sendRequest(claim: Claim, calling: Calling): Promise<Answer> {
  const telephony = await calling.telephony();
  const age = calling.clock.now().getTime() - claim.claimedAt.getTime();
  if (age < 0 || age > claimMayAge(calling)) return { kind: 'overslept' };
  return telephony.placeCall(claim.call);
}

/** Records what came of a claimed call's request. */
export async function recordAnswer(claim: Claim, answer: Answer, calling: Calling): Promise<AttemptResult> {
  const { store, clock } = calling;
  switch (answer.kind) {
    case 'placed':
      await store.recordPlaced(claim, answer.report, clock.now());
      return answer;
    case 'refused': {
      // Of a request that had been sent before, this says nothing: the first may have been taken all the same.
      if (isSentAgain(claim)) {
        const reason = `${refusedAgain}${answer.reason}`;
        await leaveUnknown(claim, reason, calling);
        return { kind: 'unknown', reason };
      }
      const when = { now: clock.now(), retryDelay: calling.retryDelay };
      const nextAttemptAt = await store.recordRefused(claim, answer.reason, when);
      if (nextAttemptAt === undefined)
        return { kind: 'unknown', reason: 'another run has taken the call over' };
      return { ...answer, nextAttemptAt };
    }
    case 'unknown':
      await leaveUnknown(claim, answer.reason, calling);
      return answer;
    case 'overslept':
      await putBack(claim, calling);
      return answer;
    default:
      await putBack(claim, calling);
      return { kind: 'stopped', problem: troubleProblem(answer) };
  }
}

/** Lets go of a call of unknown fate, to be looked into again later. */
export function leaveUnknown(
  claim: Claim,
  reason: string,
  { store, clock, reconcileAfter }: Calling,
): Promise<void> {
  const now = clock.now();
  const nextCheckAt = nextCheckOfUnknownCall(claim.call, now, reconcileAfter);
  return store.recordUnknown(claim, reason, { now, nextCheckAt });
}

/** Nothing left this time. A first attempt never was; one that was sent before stays unknown. */
export function putBack(claim: Claim, calling: Calling): Promise<void> {
  if (isSentAgain(claim)) return leaveUnknown(claim, claim.call.errorMessage ?? neverAnswered, calling);
  return calling.store.withdraw(claim, calling.clock.now());
}

function isSentAgain({ call }: Claim): boolean {
  return call.status !== 'placing';
}

/** Begins the reason of a call that Retell refused when it was sent again. */
export const refusedAgain = 'sent again, and refused: ';

/** Why a call is unknown whose process ended before it could say. */
export const neverAnswered = 'voicebot was stopped before Retell answered';
