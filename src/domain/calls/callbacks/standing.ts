import type { ScheduledCallStatus } from '../scheduled-call.ts';
import type { Callback } from './callback.ts';

/**
 * How a callback stands. `operator`: it waits for the operator · `upcoming` · `at_risk`: something stands in its way, or it is due and not
 * placed yet · `kept`, `late`: it was placed within its tolerance, or after it · `broken`: it was not placed in time · `done`: the
 * operator has settled it · `withdrawn`: it was corrected or cancelled.
 */
export const callbackStandings = [
  ...(['operator', 'at_risk', 'upcoming', 'broken', 'late', 'kept'] as const),
  ...(['done', 'withdrawn'] as const),
] as const;

export type CallbackStanding = (typeof callbackStandings)[number];

/** What came of the call that was scheduled for a callback. */
export interface CallbackCall {
  status: ScheduledCallStatus;
  /** When its phone rang or may have; null if it has not. */
  placedAt: Date | null;
}

/**
 * Returns how a callback stands.
 *
 * @param call null if none was scheduled for it
 * @param inTheWay what stands in the way of a call that is not placed yet; null if nothing does
 * @param tolerance how late it may be placed, ms
 */
export function standingOf(
  { state, at }: Pick<Callback, 'state' | 'at'>,
  call: CallbackCall | null,
  { now, tolerance, inTheWay }: { now: Date; tolerance: number; inTheWay: string | null },
): CallbackStanding {
  if (state !== 'scheduled') return state;
  if (!call || !at || call.status === 'CANCELLED') return 'withdrawn';
  const latest = at.getTime() + tolerance;
  if (call.placedAt) return call.placedAt.getTime() <= latest ? 'kept' : 'late';
  if (call.status === 'FAILED' || now.getTime() > latest) return 'broken';
  return inTheWay !== null || now >= at ? 'at_risk' : 'upcoming';
}
