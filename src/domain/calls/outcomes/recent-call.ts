import type { Call } from '../call.ts';
import { meaningOf } from './disconnection-reasons.ts';

/** An earlier call to a number, as far as it matters how often the number is called. */
export type RecentCall = Pick<
  Call,
  'id' | 'status' | 'disconnectionReason' | 'didNotRing' | 'requestedAt' | 'sentAgainAt'
>;

/** Returns whether a call made a phone ring, or may have. */
export function mayHaveRung({ status, didNotRing, disconnectionReason }: RecentCall): boolean {
  if (status === 'not_placed' || didNotRing) return false;
  const disposition = meaningOf(disconnectionReason)?.disposition;
  return disposition !== 'invalid' && disposition !== 'our_side';
}

/** Returns when a call rang, if it did: with the last request at the latest. */
export function latestRing({ requestedAt, sentAgainAt }: RecentCall): Date {
  return sentAgainAt ?? requestedAt;
}
