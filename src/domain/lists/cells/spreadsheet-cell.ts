/** What a spreadsheet may run as a formula when it opens a file (OWASP, CSV Injection), and numbers, which it never runs. */
const formula = /^[=+\-@\t\r]/;
const signedNumber = /^[+-]\d+(?:\.\d+)?$/;
const guardedFormula = /^'+[=+\-@\t\r]/;

/**
 * Puts an apostrophe before a cell that a spreadsheet might run as a formula. Numbers stay as they are, such as `+61412345678` and
 * `-5.25`. {@link unguarded} undoes it for every text.
 */
export function guarded(cell: string): string {
  const isFormula = formula.test(cell) && !signedNumber.test(cell);
  // Without another one, an apostrophe of the cell's own would be removed when it is read.
  return isFormula || guardedFormula.test(cell) ? `'${cell}` : cell;
}

/** A formula of nothing but a text, which keeps Excel from turning `007` into 7: `="007"`. Quotes inside are doubled. */
const wrapped = /^="((?:[^"]|"")*)"$/;

/**
 * Removes the apostrophe before a formula, whether {@link guarded} or a spreadsheet put it there, or else the formula around a text:
 * `="007"`.
 */
export function unguarded(cell: string): string {
  if (guardedFormula.test(cell)) return cell.slice(1);
  const [, text] = (cell.startsWith('="') && wrapped.exec(cell)) || [];
  return text === undefined ? cell : text.replaceAll('""', '"');
}
