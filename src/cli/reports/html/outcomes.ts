import { dispositions } from '../../../domain/calls/outcomes/disposition.ts';
import { countDefinitions, quotient } from '../../../domain/reports/rates.ts';
import type { MadeReport } from '../../../operations/reports/make-report.ts';
import { counted, dispositionLabels, formatCount, formatShare } from '../format.ts';
import { bar } from './charts.ts';
import { html, type Markup } from './markup.ts';
import { type Heading, number, section, table } from './tables.ts';

const headings = (what: string, ...numbers: string[]): Heading[] => [
  { text: what },
  ...numbers.map(number),
  { text: '', kind: 'bar' },
];

/** People called, reached and not. */
export function people({ tally: { called, reached, optedOut } }: MadeReport): Markup {
  const row = (label: string, count: number, className: 'part' | 'rest') => {
    const share = quotient(count, called);
    return [label, formatCount(count), formatShare(share), bar(share ?? 0, className)];
  };
  return section('people', 'People', [
    table(`${counted(called, 'person', 'people')} called`, headings('People', 'Number', 'Share'), [
      row('Reached', reached, 'part'),
      row('Not reached', called - reached, 'rest'),
      row('Opted out', optedOut, 'rest'),
    ]),
    html`<p class="definition">Reached: ${countDefinitions.reached}. Called: ${countDefinitions.called}.</p>`,
  ]);
}

/** How many calls it took to reach people. */
export function attempts({ attempts: all, tally }: MadeReport): Markup {
  const last = all.findLastIndex(({ reached }) => reached > 0);
  let soFar = 0;
  const rows = all.slice(0, last + 1).map(({ attempts: count, reached }) => {
    soFar += reached;
    const share = quotient(soFar, tally.called);
    return [counted(count, 'call'), formatCount(reached), formatShare(share), bar(share ?? 0)];
  });
  return section('attempts', 'Calls until reached', [
    table(
      'People reached, by the number of calls it took',
      headings('After', 'People', 'Reached so far'),
      rows,
    ),
  ]);
}

/** Calls by what came of them. */
export function calls({ tally }: MadeReport): Markup {
  const { placed } = tally;
  const {
    in_progress: inProgress,
    outcome_unknown: unknown,
    unconfirmed,
    not_placed: notPlaced,
  } = tally.outcomes;
  const rows = [
    ...dispositions.map((one) => ({ label: dispositionLabels[one], count: tally.outcomes[one] })),
    { label: 'In progress', count: inProgress },
    { label: 'Outcome unknown', count: unknown },
  ]
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count)
    .map(({ label, count }) => {
      const share = quotient(count, placed);
      const className = label === dispositionLabels.answered ? 'part' : 'rest';
      return [label, formatCount(count), formatShare(share), bar(share ?? 0, className)];
    });
  const beside =
    unconfirmed + notPlaced === 0
      ? ''
      : ` Beside them: ${formatCount(unconfirmed)} unconfirmed, ${counted(notPlaced, 'attempt')} not placed.`;
  return section('calls', 'Calls', [
    table(`${counted(placed, 'call')} placed, by outcome`, headings('Outcome', 'Calls', 'Share'), rows),
    html`<p class="definition">Placed: ${countDefinitions.placed}.${beside}</p>`,
  ]);
}
