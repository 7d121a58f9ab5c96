import stringWidth from 'string-width';
import type { Result, RivalResult, Spread } from './rounds.ts';

/** Formats results as a Markdown table, for a terminal and for the README. */
export function formatTable(results: readonly Result[]): string {
  const head = ['', 'voicebot', 'compared with', 'takes', 'ratio (middle half)', 'goal', ''];
  const rows = results.flatMap((result) =>
    result.rivals.map((against, index) => [
      index === 0 ? result.comparison.what : '',
      index === 0 ? formatOurs(result) : '',
      against.rival.name,
      formatDuration(against.ms.median),
      formatRatio(against.ratio),
      `≤ ${against.rival.goal} ×`,
      verdict(against),
    ]),
  );
  const widths = head.map((_, column) =>
    Math.max(3, ...[head, ...rows].map((row) => stringWidth(row[column] ?? ''))),
  );
  const line = (cells: string[]) =>
    `| ${cells.map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell))).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

/** Returns a line for each goal that was missed, or one that says that all were met. */
export function formatSummary(results: readonly Result[]): string {
  const missed = results.flatMap(({ comparison, rivals, ms, megabytes }) => [
    ...rivals
      .filter(isMissed)
      .map(
        ({ rival, ratio }) =>
          `Too slow: ${comparison.what} takes ${times(ratio.median)} as long as ${rival.name}; the goal is ${times(rival.goal)}.`,
      ),
    ...(comparison.mostMs !== undefined && !(ms.median <= comparison.mostMs)
      ? [
          `Too slow: ${comparison.what} takes ${formatDuration(ms.median)}; the goal is ${formatDuration(comparison.mostMs)}.`,
        ]
      : []),
    ...(comparison.mostMegabytes !== undefined && (megabytes ?? 0) > comparison.mostMegabytes
      ? [
          `Too much memory: ${comparison.what} used ${megabytes?.toFixed(0)} MB; the goal is ${comparison.mostMegabytes} MB.`,
        ]
      : []),
  ]);
  return missed.length > 0 ? missed.join('\n') : 'All goals are met.';
}

function verdict(result: RivalResult): string {
  if (isMissed(result)) return 'behind';
  return result.ratio.median <= 1 ? 'ahead' : 'within';
}

function isMissed({ ratio, rival }: RivalResult): boolean {
  return !(ratio.median <= rival.goal);
}

/** Formats our time, and our memory if the comparison limits it. */
function formatOurs({ comparison, ms, megabytes }: Result): string {
  if (comparison.mostMegabytes === undefined || megabytes === undefined) return formatDuration(ms.median);
  return `${formatDuration(ms.median)}, ${megabytes.toFixed(0)} MB`;
}

function formatRatio({ median, from, to }: Spread): string {
  return `${times(median)} (${from.toFixed(2)}–${to.toFixed(2)})`;
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)} ×`;
}

function formatDuration(ms: number): string {
  return ms < 1000 ? `${ms.toFixed(ms < 10 ? 1 : 0)} ms` : `${(ms / 1000).toFixed(ms < 10_000 ? 2 : 1)} s`;
}
