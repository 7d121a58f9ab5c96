import type { Group } from '../../../domain/reports/grouping.ts';
import type { Grouping } from '../../../domain/reports/groupings.ts';
import { quotient } from '../../../domain/reports/rates.ts';
import { costCents } from '../../../domain/reports/tally.ts';
import type { Reader } from '../../../domain/time/time-display.ts';
import type { MadeReport } from '../../../operations/reports/make-report.ts';
import { formatCost, formatCount, formatShare, groupLabel, groupWords } from '../format.ts';
import { bar, columnChart } from './charts.ts';
import type { Markup } from './markup.ts';
import { figure, number, section, table } from './tables.ts';

const titles: Readonly<Record<Grouping, string>> = {
  hour: 'By hour',
  day: 'By day',
  agent: 'By agent',
  tag: 'By tag',
  'from-number': 'By number called from',
};

/** Draws the groups of a report: with columns for days, and as a table. */
export function groups(report: MadeReport, reader: Pick<Reader, 'locale'>): Markup {
  const { by, groups: all } = report;
  const most = Math.max(1, ...all.map(({ tally }) => tally.placed));
  const { heading } = groupWords[by];
  return section('groups', titles[by], [
    by === 'day' && all.length > 1 ? dayChart(all, reader) : undefined,
    table(
      `Calls ${titles[by].toLowerCase()}`,
      [
        { text: heading },
        ...[number('People'), number('Reached'), number('Reach rate'), number('Calls')],
        { text: '', kind: 'bar' },
        ...[number('Answer rate'), number('Successful'), number('Cost')],
      ],
      all.map(({ key, tally }) => [
        groupLabel(by, key, reader),
        ...[
          formatCount(tally.called),
          formatCount(tally.reached),
          formatShare(quotient(tally.reached, tally.called)),
        ],
        ...[formatCount(tally.placed), bar(tally.placed / most)],
        formatShare(quotient(tally.outcomes.answered, tally.decided)),
        ...[formatCount(tally.successful), formatCost(costCents(tally))],
      ]),
    ),
  ]);
}

/** About how many days have a label. */
const labels = 10;

function dayChart(all: readonly Group[], reader: Pick<Reader, 'locale'>): Markup {
  const most = roundUp(Math.max(...all.map(({ tally }) => tally.placed)));
  const every = Math.ceil(all.length / labels);
  const columns = all.map(({ key, tally }, index) => ({
    label: index % every === 0 ? dayAndMonth(key, reader) : '',
    whole: tally.placed / most,
    part: tally.outcomes.answered / most,
    isMajor: index % (every * 3) === 0,
  }));
  const chart = columnChart(columns, {
    label: 'Calls placed each day, and of those the calls that people answered, as in the table below',
    axis: (share) => formatCount(Math.round(share * most)),
    fills: 'whole',
  });
  return figure('Calls placed, and in the darker part those that people answered', chart);
}

/** Returns `8 Dec`. */
function dayAndMonth(key: string | null, reader: Pick<Reader, 'locale'>): string {
  return groupLabel('day', key, reader).split(' ').slice(1, 3).join(' ');
}

/** Returns an even number with one or two leading digits that is not less. */
function roundUp(value: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, value))) - 1);
  return Math.max(2, Math.ceil(value / unit / 2) * 2 * unit);
}
