/** Returns a count as people read it: `999`, `12,345`. A fraction is rounded. */
export function countText(count: number): string {
  const whole = Math.round(count);
  // What Intl needs is loaded with its first use, which takes a command ten milliseconds.
  return whole < 1000 ? String(whole) : new Intl.NumberFormat('en').format(whole);
}
