import { costCents } from '../../../domain/reports/tally.ts';
import type { MadeReport } from '../../../operations/reports/make-report.ts';
import { rateOf } from '../../../views/reports/report.ts';
import { counted, formatCost, formatCount, formatShare } from '../format.ts';
import { bar } from './charts.ts';
import { html, type Markup } from './markup.ts';

/** The figures that matter most. */
export function keyFigures(report: MadeReport): Markup {
  const { tally } = report;
  const keyFigure = (name: string, value: string, note: string, share?: number | null) =>
    html`<div class="figure"><dt>${name}</dt><dd><span class="value">${value}</span>${share === undefined ? undefined : bar(share ?? 0)}<span class="note">${note}</span></dd></div>`;
  const reachRate = rateOf(report, 'reach_rate');
  const answerRate = rateOf(report, 'answer_rate');
  return html`<section aria-labelledby="key-figures" class="figures">
<h2 id="key-figures" class="hidden">Key figures</h2>
<dl>
${[
  keyFigure(
    'People reached',
    formatCount(tally.reached),
    `${formatShare(reachRate)} of ${counted(tally.called, 'person', 'people')} called`,
    reachRate,
  ),
  keyFigure(
    'Answer rate',
    formatShare(answerRate),
    `${formatCount(tally.outcomes.answered)} of ${counted(tally.decided, 'call')} dialled`,
    answerRate,
  ),
  keyFigure(
    'Successful calls',
    formatCount(tally.successful),
    `${formatShare(rateOf(report, 'success_rate'))} of ${counted(tally.analysed, 'answered call')} analysed`,
    rateOf(report, 'success_rate'),
  ),
  keyFigure(
    'Cost',
    formatCost(costCents(tally)),
    `${formatCost(rateOf(report, 'cost_per_reached'))} per person reached`,
  ),
]}
</dl>
</section>`;
}
