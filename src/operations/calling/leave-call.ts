import type { UnknownCall } from '../../domain/calls/after-attempt.ts';
import { describeHeld, type HeldBecause } from '../../domain/calls/call.ts';
import { maySendAgain } from '../../domain/calls/check-times.ts';
import { isOutOfDate } from '../../domain/calls/variables/out-of-date.ts';
import type { Claim } from '../ports/claim-store.ts';
import type { Calling } from './calling.ts';
import { leaveUnconfirmed, unconfirmedState } from './place-attempt.ts';
import { calleeOf, type RunEvent } from './run-events.ts';

/**
 * Returns why the request must not be sent again; undefined if it may be. An immediate call is for the operator to repeat. A scheduled
 * one is sent again as long as Retell honours its key, has not refused the same request, and its agent would not tell a wrong date.
 */
export function whyHeld({ call }: Claim, calling: Calling): HeldBecause | undefined {
  const { clock, unknownCalls, timezone, locale } = calling;
  const forGood = heldForGood({ call });
  if (forGood) return forGood;
  if (call.scheduledCallId === null) return 'made_at_once';
  if (unknownCalls === 'hold') return 'hold';
  const now = clock.now();
  if (!maySendAgain(call.requestedAt, now)) return 'key_expired';
  const reader = { zone: call.timezone ?? timezone, locale: call.locale ?? locale };
  return isOutOfDate(call, now, reader) ? 'out_of_date' : undefined;
}

/** Returns why the request must never be sent again, whatever else changes; undefined if it may be. */
export function heldForGood({ call: { heldBecause } }: Pick<Claim, 'call'>): HeldBecause | undefined {
  return heldBecause === 'refused_again' || heldBecause === 'restored' ? heldBecause : undefined;
}

/** Leaves a call unconfirmed, to be looked for again. */
export async function leaveAsIs(
  claim: Claim,
  calling: Calling,
  record: (event: RunEvent) => void,
): Promise<void> {
  const unknown = unconfirmedState(claim);
  await leaveUnconfirmed(claim, unknown, calling);
  record({ ...calleeOf(claim.call), kind: 'still_unknown', reason: unknown.reason });
}

/** Leaves a call to the operator, and reports it as such only the first time. */
export async function leaveToOperator(
  claim: Claim,
  heldBecause: HeldBecause,
  calling: Calling,
  record: (event: RunEvent) => void,
): Promise<void> {
  const before = unconfirmedState(claim);
  const unknown: Omit<UnknownCall, 'nextCheckAt'> = { ...before, waitsFor: 'operator', heldBecause };
  await leaveUnconfirmed(claim, unknown, calling);
  const reason = [before.reason, describeHeld[heldBecause]].filter(Boolean).join('; ');
  const callee = calleeOf(claim.call);
  if (before.waitsFor === 'operator') record({ ...callee, kind: 'still_unknown', reason });
  else record({ ...callee, kind: 'left_to_operator', reason, heldBecause });
}
