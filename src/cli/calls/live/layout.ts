import { measureOf, wrapped } from '../../terminal/layout.ts';
import { type Printable, paint, styled } from '../../terminal/styled-text.ts';
import { renderTable } from '../../terminal/table.ts';
import type { Line } from '../../terminal/terminal.ts';
import type { Section } from './sections.ts';

/** What the live view shows, from top to bottom. */
export interface Page {
  head: readonly Printable[];
  sections: readonly Section[];
  /** What the operator should know, the latest last. */
  messages: readonly Printable[];
  foot: Printable;
}

/** How many lines a message may take. */
const longestMessage = 3;

/** The size of a screen in characters; without `rows`, all is shown. */
export interface Size {
  columns: number;
  rows: number | undefined;
}

/**
 * Lays out a page on a screen of this size. Sections share what room there is, row by row, the first ones first; messages come above the
 * foot, the latest of them if not all fit.
 */
export async function layOut(
  { head, sections, messages, foot }: Page,
  { columns, rows }: Size,
): Promise<Line[]> {
  const widthOf = await measureOf([...head, ...messages, foot]);
  const wrap = (text: Printable) => wrapped(text, columns, widthOf);
  const top = head.flatMap(wrap);
  const bottom = wrap(foot);
  const room =
    rows === undefined ? Number.POSITIVE_INFINITY : Math.max(0, rows - top.length - bottom.length - 1);
  const messageLines = latest(
    messages.flatMap((message) => wrap(message).slice(0, longestMessage)),
    room,
  );
  const middle: Line[] = [];
  let used = 0;
  for (const { section, shown } of shareRows(sections, room - messageLines.length)) {
    if (shown === 0) continue;
    middle.push('', heading(section, shown), await tableOf(section, shown, columns));
    used += shown + 2;
  }
  const below = [...messageLines, ...(rows === undefined ? [''] : [])];
  const filling = rows === undefined ? 0 : rows - top.length - used - below.length - bottom.length;
  return [...top, ...middle, ...below, ...Array.from({ length: Math.max(0, filling) }, () => ''), ...bottom];
}

/** Returns the latest lines of messages that a part of the room is left to, after a blank one. */
function latest(lines: readonly Printable[], room: number): Printable[] {
  const some = lines.slice(-Math.max(2, Math.floor(room / 4)));
  return some.length > 0 && room > 4 ? ['', ...some] : [];
}

/** Returns how many rows of each section are shown. A section takes two lines beside its rows: a blank and its heading. */
function shareRows(sections: readonly Section[], room: number): { section: Section; shown: number }[] {
  const shared = sections.map((section) => ({ section, shown: 0 }));
  let left = room;
  for (let hasGrown = true; hasGrown; ) {
    hasGrown = false;
    for (const one of shared) {
      const lines = one.shown === 0 ? 3 : 1;
      if (one.shown >= one.section.rows || lines > left) continue;
      one.shown++;
      left -= lines;
      hasGrown = true;
    }
  }
  return shared;
}

function heading({ title, count, rows }: Section, shown: number): Printable {
  const more = count || (shown < rows ? `${shown} of ${rows}` : '');
  return more ? styled`${paint.bold(title)}  ${paint.dim(more)}` : paint.bold(title);
}

async function tableOf({ columns }: Section, shown: number, width: number) {
  const some = columns.map((column) => ({ ...column, cells: column.cells.slice(0, shown) }));
  return renderTable(
    some.filter(({ cells }) => cells.some((cell) => cell.toString() !== '')),
    width,
  );
}
