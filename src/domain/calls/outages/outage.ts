import type { Call } from '../call.ts';
import { isOpen } from '../call-status.ts';
import { isStale } from '../check-times.ts';

/**
 * Trouble with Retell that outlives a run. `no_response` one response after another was lost · `account` Retell accepts calls and
 * does not dial them, because of the account · `throttled` it asked an account to wait.
 */
export const outageKinds = ['no_response', 'account', 'throttled'] as const;

export type OutageKind = (typeof outageKinds)[number];

/**
 * An outage stands until it has ended. While it stands, one call goes first, and the others wait for its answer; while Retell asks to
 * wait, none goes.
 */
export interface Outage {
  id: number;
  kind: OutageKind;
  /** What happened, as words for people. */
  reason: string;
  startedAt: Date;
  /** When the operator was last told of it. */
  reportedAt: Date;
  endedAt: Date | null;
  /** The ledger's id of the call that last went first; null before there is one, or if it was certainly not sent. */
  firstCallId: number | null;
  /** For `throttled`, until when Retell asked to wait; null otherwise. */
  until: Date | null;
  /** For `throttled`, the account that Retell asked; null otherwise. */
  accountId: number | null;
}

/** An outage that begins. */
export type NewOutage = Pick<Outage, 'kind' | 'reason'> & Partial<Pick<Outage, 'until' | 'accountId'>>;

/** Returns whether an outage that has not ended stands at this time: a wait is over by itself, or if the clock was set back. */
export function stands({ until, startedAt }: Pick<Outage, 'until' | 'startedAt'>, now: Date): boolean {
  return until === null || (startedAt <= now && now < until);
}

/** Returns whether an outage limits the calls of an account: Retell asks only one to wait. */
export function concerns({ kind, accountId }: Pick<Outage, 'kind' | 'accountId'>, account: number): boolean {
  return kind !== 'throttled' || accountId === account;
}

/** The call that goes first, as far as an outage depends on it. */
export type FirstCall = Pick<Call, 'status' | 'waitsFor' | 'requestedAt'>;

/** How many due calls may be claimed now: all, or one that goes first, or none until that one is answered. */
export type Admission = 'all' | 'one' | 'none';

/** Returns how many calls may be claimed while these outages stand, each with the call that went first, if it is in the ledger. */
export function admissionDuring(
  standing: readonly { kind: OutageKind; firstCall: FirstCall | undefined }[],
  now: Date,
): Admission {
  if (standing.length === 0) return 'all';
  const isWaiting = standing.some(
    ({ kind, firstCall }) => kind === 'throttled' || (firstCall && isUnanswered(kind, firstCall, now)),
  );
  return isWaiting ? 'none' : 'one';
}

/**
 * Returns whether the answer of the call that went first is still to come. After lost responses it is Retell's response, or what is
 * found out about the call; with the account, it is a report. What is left to the operator is not waited for.
 */
function isUnanswered(kind: OutageKind, { status, waitsFor, requestedAt }: FirstCall, now: Date): boolean {
  if (status === 'placing') return true;
  if (status === 'unknown') return waitsFor !== 'operator';
  return kind === 'account' && isOpen(status) && !isStale(requestedAt, now);
}

/** How long after the operator was told of an outage they are told again, ms. */
const reportedAgainAfter = 60 * 60 * 1000;

/** Returns whether to tell the operator again that an outage stands: once an hour, as cron runs every minute. */
export function isReportedAgain({ reportedAt }: Pick<Outage, 'reportedAt'>, now: Date): boolean {
  return now.getTime() - reportedAt.getTime() >= reportedAgainAfter;
}
