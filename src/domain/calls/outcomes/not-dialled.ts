import type { AfterAttempt } from '../after-attempt.ts';
import type { Call } from '../call.ts';
import { isOver } from '../call-status.ts';
import type { CallPolicy } from '../gates/policy.ts';
import { retryDelay } from '../retry-delay.ts';
import type { ScheduledCall, ScheduledCallChange } from '../scheduled-call.ts';
import { meaningOf } from './disconnection-reasons.ts';
import type { Reported } from './report.ts';

/** The operator's settings that decide what follows a report. */
export interface ReportRules {
  /** The wait before the second attempt, ms; it doubles with each attempt. */
  retryDelay: number;
  /** The field of the custom analysis that says whether somebody must not be called again. */
  optOutField: string;
  callbacks: CallbackRules;
}

/** What decides when somebody who asked for it is called back. */
export interface CallbackRules {
  policy: CallPolicy;
  /** The operator's zone and locale. */
  timezone: string;
  locale: string;
  /** Whether it is a simulator that reports. */
  simulated: boolean;
}

/** When a report arrived, and what decides what follows it. */
export interface ReportedAt extends ReportRules {
  now: Date;
}

/**
 * Adds to the changes of a report what follows if Retell accepted the call and did not dial, for a reason of our side: no phone rang, so
 * the scheduled call goes back, or has failed if no attempt is left. It loses an attempt, unless the account or a lack of lines is at
 * fault. A scheduled call that is no longer about this attempt (cancelled, failed, retried) stays as it is.
 *
 * @param call the attempt before the report
 * @param scheduled its scheduled call before the report
 * @param after the changes if Retell dialled
 */
export function withNotDialled(
  call: Call,
  scheduled: ScheduledCall | undefined,
  after: AfterAttempt,
  report: Reported,
  when: Pick<ReportedAt, 'now' | 'retryDelay'>,
): AfterAttempt {
  if (!after.call || !isNotDialled(call, report)) return after;
  const errorMessage = `not dialled by Retell: ${report.disconnectionReason}`;
  const change = { ...after.call, scheduledCallId: call.scheduledCallId, didNotRing: true, errorMessage };
  const isAbout =
    scheduled?.callId === call.id && (scheduled.status === 'COMPLETED' || scheduled.status === 'IN_PROGRESS');
  if (!isAbout) return { call: change, scheduled: undefined };
  return {
    call: change,
    scheduled: goBack({ ...scheduled, ...after.scheduled }, report, errorMessage, when),
  };
}

/** Returns whether a report says that no phone rang, for a reason of our side, and nothing known of the call speaks against it. */
function isNotDialled(call: Call, report: Reported): boolean {
  if (call.didNotRing || meaningOf(report.disconnectionReason)?.disposition !== 'our_side') return false;
  const wasConnected = call.status === 'ongoing' || (report.durationMs ?? call.durationMs ?? 0) > 0;
  const isAnother = call.alsoPlacedAs !== null || report.alsoPlacedAs !== undefined;
  return isOver(report.status) && !wasConnected && !isAnother;
}

function goBack(
  scheduled: ScheduledCall,
  { disconnectionReason }: Reported,
  errorMessage: string,
  { now, retryDelay: base }: Pick<ReportedAt, 'now' | 'retryDelay'>,
): ScheduledCallChange {
  const isCharged = meaningOf(disconnectionReason)?.fault === undefined;
  const attempts = isCharged ? scheduled.attempts : Math.max(0, scheduled.attempts - 1);
  const back = { attempts, callId: scheduled.callId, retellCallId: null, waitsFor: null, errorMessage };
  if (isCharged && attempts >= scheduled.maxAttempts)
    return { ...back, status: 'FAILED', nextAttemptAt: null, executedAt: now };
  const nextAttemptAt = new Date(now.getTime() + retryDelay(Math.max(1, attempts), base));
  return { ...back, status: 'PENDING', nextAttemptAt, executedAt: null };
}

/** What a report tells for the worse. */
export interface NotDialled {
  /** Retell's reason. */
  reason: string;
  /** When the scheduled call is due again; null if it is not tried again. */
  nextAttemptAt: Date | null;
  /** Whether it concerns every call of the account. */
  concernsAccount: boolean;
}

/** Returns what these changes tell for the worse: that no phone rang; undefined if one did, may have, or still may. */
export function notDialledIn(call: Call, { call: change, scheduled }: AfterAttempt): NotDialled | undefined {
  const reason = change?.disconnectionReason ?? null;
  const meaning = meaningOf(reason);
  if (reason === null || !meaning || reason === call.disconnectionReason) return undefined;
  if (change?.didNotRing !== true && meaning.disposition !== 'invalid') return undefined;
  return {
    reason,
    nextAttemptAt: scheduled?.status === 'PENDING' ? (scheduled.nextAttemptAt ?? null) : null,
    concernsAccount: meaning.fault === 'account',
  };
}
