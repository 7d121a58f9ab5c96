const fiveMinutes = 5 * 60_000;

/**
 * Returns how long to wait before the next round, ms: the usual interval, and after trouble twice as long each time, up to five
 * minutes. A longer interval is used unchanged.
 *
 * @param every the usual interval, ms
 * @param troubled how many rounds in a row have ended in trouble
 */
export function pauseAfter(every: number, troubled: number): number {
  // 30 doublings take 1 ms past any bound; without one the power becomes Infinity.
  const doublings = Math.min(Math.max(troubled - 1, 0), 30);
  return Math.min(every * 2 ** doublings, Math.max(every, fiveMinutes));
}
