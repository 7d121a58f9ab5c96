/** What a spreadsheet may run when it opens a file (OWASP, CSV Injection), and what runs it in no case. */
const formula = /^[=+\-@\t\r]/;
const plainNumber = /^[+-]\d+(?:\.\d+)?$/;
const guardedFormula = /^'+[=+\-@\t\r]/;

/**
 * A cell that no spreadsheet runs as a formula: an apostrophe stands before one that it might. Numbers run nothing and stay,
 * `+61412345678` and `-5.25` too. {@link unguarded} undoes it for every text.
 */
export function guarded(cell: string): string {
  const isFormula = formula.test(cell) && !plainNumber.test(cell);
  // An apostrophe that was there before would be taken for ours.
  return isFormula || guardedFormula.test(cell) ? `'${cell}` : cell;
}

/** A cell without the apostrophe that keeps a spreadsheet from running it, whether {@link guarded} or the spreadsheet put it there. */
export function unguarded(cell: string): string {
  return guardedFormula.test(cell) ? cell.slice(1) : cell;
}
