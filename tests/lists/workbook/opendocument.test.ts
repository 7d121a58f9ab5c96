import { describe, expect, it } from 'vitest';
import { zip } from '../../support/workbook.ts';
import { readList, refusal } from '../list-folder.ts';

const cell = (attributes: string, text?: string) =>
  `<table:table-cell ${attributes}>${text === undefined ? '' : `<text:p>${text}</text:p>`}</table:table-cell>`;
const string = (text: string) => cell('office:value-type="string"', text);
const row = (cells: string, attributes = '') => `<table:table-row ${attributes}>${cells}</table:table-row>`;
const table = (name: string, rows: string, style = 'ta1') =>
  `<table:table table:name="${name}" table:style-name="${style}"><table:table-column/>${rows}</table:table>`;
const styles =
  '<office:automatic-styles><style:style style:name="ta1" style:family="table"><style:table-properties table:display="true"/></style:style><style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style></office:automatic-styles>';

/** Returns a spreadsheet as LibreOffice writes it, with these tables. */
function spreadsheet(tables: string, manifest = ''): Buffer {
  return zip([
    { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', isStored: true },
    {
      name: 'content.xml',
      content: `<?xml version="1.0" encoding="UTF-8"?>\n<office:document-content>${styles}<office:body><office:spreadsheet><table:tracked-changes><table:table-cell-content-change><text:p>old</text:p></table:table-cell-content-change></table:tracked-changes>${tables}</office:spreadsheet></office:body></office:document-content>`,
    },
    { name: 'META-INF/manifest.xml', content: `<manifest:manifest>${manifest}</manifest:manifest>` },
  ]);
}

const end = '<table:table-cell table:number-columns-repeated="16382"/>';
const empty = row(
  `${end}<table:table-cell table:number-columns-repeated="2"/>`,
  'table:number-rows-repeated="1048574"',
);
const people =
  row(string('Name') + string('Phone') + end) + row(string('Ann') + string('0412345678') + end) + empty;
const expected = [
  ['Name', 'Phone'],
  ['Ann', '0412345678'],
];

describe('an OpenDocument spreadsheet is read as LibreOffice shows it', () => {
  it('with its first visible sheet, or the one that is asked for', async () => {
    const hidden = row(string('Name') + string('Phone')) + row(string('Olaf') + string('0412345000'));
    const content = spreadsheet(table('Archive', hidden, 'ta2') + table('Clients', people));
    const { cells, detected, rows, size } = await readList(content);
    expect({ cells, detected }).toEqual({
      cells: expected,
      detected: 'OpenDocument spreadsheet, sheet “Clients” of 2, hidden: “Archive”',
    });
    expect(rows.map(({ line, position }) => [line, position])).toEqual([
      [1, size],
      [2, size],
    ]);
    expect((await readList(content, { sheet: 'archive' })).cells[1]?.[0]).toBe('Olaf');
    expect(await refusal(readList(content, { sheet: 'x' }))).toMatchObject({ code: 'unknown_sheet' });
    expect(await refusal(readList(spreadsheet(table('A', hidden, 'ta2'))))).toMatchObject({
      code: 'only_hidden_sheets',
    });
    expect(await refusal(readList(spreadsheet(table('A', empty))))).toMatchObject({ code: 'empty_file' });
  });

  it.each<{ what: string; xml: string; text: string }>([
    {
      what: 'a number',
      xml: cell('office:value-type="float" office:value="61412345678"', '6.14E+10'),
      text: '61412345678',
    },
    {
      what: 'a grouped number',
      xml: cell('office:value-type="float" office:value="1234567"', '1,234,567'),
      text: '1234567',
    },
    {
      what: 'leading zeros',
      xml: cell('office:value-type="float" office:value="2139"', '02139'),
      text: '02139',
    },
    {
      what: 'a phone format',
      xml: cell('office:value-type="float" office:value="412345678"', '0412 345 678'),
      text: '0412 345 678',
    },
    {
      what: 'a decimal number',
      xml: cell('office:value-type="float" office:value="0.30000000000000004"', '0'),
      text: '0.3',
    },
    {
      what: 'a percentage',
      xml: cell('office:value-type="percentage" office:value="0.125"', '13%'),
      text: '12.5%',
    },
    {
      what: 'money',
      xml: cell('office:value-type="currency" office:currency="AUD" office:value="12.5"', '$12.50'),
      text: '12.5',
    },
    {
      what: 'a date',
      xml: cell('office:value-type="date" office:date-value="2026-12-08"', '08/12/26'),
      text: '2026-12-08',
    },
    {
      what: 'a date with time',
      xml: cell('office:value-type="date" office:date-value="2026-12-08T14:00:00"', '8/12/26 2:00 PM'),
      text: '2026-12-08 14:00',
    },
    {
      what: 'a date shown without its time',
      xml: cell('office:value-type="date" office:date-value="2026-12-08T14:00:00"', '08/12/26'),
      text: '2026-12-08',
    },
    {
      what: 'a time',
      xml: cell('office:value-type="time" office:time-value="PT10H30M00S"', '10:30'),
      text: '10:30',
    },
    {
      what: 'a duration',
      xml: cell('office:value-type="time" office:time-value="PT36H30M05S"', '36:30'),
      text: '36:30:05',
    },
    {
      what: 'yes',
      xml: cell('office:value-type="boolean" office:boolean-value="true"', 'WAHR'),
      text: 'TRUE',
    },
    {
      what: 'no',
      xml: cell('office:value-type="boolean" office:boolean-value="false"', 'FALSCH'),
      text: 'FALSE',
    },
    {
      what: 'spaces and line ends',
      xml: cell(
        'office:value-type="string"',
        'a<text:s text:c="3"/>b<text:tab/>c<text:line-break/>d</text:p><text:p>e',
      ),
      text: 'a   b\tc\nd\ne',
    },
    {
      what: 'rich text and CDATA',
      xml: cell('office:value-type="string"', '<text:span>An</text:span>n <![CDATA[& ]]>&#x20BB7;'),
      text: 'Ann & 𠮷',
    },
    {
      what: 'a comment',
      xml: cell('office:value-type="string"', 'Ann').replace(
        '>',
        '><office:annotation><text:p>no</text:p></office:annotation>',
      ),
      text: 'Ann',
    },
    {
      what: 'a drawing',
      xml: cell('office:value-type="string"', 'Ann').replace(
        '>',
        '><draw:frame><draw:text-box><text:p>no</text:p></draw:text-box></draw:frame>',
      ),
      text: 'Ann',
    },
    {
      what: 'how it is read aloud',
      xml: cell(
        'office:value-type="string"',
        '<text:ruby><text:ruby-base>東</text:ruby-base><text:ruby-text>トウ</text:ruby-text></text:ruby>',
      ),
      text: '東',
    },
    {
      what: 'a text that is an attribute',
      xml: cell('office:value-type="string" office:string-value="Ann"'),
      text: 'Ann',
    },
  ])('with $what', async ({ xml, text }) => {
    const { cells } = await readList(spreadsheet(table('A', row(string('x')) + row(xml))));
    expect(cells[1]).toEqual([text]);
  });

  it('with what it repeats', async () => {
    const twice = 'table:number-columns-repeated="2"';
    const rows =
      row(string('a') + cell(twice) + string('b')) +
      row(cell(`${twice} office:value-type="string"`, 'c'), 'table:number-rows-repeated="3"') +
      row(cell(twice), 'table:number-rows-repeated="4"') +
      row(`${string('d')}<table:covered-table-cell/>${string('e')}`);
    const read = await readList(spreadsheet(table('A', rows)));
    expect(read.rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [1, 'a', '', '', 'b'],
      [2, 'c', 'c'],
      [3, 'c', 'c'],
      [4, 'c', 'c'],
      [9, 'd', '', 'e'],
    ]);
  });

  it('with its errors, and formulas without results', async () => {
    const formula = 'table:formula="of:=[.A1]"';
    const rows =
      row(string('Name') + string('DNC')) +
      row(
        string('Ann') +
          cell(
            `${formula} office:value-type="string" calcext:value-type="error" office:string-value=""`,
            '#N/A',
          ),
      ) +
      row(string('Bob') + cell(`${formula} office:value-type="float" office:value="0"`, 'Err:502')) +
      row(string('Cy') + cell(formula)) +
      row(string('Di') + cell(`${formula} office:value-type="string"`, 'yes'));
    const read = await readList(spreadsheet(table('A', rows)));
    expect(read.rows.slice(1).map(({ cells, lost }) => [...cells, ...(lost ?? [])])).toEqual([
      ['Ann', '', [1, '#N/A']],
      ['Bob', '', [1, 'Err:502']],
      ['Cy', '', [1, 'formula without a stored result']],
      ['Di', 'yes'],
    ]);
  });

  it.each<{ what: string; content: Buffer; code: string }>([
    {
      what: 'a million filled rows of a thousand columns',
      content: spreadsheet(
        table(
          'A',
          row(
            cell('office:value-type="string" table:number-columns-repeated="1000"', 'x'),
            'table:number-rows-repeated="1000000"',
          ),
        ),
      ),
      code: 'file_too_large',
    },
    {
      what: 'more columns than there are',
      content: spreadsheet(
        table('A', row(cell('office:value-type="string" table:number-columns-repeated="20000"', 'x'))),
      ),
      code: 'invalid_workbook',
    },
    {
      what: 'more rows than there are',
      content: spreadsheet(table('A', empty + empty + row(string('x')))),
      code: 'invalid_workbook',
    },
    {
      what: 'a text of 500 MB of spaces',
      content: spreadsheet(table('A', row(string('<text:s text:c="500000000"/>'.repeat(3))))),
      code: 'invalid_workbook',
    },
    {
      what: 'a password',
      content: spreadsheet(
        '',
        '<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>',
      ),
      code: 'workbook_has_password',
    },
    {
      what: 'no content',
      content: zip([{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet' }]),
      code: 'invalid_workbook',
    },
  ])('but not with $what', async ({ content, code }) => {
    expect(await refusal(readList(content))).toMatchObject({
      code,
      hint: expect.stringContaining('CSV UTF-8'),
    });
  });
});
