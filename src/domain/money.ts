/** Formats US cents as dollars, with as many decimals as they have, two to four: `US$0.1423`. */
export function formatCents(cents: number): string {
  return `US$${(cents / 100).toFixed(4).replace(/0{1,2}$/, '')}`;
}
