import { describe, expect, it } from 'vitest';
import { workbook } from '../../support/workbook.ts';
import { readList } from '../list-folder.ts';

const headings = ['Name', 'Phone', 'City'];
const ann = ['Ann Ash', '0412345678', 'Perth'];

describe('a title above the headings is left out', () => {
  it.each([
    ['Client list as at 1 March,,\nName,Phone,City\nAnn Ash,0412345678,Perth\n', 2],
    ['Client list as at 1 March\nName,Phone,City\nAnn Ash,0412345678,Perth\n', 2],
    ['Clients; active\n\nName;Phone;City\nAnn Ash;0412345678;Perth\n', 3],
    ['Acme Pty Ltd\nContacts\nPrinted:\t1/3/2026\nName\tPhone\tCity\nAnn Ash\t0412345678\tPerth\n', 4],
    ['sep=;\nReport\nName;Phone;City\nAnn Ash;0412345678;Perth\n', 3],
    ['"Clients, by name",,\r\n,,\r\nName,Phone,City\r\nAnn Ash,0412345678,Perth\r\n', 3],
  ])('%j', async (list, line) => {
    const { cells, detected, rows } = await readList(list);
    expect(cells).toEqual([headings, ann]);
    expect(detected).toContain(`headings in line ${line}`);
    expect(rows[0]?.line).toBe(line);
  });

  it('in a workbook, too', async () => {
    const rows = [['Client list as at 1 March'], [], headings, ann];
    expect((await readList(workbook({ name: 'Clients', rows }))).cells).toEqual([headings, ann]);
  });

  it.each([
    'Name,Best number,City\nAnn,0412345678,Perth\nBob,0412345679,Phone\n',
    'Best number\nPhone\n0412345678\n',
    'Phone\n0412345678\n0412345679, 0412345680\n',
    'Wer,Wo,Wann\nPhone,Perth,0412345678\nName,Phone,City\n',
    'Contact person,Best number\nMobile,0412345678\n',
    'A,B,C\nName,Phone,City\nAnn Ash,0412345678,Perth\n',
  ])('but headings are not: %j', async (list) => {
    const { cells, detected } = await readList(list);
    expect(detected).not.toContain('headings');
    expect(cells[0]?.[0]).toBe(list.split(/[,\n]/)[0]);
  });
});

describe('the {} above a MYOB export is left out', () => {
  it.each([
    '{}\r\nName\tPhone\tCity\r\nAnn Ash\t0412345678\tPerth\r\n',
    '{}\nName,Phone,City\nAnn Ash,0412345678,Perth\n',
    '\ufeff{}\t\t\r\nName\tPhone\tCity\r\nAnn Ash\t0412345678\tPerth\r\n',
    '{}\r\n\r\nName\tPhone\tCity\r\nAnn Ash\t0412345678\tPerth\r\n',
    '{}\rName,Phone,City\rAnn Ash,0412345678,Perth\r',
  ])('%j', async (list) => {
    const { cells, rows } = await readList(list);
    expect(cells).toEqual([headings, ann]);
    expect(rows[0]?.line).toBeGreaterThan(1);
  });

  it('but JSON that begins with it is JSON', async () => {
    const { detected, cells } = await readList('{}\n{"Name":"Ann Ash"}\n');
    expect(detected).toBe('NDJSON, UTF-8');
    expect(cells).toContainEqual(['Ann Ash']);
  });
});
