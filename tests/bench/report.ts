import stringWidth from 'string-width';
import type { Outcome, Spread, Standing } from './rounds.ts';

/** What was measured, as a Markdown table, for a terminal as for the README. */
export function tableOf(outcomes: readonly Outcome[]): string {
  const head = ['', 'voicebot', 'beside it', 'takes', 'ratio (middle half)', 'goal', ''];
  const rows = outcomes.flatMap((outcome) =>
    outcome.standings.map((standing, place) => [
      place === 0 ? outcome.comparison.what : '',
      place === 0 ? oursOf(outcome) : '',
      standing.rival.name,
      duration(standing.ms.median),
      ratioText(standing.ratio),
      `≤ ${standing.rival.goal} ×`,
      verdict(standing),
    ]),
  );
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((row) => stringWidth(row[column] ?? ''))),
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell))).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** One line for each goal that was missed, or that all were met. */
export function summaryOf(outcomes: readonly Outcome[]): string {
  const missed = outcomes.flatMap(({ comparison, standings, megabytes }) => [
    ...standings
      .filter(isMissed)
      .map(
        ({ rival, ratio }) =>
          `Behind: ${comparison.what} takes ${times(ratio.median)} what ${rival.name} takes, and may take ${times(rival.goal)}.`,
      ),
    ...(comparison.mostMegabytes !== undefined && (megabytes ?? 0) > comparison.mostMegabytes
      ? [
          `Behind: ${comparison.what} had ${megabytes?.toFixed(0)} MB, and may have ${comparison.mostMegabytes} MB.`,
        ]
      : []),
  ]);
  return missed.length > 0 ? missed.join('\n') : 'Every goal is met.';
}

function verdict(standing: Standing): string {
  if (isMissed(standing)) return 'behind';
  return standing.ratio.median <= 1 ? 'ahead' : 'within';
}

function isMissed({ ratio, rival }: Standing): boolean {
  return !(ratio.median <= rival.goal);
}

/** Memory only where it is bounded. */
function oursOf({ comparison, ms, megabytes }: Outcome): string {
  if (comparison.mostMegabytes === undefined || megabytes === undefined) return duration(ms.median);
  return `${duration(ms.median)}, ${megabytes.toFixed(0)} MB`;
}

function ratioText({ median, from, to }: Spread): string {
  return `${times(median)} (${from.toFixed(2)}–${to.toFixed(2)})`;
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)} ×`;
}

function duration(ms: number): string {
  return ms < 1000 ? `${ms.toFixed(ms < 10 ? 1 : 0)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}
