/** Times of claims, in ms. A claim is a lease: it names its owner and ends by itself. */

/**
 * Returns how long a claim holds if nothing more is heard of its owner: twice what a request may take, for the request and its
 * response, and half a minute for a slow disk.
 */
export function leaseDuration({ requestTimeout }: { requestTimeout: number }): number {
  return 2 * requestTimeout + 30_000;
}

/**
 * Returns how old a claim may be when its request leaves; an older one is not sent, since the machine may have slept in between. It
 * is never more than half of the grace period: whoever takes the claim over counts that from the claim.
 */
export function maxClaimAge({ reconcileAfter }: { reconcileAfter: number }): number {
  return Math.min(10_000, reconcileAfter / 2);
}

/**
 * Returns how long an unconfirmed call may still turn up in Retell's list: at least as long as its request may be on its way.
 *
 * @param reconcileAfter the operator's setting
 */
export function gracePeriod(reconcileAfter: number, requestTimeout: number): number {
  return Math.max(reconcileAfter, requestTimeout);
}

/** Returns whether a claim no longer holds: its lease has ended, or its owner is certainly gone. */
export function isAbandoned(
  { owner, until }: { owner: string | null; until: Date | null },
  now: Date,
  isGone: (owner: string) => boolean,
): boolean {
  return !until || until <= now || (owner !== null && isGone(owner));
}
