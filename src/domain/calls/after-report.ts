import { type Call, type CallChange, type CallReport, isOpen } from './call.ts';
import { isStale, nextCheckOfOpenCall } from './check-times.ts';
import { callTransitions, mayBecome } from './transitions.ts';

/** What a report changes in a placed call. */
export interface AfterReport {
  change: CallChange;
  /** Whether the call stands otherwise than before, and not only its next check. */
  hasChanged: boolean;
}

/**
 * Returns what a report from Retell changes in the call that it is of. Two runs may ask about the same call, and the older response
 * may arrive last: a report that would take the call back to an earlier status changes nothing.
 *
 * @returns undefined if nothing is to be written
 */
export function afterReport(call: Call, report: CallReport, now: Date): AfterReport | undefined {
  if (!mayBecome(callTransitions, call.status, report.status)) return undefined;
  const { retellCallId: _, ...news } = report;
  const isStillOpen = isOpen(news.status) && !isStale(call.requestedAt, now);
  const nextCheckAt = isStillOpen ? nextCheckOfOpenCall(call.requestedAt, now) : null;
  const hasChanged =
    call.status !== news.status ||
    call.disconnectionReason !== news.disconnectionReason ||
    call.durationMs !== news.durationMs ||
    call.startedAt?.getTime() !== news.startedAt?.getTime() ||
    call.endedAt?.getTime() !== news.endedAt?.getTime();
  if (hasChanged) return { change: { ...news, nextCheckAt }, hasChanged };
  return nextCheckAt ? undefined : { change: { nextCheckAt }, hasChanged };
}
