/** The calls in progress at once, for every contestant. */
export const atOnce = 20;

/** Returns the number of the n-th person on the list, from 0. */
export function numberOf(n: number): string {
  return `+614${String(10_000_000 + n)}`;
}
