import { countDefinitions } from '../../../domain/reports/rates.ts';
import type { MadeReport } from '../../../operations/reports/make-report.ts';
import { clockNote, formatCount, formatHour, formatShare, shortWeekday } from '../format.ts';
import { columnChart } from './charts.ts';
import { html, type Markup } from './markup.ts';
import { beside, figure, number, section, table } from './tables.ts';

/** The answer rate by the hour of the callee's clock, and by weekday and hour. */
export function hours(report: MadeReport): Markup {
  const { byHour } = report.hours;
  const note = clockNote(report);
  const noteLine = html`<p class="definition">By ${countDefinitions.hours}.${note ? ` ${note}.` : ''}</p>`;
  if (byHour.length === 0)
    return section('hours', 'When people answer', [
      html`<p>No call has an hour that is known yet.</p>`,
      noteLine,
    ]);
  const highest = ceilingOf(byHour.map(({ rate }) => rate ?? 0));
  const columns = byHour.map(({ hour, rate }) => ({
    label: String(hour),
    whole: (rate ?? 0) / highest,
    isMajor: hour % 3 === 0,
  }));
  const chart = columnChart(columns, {
    label: 'Answer rate by hour of the day, as in the table beside it',
    axis: (share) => `${Math.round(share * highest * 100)}%`,
    fills: 'part',
  });
  const numbers = table(
    'The same in numbers',
    [{ text: 'Hour' }, ...['Answered', 'Calls', 'Rate'].map(number)],
    byHour.map(({ hour, answered, calls, rate }) => [
      formatHour(hour),
      ...[formatCount(answered), formatCount(calls), formatShare(rate)],
    ]),
  );
  return section('hours', 'When people answer', [
    beside(
      [figure('Answer rate by hour, on the clock of the person called', chart), weekOf(report, highest)],
      numbers,
    ),
    noteLine,
  ]);
}

/** Returns a round share that is not less than any of these: 20 %, 40 % … */
function ceilingOf(shares: readonly number[]): number {
  return Math.max(1, Math.ceil(Math.max(...shares) * 5)) / 5;
}

/** How many shades a week has. */
const shades = 5;

/** Draws the answer rate by weekday and hour. A cell has its number and a shade. @param highest the rate from which on it is the darkest */
function weekOf({ hours: { byHourAndWeekday, byHour, byWeekday } }: MadeReport, highest: number): Markup {
  const cells = new Map(byHourAndWeekday.map((cell) => [`${cell.weekday} ${cell.hour}`, cell]));
  const cell = (rate: number | null | undefined) => {
    if (rate === null || rate === undefined) return html`<td class="empty"></td>`;
    const shade = Math.min(shades, Math.ceil((rate / highest) * shades));
    return html`<td class="shade-${shade}">${Math.round(rate * 100)}</td>`;
  };
  const rows = byWeekday
    .filter(({ calls }) => calls > 0)
    .map(
      ({ weekday, rate }) =>
        html`<tr><th scope="row">${shortWeekday(weekday)}</th>${byHour.map(({ hour }) => cell(cells.get(`${weekday} ${hour}`)?.rate))}<td class="number">${formatShare(rate)}</td></tr>`,
    );
  return html`<div class="scroll" role="group" aria-label="Answer rate by weekday and hour" tabindex="0"><table class="week">
<caption>Answer rate by weekday and hour, in percent</caption>
<thead><tr><td></td>${byHour.map(({ hour }) => html`<th scope="col">${hour}</th>`)}<th scope="col" class="number">All day</th></tr></thead>
<tbody>
${rows}
</tbody>
</table></div>`;
}
