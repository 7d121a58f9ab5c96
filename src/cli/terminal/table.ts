import { stripVTControlCharacters } from 'node:util';
import Table from 'cli-table3';
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

/** Rows that cli-table3 is given at once: the time that it takes grows with their square. */
const blockSize = 100;

const gap = 2;
const narrowest = 8;

/** Columns under headers. Where the screen is too narrow for all, some are left out and others end in `…`. */
export async function renderTable(
  given: Column[],
  { paint, width }: Pick<Terminal, 'paint' | 'width'>,
): Promise<string> {
  const all = await measured(given);
  const columns = width ? thatFit(all, width) : all;
  const widths = fitted(columns, width);
  const rows = columns[0]?.cells.length ?? 0;
  const blocks: string[] = [];
  for (let from = 0; from === 0 || from < rows; from += blockSize) {
    const table = new Table({
      head: from === 0 ? columns.map((column) => paint.dim(column.header)) : [],
      chars: noRules,
      // Otherwise it colours pipes too.
      style: { head: [], border: [], 'padding-left': 0, 'padding-right': 0 },
      colWidths: widths,
    });
    for (let row = from; row < Math.min(rows, from + blockSize); row++) {
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

type MeasuredColumn = Column & { /** Of its widest cell, in places of the screen. */ takes: number };

/** What most cells are made of: Latin letters, each of which takes one place. */
const plainText = /^[\x20-\x7e\u00a1-\u00ac\u00ae-\u024f\u2013-\u2026]*$/;

/** string-width knows the width of everything in Unicode, and takes as long to load as the rest of a list takes. */
async function measured(columns: readonly Column[]): Promise<MeasuredColumn[]> {
  const texts = columns.map(({ header, cells }) => [header, ...cells].map(stripVTControlCharacters));
  const widthOf = texts.flat().every((text) => plainText.test(text))
    ? (text: string) => text.length
    : (await import('string-width')).default;
  return columns.map((column, place) => ({
    ...column,
    takes: (texts[place] ?? []).reduce((most, text) => Math.max(most, widthOf(text)), 1),
  }));
}

/** All columns, less those that must go so that the rest fits with those that yield at their narrowest. */
function thatFit(columns: MeasuredColumn[], screen: number): MeasuredColumn[] {
  const least = ({ takes, yields }: MeasuredColumn) => (yields ? Math.min(takes, narrowest) : takes);
  const fits = (some: MeasuredColumn[]) =>
    some.reduce((sum, column) => sum + least(column) + gap, -gap) <= screen;
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
function fitted(columns: MeasuredColumn[], screen: number | undefined): number[] {
  const widths = columns.map(({ takes }) => takes);
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
