import { dispositions } from '../../../domain/calls/outcomes/disposition.ts';
import type { Answers } from '../../../domain/reports/callee-hours.ts';
import { quotient } from '../../../domain/reports/rates.ts';
import type { MadeReport } from '../../../operations/reports/make-report.ts';
import { type Printable, paint, styled } from '../../terminal/styled-text.ts';
import {
  clockNote,
  counted,
  dispositionLabels,
  formatCount,
  formatHour,
  formatLength,
  formatRate,
  formatShare,
  noValue,
  shortWeekday,
} from '../format.ts';
import { type BarRow, barChart } from './bars.ts';
import { wrappedAfter } from './columns.ts';

/** Makes the lines of a part of a report in a number of screen columns; none if there is nothing to show. */
type Section = (report: MadeReport, columns: number) => Printable[];

/** People called, reached and not reached. */
export const people: Section = ({ tally: { called, reached, optedOut } }, columns) => {
  const row = (label: string, count: number): BarRow => ({
    label,
    values: [formatCount(count), formatShare(quotient(count, called))],
    share: quotient(count, called) ?? 0,
  });
  const rows = [
    { ...row('Called', called), values: [formatCount(called), ''] },
    row('Reached', reached),
    row('Not reached', called - reached),
    ...(optedOut > 0 ? [row('Opted out', optedOut)] : []),
  ];
  return [paint.bold('People'), ...barChart(rows, columns)];
};

/** Returns a heading with what it is about beside it, or below where there is no room. */
function heading(text: string, about: string, columns: number): Printable[] {
  const isWide = text.length + 2 + about.length <= columns;
  return isWide ? [styled`${paint.bold(text)}  ${about}`] : [paint.bold(text), about];
}

/** Calls by disposition, the most frequent first, and what is not known of the others. */
export const outcomes: Section = ({ tally }, columns) => {
  const { placed } = tally;
  const known = dispositions
    .map((disposition) => ({ label: dispositionLabels[disposition], count: tally.outcomes[disposition] }))
    .toSorted((a, b) => b.count - a.count);
  const others = [
    { label: 'In progress', count: tally.outcomes.in_progress },
    { label: 'Outcome unknown', count: tally.outcomes.outcome_unknown },
  ];
  const rows = [...known, ...others]
    .filter(({ count }) => count > 0)
    .map(({ label, count }) => ({
      label,
      values: [formatCount(count), formatShare(quotient(count, placed))],
      share: quotient(count, placed) ?? 0,
    }));
  const beside = [
    tally.outcomes.unconfirmed > 0 && `${formatCount(tally.outcomes.unconfirmed)} unconfirmed`,
    tally.outcomes.not_placed > 0 && `${counted(tally.outcomes.not_placed, 'attempt')} not placed`,
  ].filter(Boolean);
  return [
    ...heading('Calls', `${formatCount(placed)} placed`, columns),
    ...barChart(rows, columns),
    ...(beside.length > 0 ? [paint.dim(`  Beside them: ${beside.join(', ')}.`)] : []),
  ];
};

/** Every rate, with its definition beside it. */
export const rates: Section = (report, columns) => {
  const labelWidth = Math.max(...report.rates.map(({ label }) => label.length));
  const valueWidth = Math.max(...report.rates.map((rate) => formatRate(rate).length));
  return [
    paint.bold('Rates and costs'),
    ...report.rates.flatMap((rate) => {
      const head = `  ${rate.label.padEnd(labelWidth)}  ${formatRate(rate).padStart(valueWidth)}`;
      return wrappedAfter(head, paint.dim(rate.definition), columns);
    }),
  ];
};

const answerRows = <T extends Answers>(rows: readonly T[], label: (row: T) => string): BarRow[] =>
  rows.map((row) => ({
    label: label(row),
    values: [
      row.rate === null ? noValue : formatShare(row.rate),
      `${formatCount(row.answered)} of ${formatCount(row.calls)}`,
    ],
    share: row.rate ?? 0,
  }));

/** The answer rate by the hour of the callee's clock. */
export const hours: Section = (report, columns) => {
  const { byHour } = report.hours;
  if (byHour.length === 0) return noteOfClocks(report, columns);
  return [
    ...heading('Answer rate by hour', 'on the callee’s clock', columns),
    ...barChart(
      answerRows(byHour, ({ hour }) => formatHour(hour)),
      columns,
    ),
    ...noteOfClocks(report, columns),
  ];
};

/** The same by weekday. */
export const days: Section = ({ hours: { byWeekday } }, columns) => {
  const rows = byWeekday.filter(({ calls }) => calls > 0);
  if (rows.length === 0) return [];
  return [
    ...heading('Answer rate by weekday', 'on the callee’s clock', columns),
    ...barChart(
      answerRows(rows, ({ weekday }) => shortWeekday(weekday)),
      columns,
    ),
  ];
};

function noteOfClocks(report: MadeReport, columns: number): Printable[] {
  const note = clockNote(report);
  return note === undefined ? [] : wrappedAfter('  ', paint.dim(`${note}.`), columns, 2);
}

/** The last row of calls until reached stands for all beyond. */
const mostAttempts = 6;

/** How many calls it took to reach people. */
export const attempts: Section = ({ attempts: all, tally: { reached } }, columns) => {
  if (reached === 0) return [];
  const shown = all.slice(0, mostAttempts - 1);
  const rest = all.slice(mostAttempts - 1).reduce((sum, row) => sum + row.reached, 0);
  const counts = [
    ...shown.map((row) => ({ label: counted(row.attempts, 'call'), count: row.reached })),
    ...(rest > 0 ? [{ label: `${mostAttempts} or more`, count: rest }] : []),
  ];
  const rows = counts.map(({ label, count }) => ({
    label,
    values: [formatCount(count), formatShare(count / reached)],
    share: count / reached,
  }));
  return [...heading('Calls until reached', 'of people reached', columns), ...barChart(rows, columns)];
};

/** How long conversations lasted. */
export const lengths: Section = ({ durations: { answered, machine } }, columns) => {
  if (answered.calls === 0 && machine.calls === 0) return [];
  const line = (label: string, { calls, totalMs, meanMs, medianMs, longestMs }: typeof answered) =>
    wrappedAfter(
      `  ${label.padEnd(13)}  `,
      calls === 0
        ? noValue
        : `${formatLength(medianMs)} median, ${formatLength(meanMs)} mean, ${formatLength(longestMs)} longest, ${formatLength(totalMs)} in all`,
      columns,
      4,
    );
  return [paint.bold('Length of calls'), ...line('Conversations', answered), ...line('Voicemail', machine)];
};

/** Callbacks that people asked for. */
export const callbacks: Section = ({ callbacks: counts }, columns) => {
  if (counts.asked === 0) return [];
  const parts = [
    ...([
      ['kept', counts.kept],
      ['late', counts.late],
      ['broken', counts.broken],
    ] as const),
    ...([
      ['to come', counts.toCome],
      ['waiting for you', counts.waiting],
    ] as const),
    ...([
      ['settled by you', counts.done],
      ['withdrawn', counts.withdrawn],
    ] as const),
  ].filter(([, count]) => count > 0);
  return [
    ...heading('Callbacks', `${formatCount(counts.asked)} asked for`, columns),
    ...wrappedAfter(
      '  ',
      parts.map(([what, count]) => `${formatCount(count)} ${what}`).join(', '),
      columns,
      2,
    ),
  ];
};
