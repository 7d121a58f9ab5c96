import type { MadeReport } from '../../../operations/reports/make-report.ts';
import { formatCount, formatLength } from '../format.ts';
import type { Markup } from './markup.ts';
import { number, section, table } from './tables.ts';

/** How long calls lasted. */
export function lengths({ durations }: MadeReport): Markup {
  const row = (label: string, { calls, medianMs, meanMs, longestMs, totalMs }: typeof durations.answered) => [
    label,
    formatCount(calls),
    ...[medianMs, meanMs, longestMs, totalMs].map(formatLength),
  ];
  return section('lengths', 'Length of calls', [
    table(
      'In minutes and seconds',
      [{ text: 'Calls' }, ...['Number', 'Median', 'Mean', 'Longest', 'In all'].map(number)],
      [row('Conversations', durations.answered), row('Voicemail', durations.machine)],
    ),
  ]);
}

/** What became of the callbacks that people asked for. */
export function callbacks({ callbacks: counts }: MadeReport): Markup {
  const { asked, kept, late, broken, toCome, waiting } = counts;
  return section('callbacks', 'Callbacks', [
    table(
      'That people asked for in these calls',
      ['Asked for', 'Kept', 'Late', 'Broken', 'To come', 'For you'].map((text, index) =>
        index === 0 ? { text } : number(text),
      ),
      [[asked, kept, late, broken, toCome, waiting].map(formatCount)],
    ),
  ]);
}
