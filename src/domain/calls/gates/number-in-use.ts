import type { LiveCall } from '../call.ts';
import { isOpen } from '../call-status.ts';
import { keyLifetime } from '../check-times.ts';
import { type CallFacts, type Gate, mayPlace, promise, type Verdict } from './gate.ts';

const minute = 60_000;

/**
 * For how long a call keeps its number in use if nothing is known of its end, ms: the longest that Retell lets a call last
 * (`max_call_duration_ms`).
 */
const longestCall = 120 * minute;

/** How long a call waits before it is decided again, ms. It also keeps overdue calls to one person apart. */
const wait = 5 * minute;

/** Makes a call wait while another one to the same number is, or may be, ringing or in progress. */
export const numberInUse: Gate = {
  name: 'number_in_use',
  rule: () => ({ text: 'no number is called while another call to it may be in progress', source: promise }),
  decide,
  because: () => ({ reason: 'no other call to it is in progress' }),
};

function decide({ at, toNumber, liveCalls }: CallFacts): Verdict {
  const call = liveCalls.find((live) => isInUse(live, at));
  if (!call) return mayPlace;
  const state = isOpen(call.status) ? 'in progress' : 'unconfirmed';
  return {
    kind: 'wait',
    until: new Date(at.getTime() + wait),
    waitsFor: 'number_in_use',
    reason: `another call to ${toNumber}, call ${call.id}, is ${state}`,
    facts: { callId: call.id, state },
  };
}

/** Returns when a call that keeps its number in use at `at` was first requested, at the earliest. */
export function earliestInUse(at: Date): Date {
  return new Date(at.getTime() - longestCall - keyLifetime);
}

/** A request that is sent again may ring only then. A time to come is that of a clock that was ahead: it may have just rung. */
function isInUse({ requestedAt, sentAgainAt }: LiveCall, at: Date): boolean {
  return at.getTime() - (sentAgainAt ?? requestedAt).getTime() < longestCall;
}
