import type { Group } from '../../domain/reports/grouping.ts';
import type { Grouping } from '../../domain/reports/groupings.ts';
import { quotient } from '../../domain/reports/rates.ts';
import { costCents } from '../../domain/reports/tally.ts';
import type { Reader } from '../../domain/time/time-display.ts';
import { groupView } from '../../views/reports/report.ts';
import { type Field, withColumns } from '../terminal/render-fields.ts';
import { formatCost, formatCount, formatShare, groupLabel, groupWords } from './format.ts';

/** Returns the fields of groups of calls, with their table columns. */
export function groupFields(by: Grouping, reader: Pick<Reader, 'locale'>): readonly Field<Group>[] {
  const { heading } = groupWords[by];
  const key = ({ key: name }: Group) => groupLabel(by, name, reader);
  // Agents and tags may be long.
  const isLong = by === 'agent' || by === 'tag';
  return withColumns(groupView, {
    key: [isLong ? { header: heading, cell: key, shrinks: true } : { header: heading, cell: key }],
    peopleCalled: [{ header: 'People', cell: ({ tally }) => formatCount(tally.called).padStart(6) }],
    peopleReached: [{ header: 'Reached', cell: ({ tally }) => formatCount(tally.reached).padStart(7) }],
    reachRate: [
      {
        header: 'Reach %',
        cell: ({ tally }) => formatShare(quotient(tally.reached, tally.called)).padStart(7),
        dropOrder: 3,
      },
    ],
    placed: [{ header: 'Calls', cell: ({ tally }) => formatCount(tally.placed).padStart(5), dropOrder: 4 }],
    answerRate: [
      {
        header: 'Answer %',
        cell: ({ tally }) => formatShare(quotient(tally.outcomes.answered, tally.decided)).padStart(8),
        dropOrder: 5,
      },
    ],
    successful: [
      { header: 'Success', cell: ({ tally }) => formatCount(tally.successful).padStart(7), dropOrder: 2 },
    ],
    costCents: [
      {
        header: 'Cost'.padStart(10),
        cell: ({ tally }) => formatCost(costCents(tally)).padStart(10),
        dropOrder: 1,
      },
    ],
  });
}
