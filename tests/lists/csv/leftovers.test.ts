import { describe, expect, it } from 'vitest';
import { openOperator } from '../../support/operator.ts';
import { contactsOf } from '../../support/people.ts';
import { readList } from '../list-folder.ts';

/** Imports lists one after the other. @returns the contacts */
async function imported(...lists: (string | Buffer)[]) {
  const { voicebot, database } = await openOperator();
  for (const stdin of lists)
    expect(await voicebot(['contacts', 'import', '-'], { stdin })).toMatchObject({ code: 0 });
  return contactsOf({ database });
}

describe('a cell wrapped in a formula loses the wrapping', () => {
  it.each([
    ['"=""Bob"""', 'Bob'],
    ['="Bob"', 'Bob'],
    ['"=""O\'Brien, Bob"""', "O'Brien, Bob"],
    ['"=""Bob """"B"""" Birch"""', 'Bob "B" Birch'],
    ['"=""Zoë"""', 'Zoë'],
    ['\'="Bob"', '="Bob"'],
    ['"=""Bob""&""x"""', '="Bob"&"x"'],
  ])('%s', async (cell, name) => {
    expect(await imported(`Name,Phone\n${cell},0412345679\n`)).toMatchObject([{ name }]);
  });

  it('in every column and in the headings', async () => {
    const list =
      '="Name","=""Phone""","=""E-mail""",="Plan",="Tags"\n="Bob",="0412345679",="b@x.com",="007",="vip"\n';
    expect(await imported(list)).toMatchObject([
      {
        name: 'Bob',
        phoneNumber: '+61412345679',
        email: 'b@x.com',
        tags: ['vip'],
        customFields: { plan: '007' },
      },
    ]);
  });

  it('and a do-not-call mark is read', async () => {
    expect(await imported('Name,Phone,DNC\nBob,0412345679,="yes"\n')).toMatchObject([{ doNotCall: true }]);
  });
});

describe('the end-of-file mark of an old program is no text', () => {
  it.each([
    'Name,Phone\r\nAnn Ash,0412345678\u001a',
    'Name,Phone\r\nAnn Ash,0412345678\r\n\u001a',
    'Name,Phone\r\nAnn Ash,0412345678\r\n\u001a\u001a\u001a',
    'Name,Phone\r\nAnn Ash,0412345678\r\n\u001a\r\n',
    '[{"Name":"Ann Ash","Phone":"0412345678"}]\u001a',
    '{"Name":"Ann Ash","Phone":"0412345678"}\n\u001a',
  ])('%j', async (list) => {
    expect((await readList(list)).cells).toEqual([
      ['Name', 'Phone'],
      ['Ann Ash', '0412345678'],
    ]);
  });

  it('wherever a long file is divided', async () => {
    for (const length of [65_534, 65_535, 65_536, 131_071]) {
      const start = 'Name,Note\nAnn,';
      const list = `${start}${'x'.repeat(length - start.length)}\u001a`;
      const { cells } = await readList(list);
      expect(cells[1]?.[1]).toBe('x'.repeat(length - start.length));
    }
  });

  it('but within the text it stays', async () => {
    expect((await readList('Name,Note\nAnn,a\u001ab\nBob,c\u001a\nCy,d\n')).cells).toEqual([
      ['Name', 'Note'],
      ['Ann', 'a\u001ab'],
      ['Bob', 'c\u001a'],
      ['Cy', 'd'],
    ]);
  });

  it('of a file of nothing else takes no time', async () => {
    const began = performance.now();
    await readList(`Name,Note\nAnn,${'\u001a '.repeat(200_000)}x\n`);
    expect(performance.now() - began).toBeLessThan(5000);
  });
});

describe('a word for nothing does not overwrite what is known', () => {
  const one = 'Name,Phone,Email,Company\nAnn Ash,0412345678,ann@example.com,Acme\n';
  it.each(['NULL', '\\N', 'n/a', 'nan', 'None', '-', '#N/A'])('%s', async (word) => {
    const two = `Name,Phone,Email,Company\n${word},0412345678,${word},${word}\n`;
    expect(await imported(one, two)).toMatchObject([
      { name: 'Ann Ash', email: 'ann@example.com', businessName: 'Acme' },
    ]);
  });
});
