import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openOperator } from '../../support/operator.ts';
import { contactsOf, listAt, objectAt } from '../../support/people.ts';
import { type RawCell, type RawSheet, workbook, workbookParts, zip } from '../../support/workbook.ts';
import { readList, refusal } from '../list-folder.ts';

const specimen = (name: string) => readFileSync(new URL(`../../specimens/${name}`, import.meta.url));
const xml = (content: string): RawCell => ({ xml: content });
const sheet = (name: string, ...rows: RawSheet['rows']): RawSheet => ({ name, rows });
const error = xml('<c t="e"><f>VLOOKUP(A2,B:C,2,0)</f><v>#N/A</v></c>');
const uncalculated = xml('<c><f>IF(TRUE,"yes","")</f></c>');

/** Imports a workbook. @returns the contacts, the columns and values of the rejected rows, and what the program said */
async function imported(content: Buffer, ...words: string[]) {
  const operator = await openOperator();
  const path = operator.file('list.xlsx', content);
  const ran = await operator.voicebot(['contacts', 'import', path, '--json', ...words]);
  const contacts = await contactsOf(operator);
  return {
    contacts: contacts.map(({ name, doNotCall }) => [name, doNotCall]),
    rejects: listAt(ran.json, 'rejects').map(({ column, value }) => [column, value]),
    stderr: ran.stderr,
  };
}

const without = 'formula without a stored result';

describe('a do-not-call mark that a workbook has lost rejects its row', () => {
  it.each<{ what: string; cell: RawCell; value: string }>([
    { what: 'an error', cell: error, value: '#N/A' },
    { what: 'another error', cell: xml('<c t="e"><v>#REF!</v></c>'), value: '#REF!' },
    { what: 'an error in single quotes', cell: xml("<c t='e'><v>#NAME?</v></c>"), value: '#NAME?' },
    { what: 'a formula', cell: uncalculated, value: without },
    { what: 'a formula of text', cell: xml('<c t="str"><f>B2</f></c>'), value: without },
    { what: 'a shared formula', cell: xml('<c><f t="shared" si="0"/></c>'), value: without },
  ])('$what', async ({ cell, value }) => {
    for (const header of ['Do Not Call', 'OK to call']) {
      const rows: RawCell[][] = [
        ['Name', 'Phone', header],
        ['Ann', '0412345601', cell],
        ['Bob', '0412345602', header === 'OK to call' ? 'yes' : null],
      ];
      const { contacts, rejects } = await imported(workbook({ name: 'Clients', rows }));
      expect({ contacts, rejects }).toEqual({ contacts: [['Bob', false]], rejects: [[header, value]] });
    }
  });

  it('but one whose formula has a result, even an empty one, is read', async () => {
    const rows: RawCell[][] = [
      ['Name', 'Phone', 'DNC'],
      ['Ann', '0412345601', xml('<c t="str"><f>B2</f><v>yes</v></c>')],
      ['Bob', '0412345602', xml('<c t="str"><f>B2</f><v></v></c>')],
      ['Cy', '0412345603', xml('<c t="str"><f>B2</f><v/></c>')],
      ['Di', '0412345604', xml('<c t="b"><f>B2</f><v>1</v></c>')],
    ];
    const { contacts, rejects, stderr } = await imported(workbook({ name: 'Clients', rows }));
    expect(rejects).toEqual([]);
    expect(contacts).toEqual([
      ['Ann', true],
      ['Bob', false],
      ['Cy', false],
      ['Di', true],
    ]);
    expect(stderr).not.toContain('formula');
  });

  it('as in a CSV, and a time zone too', async () => {
    const rows: RawCell[][] = [
      ['Name', 'Phone', 'Timezone'],
      ['Ann', '0412345601', error],
    ];
    expect((await imported(workbook({ name: 'Clients', rows }))).rejects).toEqual([['Timezone', '#N/A']]);
  });

  it('in the file of a real person', async () => {
    const { contacts, rejects, stderr } = await imported(specimen('lost-marks.xlsx'));
    expect(contacts).toEqual([]);
    expect(rejects).toEqual([
      ['Do Not Call', '#N/A'],
      ['Do Not Call', without],
    ]);
    expect(stderr).toContain('! 1 cell has a formula without a stored result, read as empty.');
  });

  it('and its number, if it is a contact’s, is marked', async () => {
    const operator = await openOperator();
    await operator.voicebot(['contacts', 'import', '-'], { stdin: 'Name,Phone\nAnn,0412345601\n' });
    await operator.voicebot(['contacts', 'import', operator.file('x.xlsx', specimen('lost-marks.xlsx'))]);
    expect(objectAt(await operator.json(['contacts', 'show', '1']))).toMatchObject({
      contact: { doNotCall: true },
    });
  });
});

describe('formulas without results', () => {
  it('are counted in one line before anything is imported', async () => {
    const { contacts, stderr } = await imported(specimen('formulas-without-results.xlsx'));
    expect(contacts).toEqual([['', false]]);
    expect(stderr).toContain('! 2 cells have formulas without a stored result, read as empty.');
  });

  it('are counted below a title too', async () => {
    const titled = workbook(
      sheet('A', ['Clients of March'], ['Name', 'Phone', 'City'], ['Ann', '0412345601', uncalculated]),
    );
    expect(await imported(titled)).toMatchObject({
      contacts: [['Ann', false]],
      stderr: expect.stringContaining('! 1 cell has a formula without a stored result'),
    });
  });

  it('are not counted in other sheets', async () => {
    const two = workbook(sheet('A', ['Name', 'Phone'], ['Ann', '0412345601']), sheet('B', [uncalculated]));
    expect((await imported(two)).stderr).not.toContain('formula');
  });

  it('are read as empty elsewhere, as errors are', async () => {
    const { rows, cells } = await readList(
      workbook(sheet('A', ['Name', 'Plan', 'City'], ['Ann', error, uncalculated], ['Bob', 'x', 'y'])),
    );
    expect(cells[1]).toEqual(['Ann', '', '']);
    expect(rows[1]?.lost).toEqual(
      new Map([
        [1, '#N/A'],
        [2, without],
      ]),
    );
    expect(rows[2]).not.toHaveProperty('lost');
  });
});

describe('a hidden sheet', () => {
  const list = (name: string, state: RawSheet['state'], person: string): RawSheet => ({
    name,
    ...(state ? { state } : {}),
    rows: [
      ['Name', 'Phone'],
      [person, '0412345601'],
    ],
  });
  const empty = (name: string): RawSheet => ({ name, rows: [] });

  it.each<{ what: string; sheets: RawSheet[]; detected: string }>([
    {
      what: 'before the visible one',
      sheets: [list('Archive', 'hidden', 'Olaf'), list('Clients', undefined, 'Ann')],
      detected: 'sheet “Clients” of 2, hidden: “Archive”',
    },
    {
      what: 'that is very hidden',
      sheets: [list('Lists', 'veryHidden', 'Olaf'), list('Clients', 'visible', 'Ann')],
      detected: 'sheet “Clients” of 2, hidden: “Lists”',
    },
    {
      what: 'and another',
      sheets: [list('A', 'hidden', 'Olaf'), list('B', 'veryHidden', 'Olga'), list('C & D', undefined, 'Ann')],
      detected: 'sheet “C & D” of 3, hidden: “A”, “B”',
    },
    {
      what: 'after an empty one',
      sheets: [empty('Cover'), list('A', 'hidden', 'Olaf'), list('B', undefined, 'Ann')],
      detected: 'sheet “B” of 3, hidden: “A”',
    },
    {
      what: 'after the visible one',
      sheets: [list('A', undefined, 'Ann'), list('B', 'hidden', 'Olaf')],
      detected: 'sheet “A” of 2, hidden: “B”',
    },
  ])('$what is not imported, and is named', async ({ sheets, detected }) => {
    const read = await readList(workbook(...sheets));
    expect(read.cells[1]?.[0]).toBe('Ann');
    expect(read.detected).toBe(`Excel workbook, ${detected}`);
  });

  it('is the one of a real person', async () => {
    expect(await imported(specimen('hidden-sheet.xlsx'))).toMatchObject({
      contacts: [['Ann Ash', false]],
      stderr: expect.stringContaining('hidden: “Archive”'),
    });
    expect(await imported(specimen('hidden-sheet.xlsx'), '--sheet', 'archive')).toMatchObject({
      contacts: [['Old Olaf', false]],
      stderr: expect.stringContaining('sheet “Archive” (hidden) of 2'),
    });
  });

  it('with the only rows is refused, and named', async () => {
    const hidden = workbook(empty('Cover'), list('Archive', 'hidden', 'Olaf'));
    expect(await refusal(readList(hidden))).toMatchObject({
      code: 'only_hidden_sheets',
      message: 'leads has rows only in a sheet that is hidden: Archive.',
    });
    const operator = await openOperator();
    const { code, stderr } = await operator.voicebot(['contacts', 'import', operator.file('x.xlsx', hidden)]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining("add --sheet 'Archive'") });
  });

  it('is known whatever the parts are called', async () => {
    const parts = workbookParts([list('A', 'hidden', 'Olaf'), list('B', undefined, 'Ann')]).map((part) => ({
      ...part,
      content: String(part.content).replaceAll('Target="worksheets/', 'Target="/xl/worksheets/'),
    }));
    expect((await readList(zip(parts))).cells[1]?.[0]).toBe('Ann');
  });
});
