import Table from 'cli-table3';
import stringWidth from 'string-width';
import type { Terminal } from './terminal.ts';

export interface Column {
  header: string;
  /** Printable text, perhaps painted. */
  cells: string[];
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

/** Columns under headers. Where the screen is too narrow for all, the widest give way and end in `…`. */
export function renderTable(columns: Column[], { paint, width }: Pick<Terminal, 'paint' | 'width'>): string {
  const table = new Table({
    head: columns.map((column) => paint.dim(column.header)),
    chars: noRules,
    // Otherwise it colours pipes too.
    style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
    colWidths: fitted(columns.map(widthOf), width),
  });
  const rows = columns[0]?.cells.length ?? 0;
  for (let row = 0; row < rows; row++) table.push(columns.map((column) => column.cells[row] ?? ''));
  return table
    .toString()
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n');
}

function widthOf(column: Column): number {
  return Math.max(1, ...[column.header, ...column.cells].map((cell) => stringWidth(cell)));
}

function fitted(widths: number[], screen: number | undefined): number[] {
  if (screen === undefined) return widths;
  const fit = [...widths];
  const total = () => fit.reduce((sum, one) => sum + one, gap * (fit.length - 1));
  while (total() > screen) {
    const widest = fit.indexOf(Math.max(...fit));
    const excess = total() - screen;
    const others = fit.filter((_, column) => column !== widest);
    const next = Math.max(...others, narrowest);
    const now = fit[widest] ?? narrowest;
    if (now <= narrowest) break;
    fit[widest] = Math.max(now - excess, Math.min(next, now - 1));
  }
  return fit;
}
