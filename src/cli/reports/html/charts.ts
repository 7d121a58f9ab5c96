import { html, type Markup } from './markup.ts';

/** A column of a chart. */
export interface ChartColumn {
  label: string;
  /** What all of it and its darker part stand for, from 0 to 1 of the chart's height. */
  whole: number;
  part?: number;
  /** Whether its label shows on a narrow screen too. */
  isMajor: boolean;
}

/** The widths of charts that fill a part of the page, and all of it, in the units of the view box. */
const widths = { part: 640, whole: 840 };
const height = 250;
const plot = { left: 52, top: 14, bottom: 214 };

/** Marks on the vertical axis: from the bottom, as shares of its height. */
const marks = [0, 0.5, 1] as const;

/**
 * Draws columns as SVG. Labels keep their size on narrow screens by the style sheet, where only the major ones are left.
 *
 * @param label says what the chart shows, for those who cannot see it; the same numbers stand in a table beside it
 * @param axis formats the marks on the vertical axis
 * @param fills how much of the page's width it fills
 */
export function columnChart(
  columns: readonly ChartColumn[],
  { label, axis, fills }: { label: string; axis: (share: number) => string; fills: 'part' | 'whole' },
): Markup {
  const right = widths[fills] - 4;
  const step = (right - plot.left) / Math.max(1, columns.length);
  const width = Math.min(56, step * 0.72);
  return html`<svg class="chart ${fills}" role="img" aria-label="${label}" viewBox="0 0 ${widths[fills]} ${height}">
${marks.map((share) => gridLine(share, axis(share), right))}
${columns.map((column, index) => drawColumn(column, plot.left + (index + 0.5) * step, width))}
</svg>`;
}

function gridLine(share: number, text: string, right: number): Markup {
  const y = yOf(share);
  return html`<line class="grid" x1="${plot.left}" x2="${right}" y1="${y}" y2="${y}"/><text class="axis" x="${plot.left - 8}" y="${y + 4}" text-anchor="end">${text}</text>`;
}

function drawColumn({ label, whole, part, isMajor }: ChartColumn, middle: number, width: number): Markup {
  const x = rounded(middle - width / 2);
  const rectangle = (className: string, share: number) =>
    share > 0
      ? html`<rect class="${className}" x="${x}" y="${yOf(share)}" width="${rounded(width)}" height="${rounded(plot.bottom - yOf(share))}" rx="2"/>`
      : undefined;
  const columns =
    part === undefined ? [rectangle('part', whole)] : [rectangle('whole', whole), rectangle('part', part)];
  return html`${columns.filter((one) => one !== undefined)}<text class="${isMajor ? 'label' : 'label minor'}" x="${rounded(middle)}" y="${plot.bottom + 24}" text-anchor="middle">${label}</text>`;
}

function yOf(share: number): number {
  return rounded(plot.bottom - share * (plot.bottom - plot.top));
}

/** Draws a horizontal bar that fills a share of its cell. It says nothing that the cells beside it do not. */
export function bar(share: number, className = 'part'): Markup {
  const width = rounded(Math.min(1, Math.max(0, share)) * 100);
  return html`<svg class="bar" aria-hidden="true" viewBox="0 0 100 10" preserveAspectRatio="none"><rect class="track" width="100" height="10"/><rect class="${className}" width="${width}" height="10"/></svg>`;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
