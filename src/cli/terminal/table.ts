import Table from 'cli-table3';
import { clipped, cut, type Measure, measureOf, wrapped } from './layout.ts';
import { printable } from './printable.ts';
import { isEmpty, LaidOut, type Printable, paint, styled } from './styled-text.ts';
import {
  type Column,
  dropUntilFitting,
  gap,
  type MeasuredColumn,
  type SizedColumn,
  shrinkToFit,
  widestAligned,
} from './table/column-widths.ts';

/** Blanks before what stands below its row. */
const belowIndent = 4;

/**
 * Returns a table, with headers if there are any. On a screen that is too narrow, some columns stand below their rows or are dropped, and
 * others wrap or are cut off.
 *
 * @param screenWidth undefined without a screen
 */
export async function renderTable(
  allColumns: readonly Column[],
  screenWidth: number | undefined,
): Promise<LaidOut> {
  const { columns, widthOf } = await measure(allColumns, screenWidth);
  const kept = screenWidth ? dropUntilFitting(columns, screenWidth) : columns;
  const sized = shrinkToFit(kept, screenWidth);
  const rowCount = kept[0]?.cells.length ?? 0;
  const linesOfRow = (cellOf: (column: SizedColumn) => Printable): Printable[][] => {
    const parts = sized.map((column) => linesOf(cellOf(column), column, widthOf));
    const height = Math.max(1, ...parts.map(({ length }) => length));
    return Array.from({ length: height }, (_, line) => parts.map((part) => part[line] ?? ''));
  };
  const hasHeaders = sized.some(({ header }) => header.toString() !== '');
  const lines = hasHeaders ? linesOfRow(({ header }) => paint.dim(header)) : [];
  const apart = columns.filter((column) => column.below && !kept.includes(column));
  const below: { after: number; line: Printable }[] = [];
  for (let row = 0; row < rowCount; row++) {
    lines.push(...linesOfRow(({ cells }) => cells[row] ?? ''));
    for (const line of apart.flatMap((column) => linesBelow(column, row, screenWidth, widthOf)))
      below.push({ after: lines.length, line });
  }
  // The first line of each block gives it its widths.
  for (let line = 0; line < lines.length; line += blockSize)
    lines[line] = sized.map(({ width }, column) => padded(lines[line]?.[column] ?? '', width, widthOf));
  const rows = [...lines, ...below.map(({ line }) => [line])];
  return new LaidOut(rows, (cells) => {
    const table = layOut(cells.slice(0, lines.length)).split('\n');
    for (const [index, { after }] of [...below.entries()].reverse())
      table.splice(after, 0, cells[lines.length + index]?.[0] ?? '');
    return table.join('\n');
  });
}

/** Returns the lines of a cell that stands below its row, after the header of its column. */
function linesBelow(
  { header, cells }: Column,
  row: number,
  screenWidth = widestAligned,
  widthOf: Measure,
): Printable[] {
  const cell = cells[row] ?? '';
  if (isEmpty(cell)) return [];
  const text = styled`${paint.dim(styled`${header}: `)}${cell}`;
  return wrapped(text, screenWidth - belowIndent, widthOf).map(
    (line) => styled`${' '.repeat(belowIndent)}${line}`,
  );
}

function padded(line: Printable, width: number, widthOf: Measure): Printable {
  return styled`${line}${' '.repeat(Math.max(0, width - widthOf(line.toString())))}`;
}

/** Cleans the cells and adds widths. */
async function measure(
  columns: readonly Column[],
  screenWidth: number | undefined,
): Promise<{ columns: MeasuredColumn[]; widthOf: Measure }> {
  const clean = (cell: Printable) => {
    const text = typeof cell === 'string' ? printable(cell) : cell;
    return screenWidth ? clipped(text, screenWidth) : text;
  };
  const cleaned = columns.map((column) => ({
    ...column,
    header: clean(column.header),
    cells: column.cells.map(clean),
  }));
  const widthOf = await measureOf(cleaned.flatMap(({ header, cells }) => [header, ...cells]));
  const widest = ({ header, cells }: Column) =>
    cells.reduce(
      (max, cell) => Math.max(max, widthOf(cell.toString())),
      Math.max(1, widthOf(header.toString())),
    );
  return { columns: cleaned.map((column) => ({ ...column, width: widest(column) })), widthOf };
}

/** Returns the lines of a cell, none wider than its column. */
function linesOf(cell: Printable, { width, isLimited, wraps }: SizedColumn, widthOf: Measure): Printable[] {
  return isLimited && !wraps ? [cut(cell, width, widthOf)] : wrapped(cell, width, widthOf);
}

/** Two spaces between columns, and no rules. */
const noRules = {
  ...Object.fromEntries(
    ['top', 'bottom', 'mid'].flatMap((edge) =>
      [edge, `${edge}-mid`, `${edge}-left`, `${edge}-right`].map((name) => [name, '']),
    ),
  ),
  ...{ left: '', 'left-mid': '', 'mid-mid': '', right: '', 'right-mid': '', middle: gap },
};

/** Lines passed to cli-table3 at once: its time grows with their square. */
const blockSize = 100;

/**
 * Lays out lines of cells that fit their columns. It lets cli-table3 find the widths itself: given them, it cuts off cells in scripts
 * that its older measure takes for wider than they are.
 */
function layOut(lines: readonly string[][]): string {
  const blocks: string[] = [];
  for (let start = 0; start < lines.length; start += blockSize) {
    const table = new Table({
      chars: noRules,
      // With its default style it colours pipes too.
      style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    });
    table.push(...lines.slice(start, start + blockSize));
    blocks.push(table.toString());
  }
  return blocks
    .flatMap((block) => block.split('\n'))
    .map((line) => line.trimEnd())
    .join('\n');
}
