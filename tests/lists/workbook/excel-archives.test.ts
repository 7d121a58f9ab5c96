import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { type RawSheet, workbookParts, type ZipPart, zip } from '../../support/workbook.ts';
import { readList, refusal } from '../list-folder.ts';

const people: RawSheet = {
  name: 'People',
  rows: [
    ['Name', 'Phone'],
    ['Zoë', 61412345678],
  ],
};
const expected = [
  ['Name', 'Phone'],
  ['Zoë', '61412345678'],
];
const plain = workbookParts([people]);

/** Returns the workbook with its parts changed. */
const changed = (change: (part: ZipPart) => ZipPart, more: ZipPart[] = []) =>
  zip([...plain.map(change), ...more]);
const renamed = (change: (name: string) => string) =>
  changed((part) => ({ ...part, name: change(part.name) }));
const withText = (change: (text: string, name: string) => string | Buffer) =>
  changed((part) => ({ ...part, content: change(String(part.content), part.name) }));
const withSheet = (xml: string) =>
  withText((text, name) => (name.endsWith('sheet1.xml') ? `<worksheet>${xml}</worksheet>` : text));
const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;

describe('a workbook is found in its archive', () => {
  const rels = (target: string) => ({
    name: '_rels/.rels',
    content: `<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="${target}"/></Relationships>`,
  });

  it.each<{ what: string; archive: Buffer }>([
    { what: 'with backslashes', archive: renamed((name) => name.replaceAll('/', '\\')) },
    { what: 'in other case', archive: renamed((name) => name.toUpperCase()) },
    { what: 'with a slash in front', archive: renamed((name) => `/${name}`) },
    {
      what: 'in another folder',
      archive: changed(
        ({ name, content }) => ({ name: name.replace('xl/', 'book/'), content }),
        [rels('book/workbook.xml')],
      ),
    },
    {
      what: 'by another name',
      archive: changed(
        ({ name, content }) => ({ name: name.replace('workbook.xml', 'workbook2.xml'), content }),
        [rels('/xl/workbook2.xml')],
      ),
    },
    {
      what: 'with its sheets elsewhere',
      archive: changed(({ name, content }) => ({
        name: name.replace('xl/worksheets/', 'sheets/'),
        content: String(content).replace('worksheets/', '../sheets/'),
      })),
    },
    {
      what: 'with absolute targets',
      archive: withText((text) => text.replaceAll(/Target="/g, 'Target="/xl/')),
    },
    {
      what: 'with spaces in names',
      archive: changed(({ name, content }) => ({
        name: name.replace('sheet1', 'sheet 1'),
        content: String(content).replace('sheet1.xml', 'sheet%201.xml'),
      })),
    },
    { what: 'stored', archive: changed((part) => ({ ...part, isStored: true })) },
    {
      what: 'in UTF-16',
      archive: withText((text) => iconv.encode(text.replace('UTF-8', 'UTF-16'), 'utf16le', { addBOM: true })),
    },
    {
      what: 'in UTF-16, big-endian',
      archive: withText((text) => iconv.encode(text, 'utf16be', { addBOM: true })),
    },
    { what: 'in UTF-16 without a mark', archive: withText((text) => iconv.encode(text.trim(), 'utf16le')) },
    { what: 'in UTF-8 with a mark', archive: withText((text) => `\ufeff${text}`) },
    {
      what: 'in an old encoding',
      archive: withText((text) =>
        iconv.encode(
          `<?xml version="1.0" encoding="windows-1252"?>${text.replace(/<\?xml.*?\?>\s*/, '')}`,
          'windows1252',
        ),
      ),
    },
    {
      what: 'with prefixes',
      archive: withText((text, name) =>
        name.endsWith('.rels')
          ? text
          : text.replace(/xmlns="/g, 'xmlns:x="').replace(/<(\/?)(?=[a-z])/g, '<$1x:'),
      ),
    },
    {
      what: 'without relations',
      archive: zip(
        plain
          .filter(({ name }) => !name.endsWith('.rels'))
          .map((part) =>
            part.name.endsWith('sheet1.xml')
              ? {
                  ...part,
                  content: `<worksheet><sheetData><row>${inline('Name')}${inline('Phone')}</row><row>${inline('Zoë')}<c><v>61412345678</v></c></row></sheetData></worksheet>`,
                }
              : part,
          ),
      ),
    },
    {
      what: 'after a chart',
      archive: withText((text) =>
        text
          .replace('<sheets>', '<sheets><sheet name="Chart" sheetId="9" r:id="c1"/>')
          .replace(
            '<Relationship ',
            '<Relationship Id="c1" Type="http://x/chartsheet" Target="charts/c.xml"/><Relationship ',
          ),
      ),
    },
  ])('$what', async ({ archive }) => {
    const { cells, detected } = await readList(archive);
    expect({ cells, detected }).toEqual({ cells: expected, detected: 'Excel workbook, sheet “People” of 1' });
  });

  it('with sizes of 64 bits', async () => {
    expect((await readList(zip(plain, { isLarge: true }))).cells).toEqual(expected);
  });
});

describe('the rows of a sheet', () => {
  const read = async (xml: string) =>
    (await readList(withSheet(`<sheetData>${xml}</sheetData>`))).rows.map(({ line, cells }) => [
      line,
      ...cells,
    ]);

  it('have the numbers they say, or those that follow', async () => {
    expect(
      await read(`<row>${inline('a')}</row><row r="4">${inline('b')}</row><row>${inline('c')}</row>`),
    ).toEqual([
      [1, 'a'],
      [4, 'b'],
      [5, 'c'],
    ]);
  });

  it('have cells where their addresses say, or after the one before', async () => {
    const cell = (r: string, text: string) => inline(text).replace('<c ', `<c r="${r}" `);
    expect(
      await read(`<row>${cell('B1', 'b')}${inline('c')}${cell('A1', 'a')}${cell('AA1', 'z')}</row>`),
    ).toEqual([[1, 'a', 'b', 'c', ...Array(23).fill(''), 'z']]);
  });

  it('end before a million empty ones, as LibreOffice writes them', async () => {
    const last = '<row r="1048576" customHeight="1" ht="12.8"/>';
    for (const empty of [
      last,
      `${'<row><c s="1"/></row>'.repeat(5)}${last}`,
      '<row r="1048576"><c r="XFD1048576" s="2"/></row>',
    ])
      expect(await read(`<row>${inline('a')}</row>${empty}`)).toEqual([[1, 'a']]);
    expect(await read(`<row>${inline('a')}</row><row r="1048576">${inline('b')}</row>`)).toEqual([
      [1, 'a'],
      [1_048_576, 'b'],
    ]);
  });

  it('are refused if they are out of order, or where no row is', async () => {
    for (const [xml, says] of [
      [`<row r="3">${inline('a')}</row><row r="2">${inline('b')}</row>`, 'sheet1.xml has row 2 after row 3'],
      [`<row r="0">${inline('a')}</row>`, 'has row 0 after row 0'],
      [`<row r="x">${inline('a')}</row>`, 'has a row x'],
      [`<row r="1048577">${inline('a')}</row>`, 'has a row 1048577'],
      [`<row><c r="XFE1"><v>1</v></c></row>`, 'has a cell XFE1'],
    ] as const)
      expect(await refusal(readList(withSheet(`<sheetData>${xml}</sheetData>`)))).toMatchObject({
        code: 'invalid_workbook',
        message: expect.stringContaining(says),
      });
  });

  it('are those of the sheet, not of what else its part has', async () => {
    const xml = `<cols><col min="1"/></cols><sheetData><row>${inline('a')}</row></sheetData><extLst><row><c><v>9</v></c></row></extLst>`;
    expect((await readList(withSheet(xml))).cells).toEqual([['a']]);
  });
});

describe('a damaged archive is refused', () => {
  it.each<{ what: string; archive: Buffer; code?: string }>([
    { what: 'with a flipped bit', archive: flipped() },
    { what: 'with bytes that are no UTF-8', archive: withText((text) => Buffer.from(text, 'latin1')) },
    {
      what: 'with an encoding that nobody knows',
      archive: withText(
        (text) => `<?xml version="1.0" encoding="x-none"?>${text.replace(/<\?xml.*?\?>\s*/, '')}`,
      ),
    },
    {
      what: 'with an entity that is not declared',
      archive: withSheet('<sheetData><row><c><v>&i;</v></c></row></sheetData>'),
    },
    { what: 'with tags that do not match', archive: withSheet('<sheetData><row></sheetData></row>') },
    { what: 'without its sheet', archive: zip(plain.filter(({ name }) => !name.endsWith('sheet1.xml'))) },
  ])('$what', async ({ archive, code = 'invalid_workbook' }) => {
    const refused = await refusal(readList(archive));
    expect(refused).toMatchObject({ code, message: expect.stringContaining('leads is a damaged workbook') });
    expect(refused.hint).toMatch(/Nothing was imported.*save it again/);
  });

  it('or encrypted', async () => {
    const archive = Buffer.from(zip(plain));
    const at = archive.indexOf('PK\x01\x02', 0, 'latin1');
    for (let entry = at; entry >= 0; entry = archive.indexOf('PK\x01\x02', entry + 4, 'latin1'))
      archive.writeUInt16LE(1, entry + 8);
    expect(await refusal(readList(archive))).toMatchObject({ code: 'workbook_has_password' });
  });
});

/** Returns the workbook with one digit of a number changed, as a bad disk would. */
function flipped(): Buffer {
  const archive = changed((part) => ({ ...part, isStored: true }));
  const at = archive.indexOf('61412345678');
  archive.write('7', at + 3);
  return archive;
}
