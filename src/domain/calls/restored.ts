import type { CallReport } from './outcomes/report.ts';
import type { ScheduledCall } from './scheduled-call.ts';

/** A restored database does not know what was placed since its copy was made. */

/** Why a call that was due since then is not simply placed. */
export const mayHaveBeenPlaced = 'it may have been placed after the backup was made';

/**
 * Returns whether a database was last used on another machine, where it may still be in use.
 *
 * @param last the machine of its last run; null if that is not known
 * @param here this machine; undefined if it is not known, as in a container
 */
export function hasMoved(last: string | null, here: string | undefined): boolean {
  return last !== null && here !== undefined && last !== here;
}

/** How far Retell's clock may be from this machine's, ms; runs stop beyond two minutes. */
const clocksDiffer = 5 * 60_000;

/**
 * Returns whether a call that Retell lists is older than a scheduled call that has its id: a restored database gives ids again that the
 * original gave to calls since the copy was made.
 */
export function isOfEarlierCall(
  { startedAt }: Pick<CallReport, 'startedAt'>,
  { createdAt }: Pick<ScheduledCall, 'createdAt'>,
): boolean {
  return startedAt !== null && startedAt.getTime() < createdAt.getTime() - clocksDiffer;
}

/**
 * Returns whether Retell's list can prove that a call was never placed: by the time it was asked, it must list every call that an
 * earlier epoch may have placed.
 *
 * @param placedUntil when that may have been, at the latest; null for never
 * @param grace how long a call may take to appear in Retell's list, ms
 */
export function listIsComplete(placedUntil: Date | null, askedAt: Date, grace: number): boolean {
  return placedUntil === null || askedAt.getTime() - placedUntil.getTime() >= grace;
}
