import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
import type { Terminal } from './terminal.ts';

export interface Column {
  header: string;
  /** Printable text, perhaps painted. */
  cells: string[];
  /** Whether it is narrowed before other columns on a narrow screen. */
  shrinks?: boolean;
  /** If narrowing is not enough, columns are dropped in this order, 1 first; undefined for never. */
  dropOrder?: number | undefined;
  /** Whether text that is too long wraps to the next line; other columns cut it off with `…`. */
  wraps?: boolean;
}

/** Two spaces between columns, and no rules. */
const noRules = {
  ...Object.fromEntries(
    ['top', 'bottom', 'mid'].flatMap((edge) =>
      [edge, `${edge}-mid`, `${edge}-left`, `${edge}-right`].map((name) => [name, '']),
    ),
  ),
  left: '',
  'left-mid': '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

/** Rows passed to cli-table3 at once: its time grows with their square. */
const blockSize = 100;

const gap = 2;
const minWidth = 8;

/** Returns a table with headers. On a screen that is too narrow, some columns are dropped and others cut off. */
export async function renderTable(
  allColumns: Column[],
  { paint, width: screenWidth }: Pick<Terminal, 'paint' | 'width'>,
): Promise<string> {
  const measured = await measure(allColumns);
  const columns = screenWidth ? dropUntilFitting(measured, screenWidth) : measured;
  const colWidths = shrinkToFit(columns, screenWidth);
  const rowCount = columns[0]?.cells.length ?? 0;
  const blocks: string[] = [];
  for (let start = 0; start === 0 || start < rowCount; start += blockSize) {
    const table = new Table({
      head: start === 0 ? columns.map((column) => paint.dim(column.header)) : [],
      chars: noRules,
      // With its default style it colours pipes too.
      style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
      colWidths,
    });
    for (let row = start; row < Math.min(rowCount, start + blockSize); row++) {
      table.push(
        columns.map(({ cells, wraps }) => ({ content: cells[row] ?? '', wordWrap: wraps ?? false })),
      );
    }
    blocks.push(table.toString());
  }
  return blocks
    .flatMap((block) => block.split('\n'))
    .map((line) => line.trimEnd())
    .join('\n');
}

type MeasuredColumn = Column & { /** Width of the widest cell, in screen columns. */ width: number };

/** Latin letters and punctuation, each one screen column wide: most cells have nothing else. */
const plainText = /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u024f\u2013-\u2026]*$/;

/** Adds widths. Loads string-width, which knows all of Unicode, only if needed: loading it takes as long as the rest of a list. */
async function measure(columns: readonly Column[]): Promise<MeasuredColumn[]> {
  const texts = columns.map(({ header, cells }) => [header, ...cells].map(stripVTControlCharacters));
  const widthOf = texts.flat().every((text) => plainText.test(text))
    ? (text: string) => text.length
    : (await import('string-width')).default;
  return columns.map((column, index) => ({
    ...column,
    width: (texts[index] ?? []).reduce((max, text) => Math.max(max, widthOf(text)), 1),
  }));
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

/** Returns the widths that fit the screen: the widest column is narrowed first, among those that shrink, then among all. */
function shrinkToFit(columns: MeasuredColumn[], screenWidth: number | undefined): number[] {
  const widths = columns.map(({ width }) => width);
  if (screenWidth === undefined) return widths;
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
  return widths;
}

function totalWidth(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + gap, -gap);
}
