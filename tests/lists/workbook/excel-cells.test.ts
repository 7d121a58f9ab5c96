import { describe, expect, it } from 'vitest';
import { workbookParts, type ZipPart, zip } from '../../support/workbook.ts';
import { readList, refusal } from '../list-folder.ts';

const person = { name: 'People', rows: [['Name', 'Phone', 'Value']] };

interface Book {
  /** The rows below the headings, as XML. */
  rows: string;
  strings?: string;
  /** The format code of `s="1"`. */
  format?: string;
  /** The whole of `cellXfs`, or more of the style sheet. */
  styles?: string;
  properties?: string;
}

const heading = '<row r="1"><c t="inlineStr" r="A1"><is><t>Value</t></is></c></row>';
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/"/g, '&quot;');

/** Returns the parts of a workbook with this content. */
function parts({ rows, strings = '', format = '', styles, properties = '' }: Book): ZipPart[] {
  const contents: Record<string, string> = {
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${heading}${rows}</sheetData></worksheet>`,
    'xl/sharedStrings.xml': `<sst>${strings}</sst>`,
    'xl/styles.xml': `<styleSheet>${styles ?? `<numFmts><numFmt numFmtId="170" formatCode="${escaped(format)}"/></numFmts><cellStyleXfs><xf numFmtId="14"/><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs>`}</styleSheet>`,
  };
  return workbookParts([person]).map((part) => ({
    ...part,
    content: (contents[part.name] ?? String(part.content)).replace('<sheets>', `${properties}<sheets>`),
  }));
}

/** Returns the texts of the first column. */
async function valuesOf(book: Book, change: (part: ZipPart) => ZipPart = (part) => part): Promise<string[]> {
  const { cells } = await readList(zip(parts(book).map(change)));
  return cells.slice(1).map(([text = '']) => text);
}

const row = (cells: string) => `<row>${cells}</row>`;
const inline = (runs: string) => row(`<c t="inlineStr"><is>${runs}</is></c>`);

describe('text', () => {
  it.each<{ what: string; xml: string; text: string }>([
    { what: 'CDATA', xml: '<t><![CDATA[Ann & <Ash>]]></t>', text: 'Ann & <Ash>' },
    { what: 'CDATA beside text', xml: '<t>Ann <![CDATA[&]]> Ash</t>', text: 'Ann & Ash' },
    { what: 'a comment', xml: '<t>Ann<!-- x --> Ash</t>', text: 'Ann Ash' },
    { what: 'a comment with a tag in it', xml: '<t>Ann<!-- <t>no</t> --></t>', text: 'Ann' },
    { what: 'a processing instruction', xml: '<t>A<?x y?>nn</t>', text: 'Ann' },
    { what: 'a code point beyond 16 bits', xml: '<t>&#x20BB7;野</t>', text: '𠮷野' },
    { what: 'one in decimal', xml: '<t>&#128515;</t>', text: '😃' },
    { what: 'one as it is', xml: '<t>𠮷 😃</t>', text: '𠮷 😃' },
    { what: 'two halves of one', xml: '<t>_xD83D__xDE03_</t>', text: '😃' },
    { what: 'entities', xml: '<t>&lt;&amp;amp;&quot;&apos;&gt;</t>', text: '<&amp;"\'>' },
    {
      what: 'rich text',
      xml: '<r><rPr><b/></rPr><t>An</t></r><r><t xml:space="preserve">n </t></r><t>Ash</t>',
      text: 'Ann Ash',
    },
    {
      what: 'how it is read aloud',
      xml: '<t>課きく</t><rPh sb="0" eb="1"><t>カ</t></rPh><phoneticPr fontId="1"/>',
      text: '課きく',
    },
    {
      what: 'runs with their readings',
      xml: '<r><t>東</t></r><rPh><t>トウ</t></rPh><r><t>京</t></r><rPh><t>キョウ</t></rPh>',
      text: '東京',
    },
    { what: 'a line end', xml: '<t>a_x000D_&#10;b</t>', text: 'a\r\nb' },
    { what: 'a text that looks like one', xml: '<t>a_x005F_x000D_b</t>', text: 'a_x000D_b' },
    { what: 'a namespace prefix', xml: '<x:t xmlns:x="urn:x">Ann</x:t>', text: 'Ann' },
  ])('with $what', async ({ xml, text }) => {
    expect(await valuesOf({ rows: inline(xml) })).toEqual([text]);
    expect(
      await valuesOf({ rows: row('<c t="s"><v>1</v></c>'), strings: `<si><t>x</t></si><si>${xml}</si>` }),
    ).toEqual([text]);
  });

  it('of a formula, or without its type', async () => {
    const rows = [
      '<c t="str"><f>A1</f><v>Ann &amp; Ash</v></c>',
      '<c><v>Ann</v></c>',
      '<c t="inlineStr"><v>Bob</v></c>',
      '<c t="s"><v>0</v></c>',
      '<c t="s"><v> 0 </v></c>',
    ];
    expect(await valuesOf({ rows: rows.map(row).join(''), strings: '<si><t>Cy</t></si>' })).toEqual([
      'Ann & Ash',
      'Ann',
      'Bob',
      'Cy',
      'Cy',
    ]);
  });

  it('that is not in the workbook refuses it', async () => {
    for (const index of ['7', '-1', 'x', '1.5'])
      expect(
        await refusal(readList(zip(parts({ rows: row(`<c t="s"><v>${index}</v></c>`) })))),
      ).toMatchObject({
        code: 'invalid_workbook',
        message: expect.stringContaining('refers to a text that'),
      });
  });
});

describe('numbers', () => {
  it.each<[format: string, value: string, text: string]>([
    // Dates, times and durations.
    ['yyyymmdd', '46364', '2026-12-08'],
    ['yyyy-mm-ddThh:mm:ss', '46364.4375', '2026-12-08 10:30'],
    ['yyyy-mm-dd hh:mm:ss', '46364.58333333', '2026-12-08 14:00'],
    ['d/m/yyyy h:mm', '46364', '2026-12-08'],
    ['dd.mm.yy', '46364.999999', '2026-12-09'],
    ['d. mmmm', '46364', '2026-12-08'],
    ['mmm-yy', '46357', '2026-12-01'],
    ['[$-409]d-mmm-yy;@', '46364', '2026-12-08'],
    ['[$-F800]dddd, mmmm dd, yyyy', '46364', '2026-12-08'],
    ['[$-411]ggge"年"m"月"d"日"', '46364', '2026-12-08'],
    ['[$-1070000]d/m/yyyy', '46364', '2026-12-08'],
    ['[Red]d/m/yyyy', '60', '1900-02-29'],
    ['d/m/yyyy', '1', '1900-01-01'],
    ['d/m/yyyy h:mm', '0.4375', '10:30'],
    ['hhmm', '0.4375', '10:30'],
    ['h:mm AM/PM', '0.9375', '22:30'],
    ['[$-F400]h:mm:ss AM/PM', '0.4375694444', '10:30:06'],
    ['h:mm', '46364.4375', '10:30'],
    ['yyyy', '46364', '2026'],
    ['dddd', '46364', 'Tuesday'],
    ['[h]:mm', '1.520833333333', '36:30'],
    ['[h]:mm:ss', '1.5', '36:00:00'],
    ['[mm]:ss', '0.0625', '90:00'],
    ['mm:ss', '0.00729166667', '10:30'],
    ['d/m/yyyy', '-1', '-1'],
    ['d/m/yyyy', '61412345678', '61412345678'],
    // Percentages, exactly.
    ['0%', '0.1', '10%'],
    ['0.00%', '0.1', '10%'],
    ['0%', '0.125', '12.5%'],
    ['0%', '1', '100%'],
    ['[Red]0%;-0%', '-0.07', '-7%'],
    // Digits and signs that only the format has.
    ['00000', '2139', '02139'],
    ['0000000000', '412345678', '0412345678'],
    ['0000 000 000', '412345678', '0412 345 678'],
    ['"0"#########', '412345678', '0412345678'],
    ['"+"0', '61412345678', '+61412345678'],
    ['+00 000 000 000', '61412345678', '+61 412 345 678'],
    ['[<=9999999]###-####;(###) ###-####', '4155550123', '(415) 555-0123'],
    ['00000-0000', '21390001', '02139-0001'],
    ['"ID-"000', '41', 'ID-041'],
    // What a phone number must not lose.
    ['', '61412345678', '61412345678'],
    ['General', '6.1412345678E10', '61412345678'],
    ['0', '61412345678', '61412345678'],
    ['0.00E+00', '61412345678', '61412345678'],
    ['#,##0', '61412345678', '61412345678'],
    ['0,', '61412345678', '61412345678'],
    ['$#,##0.00', '61412345678', '61412345678'],
    ['# ?/?', '412345678', '412345678'],
    ['@', '412345678', '412345678'],
    [';;;', '412345678', '412345678'],
    ['0.00', '412345678', '412345678'],
    ['### ### ###', '412345678', '412345678'],
    ['', '0412345678', '0412345678'],
    ['', '412345678.00000006', '412345678'],
    ['', '1234567890123456789', '1234567890123456789'],
    ['', '9.007199254740991E15', '9007199254740991'],
    ['', '0.30000000000000004', '0.3'],
    ['', '1E-7', '0.0000001'],
    // Formats that are none.
    ['[h', '46364', '46364'],
    ['Standard', '46364', '46364'],
    [`${'0'.repeat(256)}`, '41', '41'],
  ])('with the format %o, %s is %s', async (format, value, text) => {
    expect(await valuesOf({ rows: row(`<c s="1"><v>${value}</v></c>`), format })).toEqual([text]);
  });

  it('with formats that need no code, below 100 or not', async () => {
    const ids = [9, 14, 17, 20, 22, 45, 46, 27, 32, 58, 71, 50, 999];
    const styles = `<numFmts><numFmt numFmtId="50" formatCode="0000"/></numFmts><cellXfs>${ids.map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs>`;
    const rows = ids.map((_, index) => row(`<c s="${index}"><v>41.5</v></c>`)).join('');
    expect(await valuesOf({ rows, styles })).toEqual([
      '4150%',
      '1900-02-10',
      '1900-02-10',
      '12:00',
      '1900-02-10 12:00',
      '00:00',
      '996:00:00',
      '1900-02-10',
      '12:00',
      '1900-02-10',
      '1900-02-10',
      '41.5',
      '41.5',
    ]);
  });

  it('with a style past the end', async () => {
    for (const style of ['2', '99', '-1', 'x'])
      expect(await valuesOf({ rows: row(`<c s="${style}"><v>412345678</v></c>`) })).toEqual(['412345678']);
  });

  it.each(['1', 'true', 'TRUE', 'on', 'false', '0'])('from 1904 on: %s', async (date1904) => {
    const is1904 = !['false', '0'].includes(date1904);
    const properties = `<workbookPr date1904="${date1904}"/><extLst><ext><x15:workbookPr chartTrackingRefBase="1"/></ext></extLst>`;
    const rows = '<row><c s="1"><v>44902</v></c></row><row><c s="1"><v>44902.5</v></c></row>';
    const day = is1904 ? '2026-12-08' : '2022-12-07';
    expect(await valuesOf({ rows, properties, format: 'd/m/yyyy h:mm' })).toEqual([day, `${day} 12:00`]);
    expect(await valuesOf({ rows: row('<c s="1"><v>1.5</v></c>'), properties, format: '[h]:mm' })).toEqual([
      '36:00',
    ]);
  });
});

describe('other values', () => {
  it.each<[type: string, value: string, text: string]>([
    ['d', '10:30:00', '10:30'],
    ['d', '2026-12-08', '2026-12-08'],
    ['d', '2026-12-08T00:00:00', '2026-12-08'],
    ['d', '2026-12-08T10:30:00Z', '2026-12-08 10:30'],
    ['d', '2026-12-08T10:30:15.250', '2026-12-08 10:30:15'],
    ['d', 'soon', 'soon'],
    ['b', 'true', 'TRUE'],
    ['b', 'false', 'FALSE'],
    ['b', '1', 'TRUE'],
    ['b', '0', 'FALSE'],
    ['b', ' True ', 'TRUE'],
  ])('t="%s" %s is %s', async (type, value, text) => {
    expect(await valuesOf({ rows: row(`<c t="${type}"><v>${value}</v></c>`) })).toEqual([text]);
  });

  it.each<{ what: string; xml: string; lost: [number, string][]; formulas: number }>([
    { what: 'an error', xml: '<c t="e"><v>#REF!</v></c>', lost: [[1, '#REF!']], formulas: 0 },
    {
      what: 'a formula without a result',
      xml: '<c><f>A1</f></c>',
      lost: [[1, 'formula without a stored result']],
      formulas: 1,
    },
    {
      what: 'an empty result of a number',
      xml: '<c><f>A1</f><v></v></c>',
      lost: [[1, 'formula without a stored result']],
      formulas: 1,
    },
    { what: 'an empty result that is text', xml: '<c t="str"><f>A1</f><v></v></c>', lost: [], formulas: 0 },
    { what: 'a result', xml: '<c><f>A1</f><v>7</v></c>', lost: [], formulas: 0 },
  ])('$what', async ({ xml, lost }) => {
    const { rows } = await readList(zip(parts({ rows: row(`<c><v>1</v></c>${xml}`) })));
    expect([...(rows[1]?.lost ?? [])]).toEqual(lost);
  });
});
