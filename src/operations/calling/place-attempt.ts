import { idTaken, type UnknownCall } from '../../domain/calls/after-attempt.ts';
import type { HeldBecause } from '../../domain/calls/call.ts';
import { nextCheckOfUnknownCall } from '../../domain/calls/check-times.ts';
import { maxClaimAge } from '../../domain/calls/claim.ts';
import type { Suspect } from '../../domain/calls/outages/suspects.ts';
import type { CallReport } from '../../domain/calls/outcomes/report.ts';
import { describeSuppression } from '../../domain/contacts/suppression/suppression.ts';
import { Problem } from '../../domain/problem.ts';
import { reportedAt } from '../outcomes/reported-at.ts';
import type { Claim } from '../ports/claim-store.ts';
import type { PlaceResult } from '../ports/telephony.ts';
import { type TelephonyProblem, type Trouble, troubleProblem } from '../ports/telephony-trouble.ts';
import { entryFromRetell } from '../suppression/sync-retell.ts';
import type { Calling } from './calling.ts';
import { asMarked, type SendResult } from './placing/retells-mark.ts';
import { Unrecorded } from './placing/unrecorded.ts';
import { calleeOf, type RunEvent } from './run-events.ts';

/**
 * The result of one attempt. `forbidden`: the number is marked do-not-call at Retell, so it is here now · `overslept`: the claim had grown too old, so nothing was sent · `stopped`: nothing was placed or charged,
 * and the run should end, unless the answer turns out to be the call's own.
 */
export type AttemptResult =
  | { kind: 'placed'; report: CallReport; response: Record<string, unknown> }
  | { kind: 'refused'; reason: string; nextAttemptAt: Date | null }
  | { kind: 'forbidden'; reason: string; code: 'do_not_call' }
  | { kind: 'unknown'; reason: string; heldBecause: HeldBecause | null }
  | { kind: 'overslept' }
  | { kind: 'stopped'; problem: TelephonyProblem; suspect?: Suspect<PutBehind> };

/** A call that was put behind the others, because its answer may be its own. */
export interface PutBehind {
  claim: Claim;
  reason: string;
  /** When it is due again: the instant at which it was put behind the others. */
  dueAt: Date;
  /** Why the run should end, if the answer is the account's. */
  problem: TelephonyProblem;
}

/**
 * Sends the request of a claimed call once, and records the result. The attempt is already in the ledger, so if the process dies
 * anywhere in here, other runs can look for the call.
 *
 * @throws Unrecorded
 */
export async function placeAttempt(claim: Claim, calling: Calling): Promise<AttemptResult> {
  const result = await sendRequest(claim, calling);
  try {
    return await record(claim, result, calling);
  } catch (error) {
    if (!(error instanceof Problem) || result.kind === 'overslept' || result.kind === 'marked') throw error;
    throw new Unrecorded(
      result.kind,
      result.kind === 'placed' ? result.report.retellCallId : undefined,
      error,
    );
  }
}

/**
 * Does the same in a run. If the result cannot be recorded, the run reports it as an event before it ends.
 *
 * @throws Problem if the result cannot be recorded
 */
export async function placeDueAttempt(
  claim: Claim,
  calling: Calling,
  report: (event: RunEvent) => void,
): Promise<AttemptResult> {
  try {
    return await placeAttempt(claim, calling);
  } catch (error) {
    if (!(error instanceof Unrecorded)) throw error;
    report({ ...calleeOf(claim.call), kind: 'unknown', reason: error.message });
    throw error.problem;
  }
}

/** Sends the request, unless the claim has grown too old: the machine may have slept since. */
async function sendRequest(claim: Claim, calling: Calling): Promise<SendResult> {
  const telephony = await calling.telephony();
  const age = calling.clock.now().getTime() - claim.claimedAt.getTime();
  if (age < 0 || age > maxClaimAge(calling)) return { kind: 'overslept' };
  const result = await telephony.placeCall({ ...claim.call, database: claim.database });
  return asMarked(result, claim.call.toNumber, telephony);
}

async function record(claim: Claim, result: SendResult, calling: Calling): Promise<AttemptResult> {
  const { store, clock, retryDelay, stopAfterFailures: stopAfter } = calling;
  switch (result.kind) {
    case 'placed':
      return recordPlaced(claim, result, calling);
    case 'refused': {
      // A refusal of the second request says nothing about the first, which Retell may have accepted.
      if (isSentAgain(claim)) {
        const reason = `sent again, and refused: ${result.reason}`;
        const unknown = { reason, waitsFor: 'retell', heldBecause: 'refused_again' } as const;
        await leaveUnconfirmed(claim, unknown, calling);
        return { kind: 'unknown', ...unknown };
      }
      const when = { now: clock.now(), retryDelay, stopAfter };
      const nextAttemptAt = await store.recordRefused(claim, result.reason, when);
      if (nextAttemptAt === undefined)
        return { kind: 'unknown', reason: 'another run has taken over the call', heldBecause: null };
      return { kind: 'refused', reason: result.reason, nextAttemptAt };
    }
    case 'marked':
      return recordMarked(claim, calling);
    case 'unknown':
      await leaveUnconfirmed(claim, { ...unconfirmedState(claim), reason: result.reason }, calling);
      return { ...result, heldBecause: claim.call.heldBecause };
    case 'overslept':
      await recordNotSent(claim, calling);
      return result;
    default:
      return recordTrouble(claim, result, calling);
  }
}

/** Puts the number on the do-not-call list, which ends the call. A request that was sent before may have rung all the same. */
async function recordMarked(claim: Claim, calling: Calling): Promise<AttemptResult> {
  const { store, clock } = calling;
  const now = clock.now();
  const entry = entryFromRetell(claim.call.toNumber, now);
  const reason = describeSuppression(entry, claim.call.toNumber);
  if (!isSentAgain(claim)) await store.recordSuppressed(claim, entry, now);
  else {
    await store.suppress([entry], now);
    await leaveUnconfirmed(claim, { ...unconfirmedState(claim), reason }, calling);
  }
  return { kind: 'forbidden', reason, code: 'do_not_call' };
}

async function recordPlaced(
  claim: Claim,
  placed: Extract<PlaceResult, { kind: 'placed' }>,
  calling: Calling,
): Promise<AttemptResult> {
  const { report } = placed;
  const { takenBy } = await calling.store.recordPlaced(claim, report, reportedAt(calling));
  if (takenBy === undefined) return placed;
  return { kind: 'unknown', reason: idTaken(report.retellCallId, takenBy), heldBecause: null };
}

/** Records trouble that may be the account's. A due call is put behind the others, in case the answer is its own. */
async function recordTrouble(
  claim: Claim,
  trouble: Trouble,
  calling: Calling,
): Promise<Extract<AttemptResult, { kind: 'stopped' }>> {
  const problem = troubleProblem(trouble);
  if (trouble.kind === 'unreachable' || claim.dueAt === null || isSentAgain(claim)) {
    await recordNotSent(claim, calling);
    return { kind: 'stopped', problem };
  }
  const { kind, reason } = trouble;
  const dueAt = calling.clock.now();
  await calling.store.putBehind(claim, reason, dueAt);
  return { kind: 'stopped', problem, suspect: { kind, call: { claim, reason, dueAt, problem } } };
}

/** Records that a call is unconfirmed, and releases its claim, so that it is looked for again later. */
export function leaveUnconfirmed(
  claim: Claim,
  unknown: Omit<UnknownCall, 'nextCheckAt'>,
  { store, clock, reconcileAfter }: Pick<Calling, 'store' | 'clock' | 'reconcileAfter'>,
): Promise<void> {
  const now = clock.now();
  const nextCheckAt = nextCheckOfUnknownCall(claim.call, now, reconcileAfter);
  return store.recordUnknown(claim, { ...unknown, now, nextCheckAt });
}

/** Records that nothing was sent: a new attempt is withdrawn; one that was sent earlier stays unconfirmed. */
export function recordNotSent(claim: Claim, calling: Calling): Promise<void> {
  if (isSentAgain(claim)) return leaveUnconfirmed(claim, unconfirmedState(claim), calling);
  return calling.store.withdraw(claim, calling.clock.now());
}

/** Returns the state of an unconfirmed call. If it has no reason, a process ended before it could record one. */
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
