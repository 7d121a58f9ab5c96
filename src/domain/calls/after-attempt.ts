import { afterReport } from './after-report.ts';
import { type Call, type CallChange, type CallReport, type HeldBecause, isOpen } from './call.ts';
import { nextCheckOfOpenCall } from './check-times.ts';
import { retryDelay } from './retry-delay.ts';
import type { ScheduledCall, ScheduledCallChange } from './scheduled-call.ts';

/** What is written of an attempt, and of the call that it was scheduled for; undefined where nothing changes. */
export interface AfterAttempt {
  call: CallChange | undefined;
  scheduled: ScheduledCallChange | undefined;
}

const confirmed = { waitsFor: null, heldBecause: null } as const;

/**
 * Returns what is true once Retell says that it placed an attempt, whatever was thought of it before: the scheduled call is
 * `COMPLETED`. An attempt that had been given up, and was repeated meanwhile, stands beside the scheduled call instead.
 *
 * @param otherAttempt the id of another attempt of the same scheduled call that may have rung; undefined if there is none
 */
export function afterPlaced(
  call: Call,
  scheduled: ScheduledCall | undefined,
  otherAttempt: number | undefined,
  report: CallReport,
  now: Date,
): AfterAttempt {
  if (call.retellCallId === report.retellCallId)
    return { call: afterReport(call, report, now)?.change, scheduled: undefined };
  if (call.retellCallId !== null) {
    const errorMessage = `Retell placed this call twice: also as ${report.retellCallId}`;
    return { call: { errorMessage }, scheduled: undefined };
  }
  const nextCheckAt = isOpen(report.status) ? nextCheckOfOpenCall(call.requestedAt, now) : null;
  const placed = { ...report, ...confirmed, nextCheckAt };
  if (otherAttempt !== undefined) {
    const errorMessage = `placed beside call ${otherAttempt}, of the same scheduled call`;
    return { call: { ...placed, scheduledCallId: null, errorMessage }, scheduled: undefined };
  }
  return {
    call: { ...placed, errorMessage: null },
    scheduled: scheduled && {
      status: 'COMPLETED',
      callId: call.id,
      retellCallId: report.retellCallId,
      // One that was given up for not placed was charged then.
      attempts: call.status === 'not_placed' ? scheduled.attempts : scheduled.attempts + 1,
      nextAttemptAt: null,
      waitsFor: null,
      errorMessage: null,
      executedAt: call.requestedAt,
    },
  };
}

/**
 * Returns what follows a refusal for the call's own fault: it is charged an attempt, and tried again later, unless that was its last.
 *
 * @param when the wait before the second attempt is `retryDelay` ms, and doubles with each
 */
export function afterRefused(
  scheduled: ScheduledCall | undefined,
  reason: string,
  { now, retryDelay: base }: { now: Date; retryDelay: number },
): AfterAttempt {
  const call = { status: 'not_placed', errorMessage: reason, nextCheckAt: null, ...confirmed } as const;
  if (!scheduled) return { call, scheduled: undefined };
  const attempts = scheduled.attempts + 1;
  const charged = { attempts, errorMessage: reason, waitsFor: null };
  if (attempts >= scheduled.maxAttempts)
    return { call, scheduled: { ...charged, status: 'FAILED', nextAttemptAt: null, executedAt: now } };
  const nextAttemptAt = new Date(now.getTime() + retryDelay(attempts, base));
  return { call, scheduled: { ...charged, status: 'PENDING', nextAttemptAt } };
}

/** What is recorded of a call when it is not known whether its phone rang. */
export interface UnknownCall {
  reason: string;
  /** When to look for it again. */
  nextCheckAt: Date;
  waitsFor: NonNullable<Call['waitsFor']>;
  /** Why its request must not be sent again; null while it may be. */
  heldBecause: HeldBecause | null;
}

/** Returns what is written where it is not known whether the phone rang: the scheduled call stays in progress until it is. */
export function afterNoResponse({ reason, nextCheckAt, waitsFor, heldBecause }: UnknownCall): AfterAttempt {
  return {
    call: { status: 'unknown', errorMessage: reason, nextCheckAt, waitsFor, heldBecause },
    scheduled: { errorMessage: reason, waitsFor },
  };
}

/**
 * Returns what becomes of a scheduled call whose attempt is taken back, since nothing was sent: as it was before it was claimed.
 *
 * @param latest its latest attempt that is left, if any
 * @param dueAt when it had been due; null if unknown
 */
export function afterWithdrawal(
  latest: Pick<Call, 'id' | 'errorMessage'> | undefined,
  dueAt: Date | null,
  now: Date,
): ScheduledCallChange {
  return {
    status: 'PENDING',
    nextAttemptAt: dueAt ?? now,
    waitsFor: null,
    callId: latest?.id ?? null,
    errorMessage: latest?.errorMessage ?? null,
  };
}

/** Returns what follows the operator's word that an unconfirmed call was not placed: it has failed, and is not tried again. */
export function afterNotPlaced(scheduled: ScheduledCall | undefined, now: Date): AfterAttempt {
  const errorMessage = 'resolved by the operator: not placed';
  return {
    call: { status: 'not_placed', errorMessage, nextCheckAt: null, ...confirmed },
    scheduled: scheduled && {
      status: 'FAILED',
      attempts: scheduled.attempts + 1,
      nextAttemptAt: null,
      waitsFor: null,
      executedAt: now,
      errorMessage,
    },
  };
}
