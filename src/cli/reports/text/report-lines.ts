import type { Reader } from '../../../domain/time/time-display.ts';
import type { MadeReport } from '../../../operations/reports/make-report.ts';
import { wrapped } from '../../terminal/layout.ts';
import { type Printable, paint } from '../../terminal/styled-text.ts';
import { rangeOf, titleOf } from '../format.ts';
import { besideEachOther, halves, stacked } from './columns.ts';
import { attempts, callbacks, days, hours, lengths, outcomes, people, rates } from './sections.ts';

/** Returns the lines of a report but its groups, in a number of screen columns. A wide screen has two stacks. */
export function reportLines(report: MadeReport, columns: number, reader: Reader): Printable[] {
  const head = headOf(report, columns, reader);
  const half = halves(columns);
  const inColumns = (width: number) => (make: (report: MadeReport, columns: number) => Printable[]) =>
    make(report, width);
  if (half === undefined) {
    const all = [people, outcomes, rates, hours, days, attempts, lengths, callbacks];
    return stacked([head, ...all.map(inColumns(columns))]);
  }
  const left = stacked([people, outcomes, attempts, lengths, callbacks].map(inColumns(half)));
  const right = stacked([hours, days].map(inColumns(half)));
  return stacked([head, besideEachOther(left, right, half), rates(report, columns)]);
}

function headOf(report: MadeReport, columns: number, reader: Reader): Printable[] {
  const range = rangeOf(report, reader);
  const widthOf = (text: string) => text.length;
  return [
    ...wrapped(paint.bold(titleOf(report)), columns, widthOf),
    ...(range === undefined ? [] : wrapped(paint.dim(`Calls placed ${range}`), columns, widthOf)),
  ];
}
