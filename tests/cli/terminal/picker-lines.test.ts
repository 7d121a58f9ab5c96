import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import type { PickRow } from '../../../src/cli/terminal/questions/pick-list.ts';
import { summarizeRows } from '../../../src/cli/terminal/questions/pick-list.ts';
import {
  describeKeys,
  listHeight,
  listLines,
  rowTexts,
} from '../../../src/cli/terminal/questions/picker-lines.ts';

const people: PickRow[] = [
  { value: '1', cells: ['Ada Lovelace', '+61 491 570 006', 'Analytical Engines'] },
  { value: '2', cells: ['王小明', '+61 491 570 156', ''] },
  {
    value: '3',
    cells: ['Nora Jones', '+61 491 570 157', 'Acme'],
    refusal: 'marked do-not-call: said in call 4',
  },
  { value: '4', cells: ['👩‍🚀 Zoë Müller', '+61 491 570 158', 'Acme'] },
];

const plain = {
  help: (text: string) => text,
  highlight: (text: string) => text,
} as Parameters<typeof listLines>[1];

function lines(
  rows: PickRow[],
  { active = 0, height = 12, isMore = false, total = rows.length as number | null },
) {
  const found = { search: '', rows, isMore, total };
  return listLines({ found, active, height, columns: 60, ticked: new Map() }, plain, true);
}

describe('the rows of a picker', () => {
  it('align on a wide screen, with why a row cannot be chosen', () => {
    expect(rowTexts(people, 60)).toEqual([
      'Ada Lovelace   +61 491 570 006  Analytical Engines',
      '王小明         +61 491 570 156',
      'Nora Jones     marked do-not-call: said in call 4',
      '👩‍🚀 Zoë Müller  +61 491 570 158  Acme',
    ]);
  });

  it('fit 40 and 20 columns', () => {
    for (const width of [33, 20, 13])
      for (const text of rowTexts(people, width)) expect(stringWidth(text)).toBeLessThanOrEqual(width);
    expect(rowTexts(people, 33)[2]).toBe('Nora Jones     marked do-not-cal…');
  });

  it('show the active one, which of how many they are, and no more than fit', () => {
    const many = Array.from(
      { length: 50 },
      (_, index): PickRow => ({ value: `${index}`, cells: [`P${index}`] }),
    );
    const shown = lines(many, { active: 20, height: 4, isMore: true, total: 312 });
    expect(shown).toEqual(['  [ ] P18', '  [ ] P19', '❯ [ ] P20', '  [ ] P21', '  19–22 of 312']);
    expect(lines(many, { active: 0, height: 3, isMore: true, total: null }).at(-1)).toBe(
      '  1–3 of more than 10,000',
    );
    expect(lines(people, {})).toHaveLength(4);
    expect(lines([], {})).toEqual(['  There is nothing here.']);
  });

  it('leave room on low screens, and name keys as far as a line has room', () => {
    expect([5, 20, 60].map(listHeight)).toEqual([3, 12, 12]);
    expect(describeKeys('several', 39)).toBe('space tick • ⏎ done • type to search');
    expect(describeKeys('one', 79)).toBe('⏎ choose • type to search • ↑↓ move');
  });

  it('are named by the first three when they were chosen', () => {
    expect(summarizeRows(people.slice(0, 2))).toBe('Ada Lovelace, 王小明');
    expect(summarizeRows(people)).toBe('Ada Lovelace, 王小明, Nora Jones and 1 more');
  });
});
