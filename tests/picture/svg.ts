import type { IBuffer, IBufferCell } from '@xterm/headless';

/** In pixels. */
const cell = { width: 8.4, height: 19 };
const padding = 16;
const corner = 8;

const background = '#0d1117';
const foreground = '#e6edf3';
/** The first eight colours of a terminal, by their numbers in its palette. */
const palette = ['#484f58', '#ff7b72', '#3fb950', '#d29922', '#58a6ff', '#bc8cff', '#39c5cf', '#b1bac4'];

/** Draws lines `from` (inclusive) to `to` (exclusive) of a terminal's buffer as an SVG image. */
export function drawScreen(buffer: IBuffer, lines: { from: number; to: number }, title: string): string {
  const { from, to } = lines;
  const rows = Array.from({ length: to - from }, (_, index) => drawLine(buffer, from + index, index));
  const columns = Math.max(
    ...Array.from(
      { length: to - from },
      (_, index) => (buffer.getLine(from + index)?.translateToString(true) ?? '').length,
    ),
  );
  const width = Math.ceil(columns * cell.width + 2 * padding);
  const height = (to - from) * cell.height + 2 * padding;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="${escaped(title)}">
<rect width="${width}" height="${height}" rx="${corner}" fill="${background}"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="${foreground}">
${rows.join('\n')}
</g>
</svg>
`;
}

interface Run {
  column: number;
  text: string;
  style: string;
}

function drawLine(buffer: IBuffer, line: number, row: number): string {
  const y = padding + (row + 0.75) * cell.height;
  const spans = runsOf(buffer, line).map(({ column, text, style }) => {
    const x = (padding + column * cell.width).toFixed(1);
    const length = (text.length * cell.width).toFixed(1);
    return `<tspan x="${x}" textLength="${length}"${style}>${escaped(text)}</tspan>`;
  });
  return `<text y="${y.toFixed(1)}" xml:space="preserve">${spans.join('')}</text>`;
}

/** Splits a line into runs of the same style, without blanks at its end. */
function runsOf(buffer: IBuffer, line: number): Run[] {
  const row = buffer.getLine(line);
  const length = row?.translateToString(true).length ?? 0;
  const runs: Run[] = [];
  for (let column = 0; column < length; column++) {
    const one = row?.getCell(column);
    if (!one || one.getWidth() === 0) continue;
    const style = styleOf(one);
    const last = runs.at(-1);
    if (last?.style === style) last.text += one.getChars() || ' ';
    else runs.push({ column, text: one.getChars() || ' ', style });
  }
  return runs;
}

function styleOf(one: IBufferCell): string {
  const colour = one.isFgPalette() ? palette[one.getFgColor() % 8] : undefined;
  return [
    colour ? ` fill="${colour}"` : '',
    one.isBold() ? ' font-weight="bold"' : '',
    one.isDim() ? ' fill-opacity="0.6"' : '',
  ].join('');
}

function escaped(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}
