const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long Retell honours an idempotency key (its API reference, `create-phone-call`), ms. */
const keyLifetime = hour;

/** Kept clear of that hour's end: for a request's own time on the way, and for clocks that differ, ms. */
const keyMargin = 5 * minute;

/** Whether the same request may go out again under the same key without any risk that it places a second call. */
export function maySendAgain(requestedAt: Date, now: Date): boolean {
  const age = now.getTime() - requestedAt.getTime();
  return age >= 0 && age < keyLifetime - keyMargin;
}

/**
 * When to ask Retell again about a call that is ringing or going on: often at first, seldom later. No call lasts for a
 * day: once Retell itself has said so late that one still goes on, it is asked no more (see `isStale`).
 */
export function nextCheckOfOpenCall(requestedAt: Date, now: Date): Date {
  const age = now.getTime() - requestedAt.getTime();
  return later(now, age < 10 * minute ? 10 * second : age < 2 * hour ? minute : 15 * minute);
}

/** Whether an open call is so old that there is nothing more to learn of it. */
export function isStale(requestedAt: Date, now: Date): boolean {
  return now.getTime() - requestedAt.getTime() >= day;
}

/** When a call's request went out: at first, and when it did so again. */
export interface SendTimes {
  requestedAt: Date;
  sentAgainAt: Date | null;
}

/**
 * For how much longer a call may just be late in Retell's list, or its request on its way, ms; 0 or less for no longer.
 * It counts from the last time that the request went out: whoever sent it may be gone, and it not have arrived.
 *
 * @param grace how long a call may still turn up, ms (`VOICEBOT_RECONCILE_AFTER`)
 */
export function remainingGrace({ requestedAt, sentAgainAt }: SendTimes, now: Date, grace: number): number {
  return grace - (now.getTime() - (sentAgainAt ?? requestedAt).getTime());
}

/**
 * When to look again for a call of unknown fate: every few seconds while it may just be late in Retell's list, then
 * seldom, in case it turns up after all.
 *
 * @param grace as for {@link remainingGrace}
 */
export function nextCheckOfUnknownCall(call: SendTimes, now: Date, grace: number): Date {
  const left = remainingGrace(call, now, grace);
  if (left > 0) return later(now, Math.min(15 * second, left));
  const age = now.getTime() - call.requestedAt.getTime();
  if (age < hour) return later(now, minute);
  return later(now, age < 2 * day ? hour : day);
}

function later(now: Date, ms: number): Date {
  return new Date(now.getTime() + ms);
}
