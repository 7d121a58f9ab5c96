import type { Call, CallChange } from './call.ts';
import { isOpen, isOver } from './call-status.ts';
import { isStale, lastLook, nextCheckOfOpenCall, nextCheckOfOverCall } from './check-times.ts';
import { dispositionOf } from './outcomes/disconnection-reasons.ts';
import { answeredBy } from './outcomes/disposition.ts';
import { factsOf, type Known, knownFrom, merge } from './outcomes/merge-reports.ts';
import {
  type CallReport,
  hadConversation,
  isAnalysed,
  type Reported,
  type ReportedFacts,
} from './outcomes/report.ts';

/** What is kept of earlier reports on a call, beside its facts. */
export type KeptReports = Pick<Known, 'answer' | 'seen'>;

/** What a report changes in a placed call. */
export interface AfterReport {
  change: CallChange;
  /** All that is reported of the call by now. */
  merged: Reported;
  kept: KeptReports;
  /** Whether anything but the time of the next check has changed. */
  hasChanged: boolean;
  /** Whether the call has gone on: not only its cost or its analysis is new. */
  hasProgressed: boolean;
}

const nothingKept: KeptReports = { answer: {}, seen: { facts: {}, answer: {} } };

/**
 * Returns the changes that a report from Retell makes to its call. Reports are merged (see `merge`), so whatever the order in which they
 * arrive, and to whichever run, the call ends in the same state.
 *
 * @param kept undefined if there were no earlier reports
 */
export function afterReport(
  call: Call,
  kept: KeptReports | undefined,
  report: CallReport,
  now: Date,
): AfterReport {
  const known = { status: call.status, facts: factsOf(call), ...(kept ?? nothingKept) };
  const merged = merge(known, knownFrom(call.purgedAt ? withoutPersonal(report) : report));
  const { status, facts } = merged;
  const disposition = dispositionOf({ status, ...facts });
  const webhookAt = report.isPushed ? now : call.webhookAt;
  const after = { status, ...facts, disposition, answeredBy: answeredBy(disposition), webhookAt };
  return {
    change: { ...after, nextCheckAt: nextCheckOf({ ...call, ...after }, now) },
    merged: { ...facts, status, ...(report.alsoPlacedAs && { alsoPlacedAs: report.alsoPlacedAs }) },
    kept: { answer: merged.answer, seen: merged.seen },
    hasChanged: isChanged(known, merged) || disposition !== call.disposition,
    hasProgressed: progressOf(call) !== progressOf(after),
  };
}

/** Returns a report without what was deleted of its person, should Retell tell of it again. */
function withoutPersonal(report: CallReport): CallReport {
  const personal = { summary: null, customAnalysis: null, collectedVariables: null, recordingUrl: null };
  return { ...report, ...personal, answer: {} };
}

function isChanged(before: Known, after: Known): boolean {
  return (
    before.status !== after.status ||
    JSON.stringify([before.facts, before.answer]) !== JSON.stringify([after.facts, after.answer])
  );
}

function progressOf(call: ReportedFacts & Pick<Call, 'status'>): string {
  const { status, disconnectionReason, durationMs, startedAt, endedAt } = call;
  return JSON.stringify([status, disconnectionReason, durationMs, startedAt, endedAt]);
}

/** Returns when to ask Retell about a placed call again; null for never. */
function nextCheckOf(call: Call, now: Date): Date | null {
  const { status, requestedAt } = call;
  if (isOver(status)) return nextCheckOfOverCall({ ...call, isComplete: !lacksReport(call) }, now);
  return isOpen(status) && !isStale(requestedAt, now) ? nextCheckOfOpenCall(call, now) : null;
}

/** Returns whether Retell is still to analyse a call that is over, or what was said in it is not known yet. */
function lacksReport(call: Call): boolean {
  return hadConversation(call) && !(isAnalysed(call) && !lacksTranscript(call));
}

/** Returns whether what was said in a call must be asked for. */
export function lacksTranscript(call: Call): boolean {
  return isOver(call.status) && hadConversation(call) && !call.transcribedAt && !call.purgedAt;
}

/**
 * Returns the changes to a call that Retell no longer lists. An open one is closed after a day, as nothing more will be heard of it; one
 * that is over is not asked about again after the last look.
 *
 * @returns undefined if nothing changes
 */
export function afterNotListed(
  call: Pick<Call, 'status' | 'requestedAt'>,
  now: Date,
): CallChange | undefined {
  if (isOver(call.status)) return now >= lastLook(call.requestedAt) ? { nextCheckAt: null } : undefined;
  if (!isOpen(call.status) || !isStale(call.requestedAt, now)) return undefined;
  return { status: 'error', disconnectionReason: 'not_listed', nextCheckAt: null };
}
