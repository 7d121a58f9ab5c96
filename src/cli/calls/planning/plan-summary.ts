import type { Mark } from '../../../domain/calls/forecast/forecast.ts';
import type { PlanSummary } from '../../../operations/scheduling/forecast/plan-ahead.ts';
import type { Show } from '../../terminal/render-fields.ts';

const words: Partial<Record<Mark, string>> = {
  call_times: 'out of closed hours',
  holiday: 'from a holiday',
  missed: 'because it is too late by then',
  never: 'because no hour is allowed',
  refused: 'because they are forbidden',
  undecided: 'as far as is known',
};

/** Says what the calls of a plan come to, and when the last one rings. */
export function describeSummary(
  { total, decided, inTime, moved, notPlaced, lastRings, lastPending }: PlanSummary,
  show: Show,
): string[] {
  const n = (value: number) => value.toLocaleString('en');
  const counts = (some: Partial<Record<Mark, number>>) =>
    Object.entries(some).map(([mark, count]) => ({ what: wordsOf(mark), count }));
  const all = (some: Partial<Record<Mark, number>>) => counts(some).reduce((sum, one) => sum + one.count, 0);
  const why = (some: Partial<Record<Mark, number>>) => {
    const [only, ...others] = counts(some);
    if (others.length === 0) return ` ${only?.what}`;
    return `: ${counts(some)
      .map(({ what, count }) => `${n(count)} ${what}`)
      .join(', ')}`;
  };
  const parts = [
    `${n(inTime)} in time`,
    ...(all(moved) > 0 ? [`${n(all(moved))} will move${why(moved)}`] : []),
    ...(all(notPlaced) > 0 ? [`${n(all(notPlaced))} will not ring${why(notPlaced)}`] : []),
  ];
  const which = decided < total ? `, of the first ${n(decided)}` : '';
  const calls = total === 1 ? '1 call' : `${n(total)} calls`;
  return [
    `${calls}${which}: ${parts.join('; ')}.`,
    ...(lastRings ? [`The last of them rings ${show.time(lastRings)}.`] : []),
    ...(lastPending && lastRings && lastPending > lastRings
      ? [`More are planned, until ${show.time(lastPending)}.`]
      : []),
  ];
}

function wordsOf(mark: string): string {
  return Object.entries(words).find(([name]) => name === mark)?.[1] ?? mark.replaceAll('_', ' ');
}
