import type { Theme } from '@inquirer/core';
import stringWidth from 'string-width';
import { countText } from '../../../domain/count-text.ts';
import { mostCounted } from '../../../operations/ports/paging/page.ts';
import { clipped, cut } from '../layout.ts';
import { dropUntilFitting, gap, shrinkToFit } from '../table/column-widths.ts';
import type { PickPage, PickRow } from './pick-list.ts';

/** The cursor and the box before a row's columns: `❯ [x] `. */
const boxWidth = 6;

/** A reason in fewer columns says nothing; it is shown once the row is chosen. */
const shortest = 6;

/** Fewer screen columns than this have room for one column of rows only. */
const tooNarrow = 24;

/** Returns the columns of each row as one text that fits, aligned. A row that cannot be chosen shows why, in place of all but its name. */
export function rowTexts(rows: readonly PickRow[], width: number): string[] {
  const count = Math.max(0, ...rows.map(({ cells }) => cells.length));
  const columns = Array.from({ length: count }, (_, index) => {
    const cells = rows.map(({ cells, refusal }) =>
      refusal && index > 0 ? '' : clipped(cells[index] ?? '', width).toString(),
    );
    const widest = Math.max(1, ...cells.map((cell) => stringWidth(cell)));
    const dropOrder = index < (width < tooNarrow ? 1 : 2) ? undefined : count - index;
    return { header: '', cells, width: widest, shrinks: index === 0, dropOrder };
  });
  const kept = shrinkToFit(dropUntilFitting(columns, width), width);
  const nameWidth = kept[0]?.width ?? 0;
  return rows.map(({ cells, refusal }, row) => {
    const texts = kept.map((column) => padded(column.cells[row]?.toString() ?? '', column.width));
    if (!refusal) return texts.join(gap).trimEnd();
    const name = padded(cells[0], nameWidth);
    const rest = width - nameWidth - gap.length;
    return rest < shortest ? name : `${name}${gap}${cut(refusal, rest, stringWidth)}`;
  });
}

function padded(text: string, width: number): string {
  const fitting = cut(text, width, stringWidth).toString();
  return `${fitting}${' '.repeat(Math.max(0, width - stringWidth(fitting)))}`;
}

/** Returns the first of the rows that are shown, so that the active one is among them, in the middle if possible. */
function firstShown(active: number, count: number, height: number): number {
  return Math.max(0, Math.min(active - Math.floor(height / 2), count - height));
}

/** Returns how many rows a screen of this height has room for. */
export function listHeight(screenRows: number): number {
  return Math.max(3, Math.min(12, screenRows - 8));
}

/** Returns `4–15 of 312`; undefined if every row is shown. @param total null if there are too many to count */
function describeRange(
  { first, shown, loaded, isMore }: { first: number; shown: number; loaded: number; isMore: boolean },
  total: number | null,
): string | undefined {
  if (!isMore && shown >= loaded) return undefined;
  const all = total === null ? `more than ${countText(Math.max(mostCounted, loaded))}` : countText(total);
  return `${countText(first + 1)}–${countText(first + shown)} of ${all}`;
}

/** What keys do, the most needed first. */
const keysOf = {
  several: ['space tick', '⏎ done', 'type to search', '↑↓ move', 'ctrl-a tick all'],
  one: ['⏎ choose', 'type to search', '↑↓ move'],
} as const;

/** Returns what the keys do, as far as one line has room for. */
export function describeKeys(kind: keyof typeof keysOf, width: number): string {
  let line = '';
  for (const key of keysOf[kind]) {
    const longer = line === '' ? key : `${line} • ${key}`;
    if (longer.length > width) break;
    line = longer;
  }
  return line;
}

/** The rows read so far, and what they were searched for. */
export interface Found extends PickPage {
  search: string;
}

interface ListView {
  found: Found;
  active: number;
  height: number;
  columns: number;
  /** Undefined if only one row can be chosen. */
  ticked: ReadonlyMap<string, PickRow> | undefined;
}

type Style = Theme['style'];

/** Returns the rows that are shown, and which of how many they are. */
export function listLines(view: ListView, style: Style, isRead: boolean): string[] {
  const { found, active, height, columns, ticked } = view;
  const first = firstShown(active, found.rows.length, height);
  const shown = found.rows.slice(first, first + height);
  if (shown.length === 0 && isRead)
    return [style.help(found.search ? `  Nothing matches "${found.search}".` : '  There is nothing here.')];
  const texts = rowTexts(shown, columns - boxWidth - 1);
  const lines = shown.map((row, index) => {
    const isActive = first + index === active;
    const line = `${isActive ? '❯' : ' '} ${ticked ? boxOf(row, ticked) : ''}${texts[index]}`;
    if (isActive) return style.highlight(line);
    return row.refusal ? style.help(line) : line;
  });
  const range = describeRange(
    { first, shown: shown.length, loaded: found.rows.length, isMore: found.isMore },
    found.total,
  );
  return range ? [...lines, style.help(`  ${range}`)] : lines;
}

function boxOf({ value, refusal }: PickRow, ticked: ReadonlyMap<string, PickRow>): string {
  if (refusal) return '[-] ';
  return ticked.has(value) ? '[x] ' : '[ ] ';
}
