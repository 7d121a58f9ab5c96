/**
 * Returns for how long a claim is valid if its owner never releases it, ms: twice the timeout of a request, for the request and its
 * response, and half a minute for a slow disk.
 */
export function leaseDuration({ requestTimeout }: { requestTimeout: number }): number {
  return 2 * requestTimeout + 30_000;
}

/**
 * Returns how old a claim may be when its request is sent, ms. Under an older one nothing is sent: the machine may have slept, and
 * another run may have taken over. At most half the grace period, which that run counts from the claim.
 */
export function maxClaimAge({ reconcileAfter }: { reconcileAfter: number }): number {
  return Math.min(10_000, reconcileAfter / 2);
}

/**
 * Returns how long an unconfirmed call may take to appear in Retell's list, ms: at least as long as its request may be on its way.
 *
 * @param reconcileAfter the operator's setting, ms
 * @param requestTimeout ms
 */
export function gracePeriod(reconcileAfter: number, requestTimeout: number): number {
  return Math.max(reconcileAfter, requestTimeout);
}

/** Returns whether a claim is no longer valid: its lease has expired, or its owner is certainly gone. */
export function isAbandoned(
  { owner, until }: { owner: string | null; until: Date | null },
  now: Date,
  isGone: (owner: string) => boolean,
): boolean {
  return !until || until <= now || (owner !== null && isGone(owner));
}
