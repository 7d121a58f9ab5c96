import { type Printable, paint, styled } from '../../terminal/styled-text.ts';

/** Returns the warning about cells of a workbook whose formulas have no result. */
export function formulaNote(count: number): Printable[] {
  if (count === 0) return [];
  const cells = count === 1 ? '1 cell has a formula' : `${count} cells have formulas`;
  const what = `${cells} without a stored result, read as empty. To get the results, open the workbook in Excel and save it.`;
  return [styled`${paint.yellow('!')} ${what}`];
}
