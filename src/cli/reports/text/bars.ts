import { type Printable, paint, styled } from '../../terminal/styled-text.ts';

/** Eighths of a block, from one to seven. */
const eighths = ['▏', '▎', '▍', '▌', '▋', '▊', '▉'] as const;

/** Returns a bar that fills this share of a width. Anything more than nothing shows. */
function bar(share: number, width: number): string {
  const parts = Math.round(Math.min(1, Math.max(0, share)) * width * 8);
  const filled = share > 0 ? Math.max(1, parts) : 0;
  return '█'.repeat(Math.floor(filled / 8)) + (eighths[(filled % 8) - 1] ?? '');
}

/** A line of a bar chart. */
export interface BarRow {
  label: string;
  /** Texts before the bar, aligned to the right: `312`, `42.7%`. */
  values: readonly string[];
  /** How much of the width the bar fills, from 0 to 1. */
  share: number;
}

/** A bar is no use below this width. */
const narrowest = 6;
const widest = 48;

/** Returns the lines of a bar chart in a number of screen columns. Without room for bars, it is a table. */
export function barChart(rows: readonly BarRow[], columns: number): Printable[] {
  const labelWidth = Math.max(0, ...rows.map(({ label }) => label.length));
  const valueWidths = (rows[0]?.values ?? []).map((_, index) =>
    Math.max(...rows.map(({ values }) => values[index]?.length ?? 0)),
  );
  const used = 2 + labelWidth + valueWidths.reduce((sum, width) => sum + width + 2, 0) + 2;
  const barWidth = Math.min(widest, columns - used);
  return rows.map(({ label, values, share }) => {
    const cells = values.map((value, index) => `  ${value.padStart(valueWidths[index] ?? 0)}`).join('');
    const head = `  ${label.padEnd(labelWidth)}${cells}`;
    return barWidth < narrowest ? head : styled`${head}  ${paint.cyan(bar(share, barWidth))}`;
  });
}
