import Table from 'cli-table3';
import stringWidth from 'string-width';
import type { Terminal } from './terminal.ts';

export interface Column {
  header: string;
  /** Printable text, perhaps painted. */
  cells: string[];
  /** On a narrow screen it is made narrower before others are. */
  yields?: boolean;
  /** If that is not enough it is left out; 1 goes first, undefined never. */
  goes?: number | undefined;
  /** What does not fit goes on in the next line, where other columns end in `…`. */
  wraps?: boolean;
}

/** Two spaces between columns, and no rules at all. */
const noRules = {
  ...Object.fromEntries(
    ['top', 'bottom', 'mid'].flatMap((edge) =>
      [edge, `${edge}-mid`, `${edge}-left`, `${edge}-right`].map((at) => [at, '']),
    ),
  ),
  left: '',
  'left-mid': '',
  'mid-mid': '',
  right: '',
  'right-mid': '',
  middle: '  ',
};

const gap = 2;
const narrowest = 8;

/** Columns under headers. Where the screen is too narrow for all, some are left out and others end in `…`. */
export function renderTable(all: Column[], { paint, width }: Pick<Terminal, 'paint' | 'width'>): string {
  const columns = width ? thatFit(all, width) : all;
  const table = new Table({
    head: columns.map((column) => paint.dim(column.header)),
    chars: noRules,
    // Otherwise it colours pipes too.
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colWidths: fitted(columns, width),
  });
  const rows = columns[0]?.cells.length ?? 0;
  for (let row = 0; row < rows; row++) {
    table.push(columns.map(({ cells, wraps }) => ({ content: cells[row] ?? '', wordWrap: wraps ?? false })));
  }
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

function widthOf(column: Column): number {
  return Math.max(1, ...[column.header, ...column.cells].map((cell) => stringWidth(cell)));
}

/** All columns, less those that must go so that the rest fits with those that yield at their narrowest. */
function thatFit(columns: Column[], screen: number): Column[] {
  const least = (column: Column) => (column.yields ? Math.min(widthOf(column), narrowest) : widthOf(column));
  const fits = (some: Column[]) => some.reduce((sum, column) => sum + least(column) + gap, -gap) <= screen;
  const leaving = columns
    .filter((column) => column.goes !== undefined)
    .sort((a, b) => (a.goes ?? 0) - (b.goes ?? 0));
  let kept = columns;
  for (const column of leaving) {
    if (fits(kept)) break;
    kept = kept.filter((one) => one !== column);
  }
  return kept;
}

/** Narrows first the columns that yield, then any, always the widest, until the screen holds all. */
function fitted(columns: Column[], screen: number | undefined): number[] {
  const widths = columns.map(widthOf);
  if (screen === undefined) return widths;
  const excess = () => widths.reduce((sum, one) => sum + one + gap, -gap) - screen;
  for (const mayShrink of [(column: Column) => column.yields ?? false, () => true]) {
    const shrinking = columns.flatMap((column, place) => (mayShrink(column) ? [place] : []));
    while (excess() > 0) {
      const widest = shrinking.reduce(
        (a, b) => ((widths[b] ?? 0) > (widths[a] ?? 0) ? b : a),
        shrinking[0] ?? 0,
      );
      const width = widths[widest] ?? 0;
      if (width <= narrowest || shrinking.length === 0) break;
      widths[widest] = width - 1;
    }
  }
  return widths;
}
