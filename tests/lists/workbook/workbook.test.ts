import { describe, expect, it } from 'vitest';
import { type RawSheet, workbook, workbookParts, zip } from '../../support/workbook.ts';
import { readList, refusal } from '../list-folder.ts';

const sheet = (name: string, ...rows: RawSheet['rows']): RawSheet => ({ name, rows });
const styled = (style: number, value: number | string) => ({ xml: `<c s="${style}"><v>${value}</v></c>` });

describe('an Excel workbook is read as Excel shows it', () => {
  it('every kind of cell', async () => {
    const { cells, rows, detected, size } = await readList(
      workbook(
        sheet(
          'Contacts',
          ['Name', 'Phone', 'Since', 'VIP', 'Note'],
          ['Zoë “Z” <&>', 61412345678, styled(1, 46364), true, null],
          [],
          [' Bo ', { xml: '<c><v>6.1412345678E10</v></c>' }, styled(2, 46364.5833333333), false, 'a\nb'],
          [
            'Cy',
            styled(4, 412345678),
            styled(3, 0.4236111111),
            null,
            { xml: '<c><v>0.30000000000000004</v></c>' },
          ],
          [
            'Di',
            1e-7,
            { xml: '<c t="e"><v>#N/A</v></c>' },
            { xml: '<c t="str"><f>A1</f><v>x</v></c>' },
            { xml: '<c t="inlineStr"><is><t>y</t></is></c>' },
          ],
        ),
      ),
    );
    expect(cells).toEqual([
      ['Name', 'Phone', 'Since', 'VIP', 'Note'],
      ['Zoë “Z” <&>', '61412345678', '2026-12-08', 'TRUE'],
      [' Bo ', '61412345678', '2026-12-08 14:00', 'FALSE', 'a\nb'],
      ['Cy', '0412345678', '10:10', '', '0.3'],
      ['Di', '0.0000001', '', 'x', 'y'],
    ]);
    expect(rows.map(({ line }) => line)).toEqual([1, 2, 4, 5, 6]);
    expect(rows.at(-1)?.position).toBe(size);
    expect(detected).toBe('Excel workbook, sheet “Contacts” of 1');
  });

  const three = workbook(
    sheet('Cover', [], ['  ']),
    sheet('Contacts', ['Name'], ['Ada']),
    sheet('Old & gone', ['Name'], ['Bo']),
  );

  it('the first sheet with rows, or the one with the given name', async () => {
    expect(await readList(three)).toMatchObject({
      detected: 'Excel workbook, sheet “Contacts” of 3',
      cells: [['Name'], ['Ada']],
    });
    for (const name of ['Old & gone', ' old & GONE'])
      expect((await readList(three, { sheet: name })).cells).toEqual([['Name'], ['Bo']]);
    expect(await refusal(readList(three, { sheet: 'Leads' }))).toEqual({
      code: 'unknown_sheet',
      message: 'leads has no sheet "Leads".',
      hint: 'Nothing was imported. Its sheets are: Cover, Contacts, Old & gone.',
    });
    expect(await refusal(readList(three, { sheet: 'Cover' }))).toMatchObject({ code: 'empty_file' });
    expect(await refusal(readList(workbook(sheet('A'), sheet('B'))))).toMatchObject({ code: 'empty_file' });
  });

  it('10,000 rows', async () => {
    const rows = Array.from({ length: 10_000 }, (_, n) => [`Person ${n}`, 61410000000 + n]);
    const { cells } = await readList(workbook(sheet('Contacts', ['Name', 'Phone'], ...rows)));
    expect(cells.slice(1)).toEqual(rows.map((row) => row.map(String)));
  });
});

describe('a workbook that cannot be read is refused', () => {
  const parts = workbookParts([sheet('Contacts', ['Name'], ['Ada'])]);
  const withSheet = (content: string | Buffer) =>
    zip(parts.map((part) => (part.name.endsWith('sheet1.xml') ? { ...part, content } : part)));
  const rowsXml = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;

  it.each([
    {
      what: 'with a row far below',
      list: withSheet(rowsXml('<row r="1099511627776"/>')),
      says: /sheet1\.xml has a row 1099511627776/,
    },
    {
      what: 'with a cell far to the right',
      list: withSheet(rowsXml('<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>')),
      says: /sheet1\.xml has a cell ZZZZZZ1/,
    },
    { what: 'that is cut short', list: withSheet('<worksheet><sheetData><row r="1"><c'), says: /damaged/ },
    {
      what: 'without its sheet',
      list: zip(parts.filter(({ name }) => !name.endsWith('sheet1.xml'))),
      says: /sheet1\.xml is missing/,
    },
  ])('$what', async ({ list, says }) => {
    const refused = await refusal(readList(list));
    expect(refused).toMatchObject({ code: 'invalid_workbook', message: expect.stringMatching(says) });
    expect(refused.hint).toMatch(/Nothing was imported.*CSV UTF-8/);
  });
});
