import { type Call, type CallChange, type CallReport, isOpen } from './call.ts';
import { isStale, nextCheckOfOpenCall } from './check-times.ts';
import { callTransitions, mayBecome } from './transitions.ts';

/** What a report changes in a placed call. */
export interface AfterReport {
  change: CallChange;
  /** Whether anything but the time of the next check has changed. */
  hasChanged: boolean;
}

/**
 * Returns the changes that a report from Retell makes to its call. Two runs may ask about the same call, and the older response may
 * arrive last, so a report that would move the call back to an earlier status changes nothing.
 *
 * @returns undefined if there is nothing to write
 */
export function afterReport(call: Call, report: CallReport, now: Date): AfterReport | undefined {
  if (!mayBecome(callTransitions, call.status, report.status)) return undefined;
  const { retellCallId: _, ...reported } = report;
  const isStillOpen = isOpen(reported.status) && !isStale(call.requestedAt, now);
  const nextCheckAt = isStillOpen ? nextCheckOfOpenCall(call.requestedAt, now) : null;
  const hasChanged =
    call.status !== reported.status ||
    call.disconnectionReason !== reported.disconnectionReason ||
    call.durationMs !== reported.durationMs ||
    call.startedAt?.getTime() !== reported.startedAt?.getTime() ||
    call.endedAt?.getTime() !== reported.endedAt?.getTime();
  if (hasChanged) return { change: { ...reported, nextCheckAt }, hasChanged };
  return nextCheckAt ? undefined : { change: { nextCheckAt }, hasChanged };
}

/**
 * Returns the changes to an open call that Retell no longer lists: after a day it is closed, as nothing more will be heard of it.
 *
 * @returns undefined if it is not open, or not old enough
 */
export function afterNotListed(
  call: Pick<Call, 'status' | 'requestedAt'>,
  now: Date,
): CallChange | undefined {
  if (!isOpen(call.status) || !isStale(call.requestedAt, now)) return undefined;
  return { status: 'error', disconnectionReason: 'not_listed', nextCheckAt: null };
}
