import type { UnknownCall } from '../../domain/calls/after-attempt.ts';
import type { CallReport, HeldBecause } from '../../domain/calls/call.ts';
import { nextCheckOfUnknownCall } from '../../domain/calls/check-times.ts';
import { maxClaimAge } from '../../domain/calls/claim.ts';
import type { Claim } from '../ports/claim-store.ts';
import type { PlaceResult } from '../ports/telephony.ts';
import { type TelephonyProblem, troubleProblem } from '../ports/telephony-trouble.ts';
import type { Calling } from './calling.ts';

/** What came of one attempt. `stopped`: nothing was placed and nothing is charged; the run should end. */
export type AttemptResult =
  | { kind: 'placed'; report: CallReport; response: Record<string, unknown> }
  | { kind: 'refused'; reason: string; nextAttemptAt: Date | null }
  | { kind: 'unknown'; reason: string; heldBecause: HeldBecause | null }
  | { kind: 'overslept' }
  | { kind: 'stopped'; problem: TelephonyProblem };

/**
 * Sends the request of a claimed call once, and records what came of it. The attempt was committed before, so a process that dies
 * anywhere in here leaves a call that others can look for.
 */
export async function placeAttempt(claim: Claim, calling: Calling): Promise<AttemptResult> {
  const result = await sendRequest(claim, calling);
  return record(claim, result, calling);
}

/** Sends the request, unless the claim has grown old: the machine may have slept in between. */
async function sendRequest(claim: Claim, calling: Calling): Promise<PlaceResult | { kind: 'overslept' }> {
  const telephony = await calling.telephony();
  const age = calling.clock.now().getTime() - claim.claimedAt.getTime();
  if (age < 0 || age > maxClaimAge(calling)) return { kind: 'overslept' };
  return telephony.placeCall(claim.call);
}

async function record(
  claim: Claim,
  result: PlaceResult | { kind: 'overslept' },
  calling: Calling,
): Promise<AttemptResult> {
  const { store, clock, retryDelay } = calling;
  switch (result.kind) {
    case 'placed':
      await store.recordPlaced(claim, result.report, clock.now());
      return result;
    case 'refused': {
      // Of a request that was sent before, this says nothing: Retell may have taken it the first time.
      if (isSentAgain(claim)) {
        const reason = `sent again, and refused: ${result.reason}`;
        const unknown = { reason, waitsFor: 'retell', heldBecause: 'refused_again' } as const;
        await leaveUnconfirmed(claim, unknown, calling);
        return { kind: 'unknown', ...unknown };
      }
      const nextAttemptAt = await store.recordRefused(claim, result.reason, { now: clock.now(), retryDelay });
      if (nextAttemptAt === undefined)
        return { kind: 'unknown', reason: 'another run has taken the call over', heldBecause: null };
      return { ...result, nextAttemptAt };
    }
    case 'unknown':
      await leaveUnconfirmed(claim, { ...unconfirmedState(claim), reason: result.reason }, calling);
      return { ...result, heldBecause: claim.call.heldBecause };
    case 'overslept':
      await recordNotSent(claim, calling);
      return result;
    default:
      await recordNotSent(claim, calling);
      return { kind: 'stopped', problem: troubleProblem(result) };
  }
}

/** Lets go of an unconfirmed call, to be looked for again later. */
export function leaveUnconfirmed(
  claim: Claim,
  unknown: Omit<UnknownCall, 'nextCheckAt'>,
  { store, clock, reconcileAfter }: Pick<Calling, 'store' | 'clock' | 'reconcileAfter'>,
): Promise<void> {
  const now = clock.now();
  const nextCheckAt = nextCheckOfUnknownCall(claim.call, now, reconcileAfter);
  return store.recordUnknown(claim, { ...unknown, now, nextCheckAt });
}

/** Records that nothing was sent this time: a first attempt never was, one that was sent before stays unconfirmed. */
export function recordNotSent(claim: Claim, calling: Calling): Promise<void> {
  if (isSentAgain(claim)) return leaveUnconfirmed(claim, unconfirmedState(claim), calling);
  return calling.store.withdraw(claim, calling.clock.now());
}

/** Returns how an unconfirmed call stands. One that says nothing was left behind by a process that ended before it could. */
export function unconfirmedState({ call }: Claim): Omit<UnknownCall, 'nextCheckAt'> {
  return {
    reason: call.errorMessage ?? 'voicebot was stopped before Retell responded',
    waitsFor: call.waitsFor ?? 'retell',
    heldBecause: call.heldBecause,
  };
}

function isSentAgain({ call }: Claim): boolean {
  return call.status !== 'placing';
}
