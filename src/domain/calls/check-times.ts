import type { Call } from './call.ts';
import { isOpen } from './call-status.ts';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long Retell honours an idempotency key, ms (its API reference, `create-phone-call`). */
export const keyLifetime = hour;

/** Safety margin before a key expires, ms: for a request's time on its way, and for clocks that differ. */
const keyMargin = 5 * minute;

/**
 * How long the calls of another account are left to that account's own runs after they are due to be asked about, ms. Where the keys
 * of two accounts share a database, the runs of one would else always come first.
 */
export const otherAccountsDelay = 2 * minute;

/** Returns whether a request can be sent again under the same key with no risk of placing a second call. */
export function maySendAgain(requestedAt: Date, now: Date): boolean {
  const age = now.getTime() - requestedAt.getTime();
  return age >= 0 && age < keyLifetime - keyMargin;
}

/** A call that was placed, as far as it decides when to ask about it. */
type AskedCall = Pick<Call, 'requestedAt' | 'webhookAt'>;

/**
 * Returns when to ask Retell again about a call that is ringing or in progress: often at first, seldom later; and less often if a webhook
 * has come about it, as its end is likely to be reported by one too. Should that get lost, asking finds it out. No call lasts a
 * day: if Retell still reports one as open after that, it is not asked again (see {@link isStale}).
 */
export function nextCheckOfOpenCall({ requestedAt, webhookAt }: AskedCall, now: Date): Date {
  const age = now.getTime() - requestedAt.getTime();
  if (age >= 2 * hour) return later(now, 15 * minute);
  if (webhookAt !== null) return later(now, age < 10 * minute ? 2 * minute : 5 * minute);
  return later(now, age < 10 * minute ? 10 * second : minute);
}

/** Returns whether an open call is too old for Retell to have any news of it. */
export function isStale(requestedAt: Date, now: Date): boolean {
  return now.getTime() - requestedAt.getTime() >= day;
}

/** Returns when a placed call that Retell is asked about now is due again, in case the answer is never recorded. */
export function whileAsked(call: AskedCall & Pick<Call, 'status'>, now: Date): Date {
  if (isOpen(call.status)) return nextCheckOfOpenCall(call, now);
  return nextCheckOfOverCall({ ...call, isComplete: false }, now) ?? later(now, hour);
}

/**
 * Returns when Retell is asked about a call for the last time: a day after its end at least, as a call lasts two hours at most
 * (`max_call_duration_ms`). Until then its analysis may come, and its cost may be corrected.
 */
export function lastLook(requestedAt: Date): Date {
  return later(requestedAt, 26 * hour);
}

/**
 * Returns when to ask Retell again about a call that is over: soon while its analysis or its transcript is to come, later if webhooks
 * come about it; and once more a day after it, as costs are corrected.
 *
 * @param call `isComplete`: whether neither is to come
 * @returns null for never
 */
export function nextCheckOfOverCall(
  { requestedAt, webhookAt, isComplete }: AskedCall & { isComplete: boolean },
  now: Date,
): Date | null {
  const last = lastLook(requestedAt);
  if (now >= last) return null;
  if (isComplete) return last;
  const age = now.getTime() - requestedAt.getTime();
  const soon = webhookAt === null ? byNextRun : 3 * minute;
  const next = later(now, age < hour ? soon : age < 4 * hour ? 10 * minute : hour);
  return next < last ? next : last;
}

/** When a call's request was first sent, when it was last sent again, and how many times it was sent in all. */
export interface SendTimes {
  requestedAt: Date;
  sentAgainAt: Date | null;
  sends: number;
}

/**
 * Returns for how much longer a call may just be late in Retell's list, or its request still on its way, ms; 0 or less if the time
 * is up. It counts from the last time the request was sent: the process that sent it may be gone, and the request not yet there.
 *
 * @param grace how long a call may take to appear in Retell's list, ms (`VOICEBOT_RECONCILE_AFTER`)
 */
export function remainingGrace({ requestedAt, sentAgainAt }: SendTimes, now: Date, grace: number): number {
  return grace - (now.getTime() - (sentAgainAt ?? requestedAt).getTime());
}

/**
 * Returns how long to wait before a request is sent again, ms; 0 or less if it may be. The wait is the grace period after the first
 * time, then twice as long each time: what Retell has lost three times, it may be about to list.
 *
 * @param grace as for {@link remainingGrace}
 */
export function waitToSendAgain(call: SendTimes, now: Date, grace: number): number {
  return remainingGrace(call, now, grace * 2 ** Math.max(0, call.sends - 1));
}

/** Less than a minute, ms: cron's next run begins a minute after this one began, and should find the call due. */
const byNextRun = 50 * second;

/**
 * Returns when to look again for an unconfirmed call: every few seconds while it may just be late in Retell's list, then in each run of cron's
 * and when it may be sent again; seldom after an hour, in case it turns up after all.
 *
 * @param grace as for {@link remainingGrace}
 */
export function nextCheckOfUnknownCall(call: SendTimes, now: Date, grace: number): Date {
  const left = remainingGrace(call, now, grace);
  if (left > 0) return later(now, Math.min(15 * second, left));
  const wait = waitToSendAgain(call, now, grace);
  if (wait > 0) return later(now, Math.min(byNextRun, wait));
  const age = now.getTime() - call.requestedAt.getTime();
  if (age < hour) return later(now, byNextRun);
  return later(now, age < 2 * day ? hour : day);
}

function later(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}
