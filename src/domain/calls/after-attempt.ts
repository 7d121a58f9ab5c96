import { afterReport } from './after-report.ts';
import type { Call, CallChange, HeldBecause } from './call.ts';
import { nextCheckOfUnknownCall } from './check-times.ts';
import type { CallReport } from './outcomes/report.ts';
import { retryDelay } from './retry-delay.ts';
import type { ScheduledCall, ScheduledCallChange } from './scheduled-call.ts';

/** Changes to an attempt and to its scheduled call; undefined where nothing changes. */
export interface AfterAttempt {
  call: CallChange | undefined;
  scheduled: ScheduledCallChange | undefined;
}

const confirmed = { waitsFor: null, heldBecause: null } as const;

/**
 * Returns the changes once Retell says that it placed an attempt, whatever its status was: the scheduled call is `COMPLETED`. A report
 * on another call under its reference is a second ring. An attempt that was recorded as not placed, and has been repeated since, is detached from the scheduled call instead.
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
  if (call.retellCallId !== null) {
    return { call: twice(call.retellCallId, report.retellCallId), scheduled: undefined };
  }
  const { retellCallId } = report;
  const placed = { ...afterReport(call, undefined, report, now).change, retellCallId, ...confirmed };
  if (otherAttempt !== undefined) {
    const errorMessage = `placed in addition to call ${otherAttempt}, for the same scheduled call`;
    return { call: { ...placed, scheduledCallId: null, errorMessage }, scheduled: undefined };
  }
  return {
    call: {
      ...placed,
      errorMessage: null,
      ...(report.alsoPlacedAs && twice(report.retellCallId, report.alsoPlacedAs)),
    },
    scheduled: scheduled && {
      status: 'COMPLETED',
      callId: call.id,
      retellCallId: report.retellCallId,
      // An attempt recorded as not placed has been charged already.
      attempts: call.status === 'not_placed' ? scheduled.attempts : scheduled.attempts + 1,
      nextAttemptAt: null,
      waitsFor: null,
      errorMessage: null,
      executedAt: call.requestedAt,
    },
  };
}

/**
 * Returns the changes after a response with an id of Retell's that another call has: it was about that one, so it is still not known
 * whether this one was placed.
 *
 * @param takenBy the id of the other call
 */
export function afterIdTaken(
  call: Call,
  scheduled: ScheduledCall | undefined,
  { takenBy, retellCallId }: { takenBy: number; retellCallId: string },
  now: Date,
): AfterAttempt {
  if (call.status !== 'placing' && call.status !== 'unknown')
    return { call: undefined, scheduled: undefined };
  const reason = idTaken(retellCallId, takenBy);
  // A look-up under its reference would find the same again.
  const waitsFor = call.status === 'placing' ? 'retell' : 'operator';
  const isAbout = scheduled?.status === 'IN_PROGRESS' && scheduled.callId === call.id;
  const nextCheckAt = nextCheckOfUnknownCall(call, now, 0);
  return {
    call: { status: 'unknown', errorMessage: reason, nextCheckAt, waitsFor },
    scheduled: isAbout ? { errorMessage: reason, waitsFor } : undefined,
  };
}

/** Returns how an operator is told that a response was about another call. */
export function idTaken(retellCallId: string, takenBy: number): string {
  return `Retell responded with ${retellCallId}, which is call ${takenBy}`;
}

/** Returns the changes that say that Retell placed two calls under the reference of one attempt. */
function twice(one: string, another: string): CallChange {
  return { alsoPlacedAs: another, errorMessage: placedTwice(one, another) };
}

/** Returns how an operator is told that Retell lists two calls under one reference. */
export function placedTwice(one: string, another: string): string {
  return `placed twice: Retell lists ${one} and ${another} under its reference`;
}

/**
 * Returns the changes after Retell refused a call for a reason of the call's own: an attempt is charged, and the call is due again later
 * unless that was its last attempt.
 *
 * @param when `retryDelay` is the wait before the second attempt, ms; it doubles with each attempt
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

/**
 * Returns the changes after Retell refused a call only because its number is marked do-not-call there: no attempt is charged. The
 * scheduled call is `PENDING` again, and is cancelled like every other to the number.
 */
export function afterMarked(scheduled: ScheduledCall | undefined, reason: string, now: Date): AfterAttempt {
  return {
    call: { status: 'not_placed', errorMessage: reason, nextCheckAt: null, ...confirmed },
    scheduled: scheduled && {
      status: 'PENDING',
      nextAttemptAt: now,
      waitsFor: null,
      errorMessage: reason,
    },
  };
}

/** What is recorded when it is not known whether the phone rang. */
export interface UnknownCall {
  reason: string;
  /** When to look for the call again. */
  nextCheckAt: Date;
  waitsFor: NonNullable<Call['waitsFor']>;
  /** Why the request must not be sent again; null while it may be. */
  heldBecause: HeldBecause | null;
}

/** Returns the changes when it is not known whether the phone rang: the scheduled call stays in progress until it is. */
export function afterNoResponse({ reason, nextCheckAt, waitsFor, heldBecause }: UnknownCall): AfterAttempt {
  return {
    call: { status: 'unknown', errorMessage: reason, nextCheckAt, waitsFor, heldBecause },
    scheduled: { errorMessage: reason, waitsFor },
  };
}

/**
 * Returns the changes that undo a claim after which nothing was sent: the scheduled call is as it was before.
 *
 * @param latest its latest remaining attempt, if any
 * @param dueAt when it was due before the claim; null if unknown
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

/** Returns the changes when a call, after such a withdrawal, is to be tried behind all that are due now. */
export function afterPutBehind(
  latest: Pick<Call, 'id' | 'errorMessage'> | undefined,
  reason: string,
  now: Date,
): ScheduledCallChange {
  return { ...afterWithdrawal(latest, now, now), errorMessage: reason };
}

/** Returns the changes when the operator says that an unconfirmed call was not placed: it fails, and is not tried again. */
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
