/** An hour, in ms. */
const maxDelay = 3_600_000;

/**
 * Returns how long a call waits after a failed attempt: the base delay after the first, then twice as long each time, up to an
 * hour. A base above an hour is used unchanged.
 *
 * @param attempts how many attempts have been made, 1 or more
 * @param base the delay after the first, ms
 * @returns ms
 */
export function retryDelay(attempts: number, base: number): number {
  // 30 doublings take 1 ms past any cap. Without a bound the power becomes Infinity, and 0 × Infinity is NaN.
  const doublings = Math.min(Math.max(attempts - 1, 0), 30);
  return Math.min(base * 2 ** doublings, Math.max(base, maxDelay));
}
