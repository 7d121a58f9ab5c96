import { countDefinitions } from '../../../domain/reports/rates.ts';
import type { MadeReport } from '../../../operations/reports/make-report.ts';
import { formatRate } from '../format.ts';
import { html, type Markup } from './markup.ts';
import { number, pair, section, table } from './tables.ts';

/** Every rate, with its definition. */
export function rates(report: MadeReport): Markup {
  const costs = report.rates.filter(({ unit }) => unit === 'cents');
  const others = report.rates.filter(({ unit }) => unit !== 'cents');
  const rows = (some: typeof costs) =>
    some.map((rate) => [html`${rate.label}<small>${rate.definition}</small>`, formatRate(rate)]);
  const headings = [{ text: 'Rate and definition' }, number('Value')];
  return pair(
    [section('rates', 'Rates', [table('What people and calls came to', headings, rows(others))])],
    [
      section('costs', 'Costs', [
        table('What a result cost', headings, rows(costs)),
        html`<p class="definition">Cost: ${countDefinitions.cost}.</p>`,
      ]),
    ],
  );
}
