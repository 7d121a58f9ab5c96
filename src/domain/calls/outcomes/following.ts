import { isOpen } from '../call-status.ts';
import { awaitsAnalysis } from './report.ts';

type FollowedCall = Parameters<typeof awaitsAnalysis>[0];

/** How long the analysis of a call that is over is waited for, ms. */
const patience = 2 * 60_000;

/** For how long Retell may not answer, ms. */
const silence = 10 * 60_000;

/**
 * Why following a call ends: `over` it is, and analysed · `not_analysed` it is, and its analysis takes too long · `out_of_reach` Retell has
 * not answered for too long · `stopped` the operator has seen enough.
 */
export type FollowEnd = 'over' | 'not_analysed' | 'out_of_reach' | 'stopped';

/** How following a call has gone so far. */
export interface Following {
  now: Date;
  /** When it was first seen to be over; undefined if it is not. */
  overAt: Date | undefined;
  /** When Retell last answered, or following began. */
  answeredAt: Date;
  isStopped: boolean;
}

/** Returns why following a call ends now; undefined if it goes on. */
export function endOfFollowing(
  call: FollowedCall,
  { now, overAt, answeredAt, isStopped }: Following,
): FollowEnd | undefined {
  if (!isOpen(call.status) && !awaitsAnalysis(call)) return 'over';
  if (overAt && now.getTime() - overAt.getTime() >= patience) return 'not_analysed';
  if (now.getTime() - answeredAt.getTime() >= silence) return 'out_of_reach';
  return isStopped ? 'stopped' : undefined;
}
