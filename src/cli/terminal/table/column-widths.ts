import type { Printable } from '../styled-text.ts';

export interface Column {
  header: Printable;
  cells: readonly Printable[];
  /** Whether it is narrowed before other columns on a narrow screen. */
  shrinks?: boolean;
  /** If narrowing is not enough, columns are dropped in this order, 1 first; undefined for never. */
  dropOrder?: number | undefined;
  /** Whether text that is too long wraps to the next line; other columns cut it off with `…`. */
  wraps?: boolean;
  /** Whether its cells stand on lines of their own, below their row, where they have no room beside the others. */
  below?: boolean;
}

export type MeasuredColumn = Column & { /** Width of the widest cell, in screen columns. */ width: number };
export type SizedColumn = MeasuredColumn & {
  /** Whether longer cells are cut off or wrapped. */ isLimited: boolean;
};

/** Between columns. */
export const gap = '  ';
const minWidth = 8;
/** Rather than narrow a column further than this, others are dropped. */
const goodWidth = 16;
/** What can stand below its row does so rather than wrap in fewer columns. */
const minWidthBeside = 24;
/** Without a screen nothing is cut off, but one long cell must not move the next columns of all rows: it wraps. */
export const widestAligned = 200;

/** Drops columns until the others fit at their narrowest: those first that can stand below their rows, the others by their order. */
export function dropUntilFitting(columns: MeasuredColumn[], screenWidth: number): MeasuredColumn[] {
  const narrowest = (column: MeasuredColumn) =>
    column.shrinks ? Math.min(column.width, column.below ? minWidthBeside : goodWidth) : column.width;
  const fits = (kept: MeasuredColumn[]) => totalWidth(kept.map(narrowest)) <= screenWidth;
  const orderOf = ({ below, dropOrder = 0 }: Column) => (below ? 0 : dropOrder);
  const droppable = columns
    .filter(({ below, dropOrder }) => below || dropOrder !== undefined)
    .sort((a, b) => orderOf(a) - orderOf(b));
  let kept = columns;
  for (const column of droppable) {
    if (fits(kept)) break;
    kept = kept.filter((other) => other !== column);
  }
  return kept;
}

/** Sets the widths that fit the screen: the widest column is narrowed first, among those that shrink, then among all. */
export function shrinkToFit(
  columns: readonly MeasuredColumn[],
  screenWidth: number | undefined,
): SizedColumn[] {
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
      if (width <= minWidthOf(columns[widest]) || shrinking.length === 0) break;
      widths[widest] = width - 1;
    }
  }
  return columns.map((column, index) => ({
    ...column,
    width: widths[index] ?? column.width,
    isLimited: true,
  }));
}

function minWidthOf(column: Column | undefined): number {
  return column?.below ? minWidthBeside : minWidth;
}

function totalWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + gap.length, -gap.length);
}
