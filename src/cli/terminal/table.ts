import Table from 'cli-table3';
import { clipped, cut, type Measure, measureOf, wrapped } from './layout.ts';
import { printable } from './printable.ts';
import { LaidOut, type Printable, paint, styled } from './styled-text.ts';

export interface Column {
  header: Printable;
  cells: readonly Printable[];
  /** Whether it is narrowed before other columns on a narrow screen. */
  shrinks?: boolean;
  /** If narrowing is not enough, columns are dropped in this order, 1 first; undefined for never. */
  dropOrder?: number | undefined;
  /** Whether text that is too long wraps to the next line; other columns cut it off with `…`. */
  wraps?: boolean;
}

const gap = '  ';
const minWidth = 8;
/** Without a screen nothing is cut off, but one long cell must not move the next columns of all rows: it wraps. */
const widestAligned = 200;

/**
 * Returns a table, with headers if there are any. On a screen that is too narrow, some columns are dropped and others cut off.
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
  for (let row = 0; row < rowCount; row++) lines.push(...linesOfRow(({ cells }) => cells[row] ?? ''));
  // The first line of each block gives it its widths.
  for (let line = 0; line < lines.length; line += blockSize)
    lines[line] = sized.map(({ width }, column) => padded(lines[line]?.[column] ?? '', width, widthOf));
  return new LaidOut(lines, layOut);
}

function padded(line: Printable, width: number, widthOf: Measure): Printable {
  return styled`${line}${' '.repeat(Math.max(0, width - widthOf(line.toString())))}`;
}

type MeasuredColumn = Column & { /** Width of the widest cell, in screen columns. */ width: number };
type SizedColumn = MeasuredColumn & {
  /** Whether longer cells are cut off or wrapped. */ isLimited: boolean;
};

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

/** Drops columns, by their order, until the others fit at their narrowest. */
function dropUntilFitting(columns: MeasuredColumn[], screenWidth: number): MeasuredColumn[] {
  const narrowest = ({ width, shrinks }: MeasuredColumn) => (shrinks ? Math.min(width, minWidth) : width);
  const fits = (kept: MeasuredColumn[]) => totalWidth(kept.map(narrowest)) <= screenWidth;
  const droppable = columns
    .filter(({ dropOrder }) => dropOrder !== undefined)
    .sort((a, b) => (a.dropOrder ?? 0) - (b.dropOrder ?? 0));
  let kept = columns;
  for (const column of droppable) {
    if (fits(kept)) break;
    kept = kept.filter((other) => other !== column);
  }
  return kept;
}

/** Sets the widths that fit the screen: the widest column is narrowed first, among those that shrink, then among all. */
function shrinkToFit(columns: readonly MeasuredColumn[], screenWidth: number | undefined): SizedColumn[] {
  if (screenWidth === undefined)
    return columns.map((column) => ({
      ...column,
      width: Math.min(column.width, widestAligned),
      isLimited: false,
    }));
  const widths = columns.map(({ width }) => width);
  for (const mayShrink of [(column: Column) => column.shrinks ?? false, () => true]) {
    const shrinking = columns.flatMap((column, index) => (mayShrink(column) ? [index] : []));
    while (totalWidth(widths) > screenWidth) {
      const widest = shrinking.reduce(
        (a, b) => ((widths[b] ?? 0) > (widths[a] ?? 0) ? b : a),
        shrinking[0] ?? 0,
      );
      const width = widths[widest] ?? 0;
      if (width <= minWidth || shrinking.length === 0) break;
      widths[widest] = width - 1;
    }
  }
  return columns.map((column, index) => ({
    ...column,
    width: widths[index] ?? column.width,
    isLimited: true,
  }));
}

function totalWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + gap.length, -gap.length);
}
