import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { openTable, readStart } from '../../../src/lists/open-list.ts';
import type { ListOptions } from '../../../src/operations/ports/list-file.ts';
import { listFolder, readList, readListAt, refusal } from '../list-folder.ts';

const zoe = [
  ['Name', 'Phone', 'Town'],
  ['Zoë €5', '0491570006', 'Ōtaki'],
];
const western = [
  ['Name', 'Phone', 'Town'],
  ['Zoë', '0491570006', '€uropa “Süd” – Ž'],
];
const text = (rows: string[][], delimiter = ',') =>
  `${rows.map((row) => row.join(delimiter)).join('\r\n')}\r\n`;

describe('the encoding of a CSV list is detected', () => {
  const files: {
    what: string;
    bytes: Buffer;
    rows?: string[][];
    detected: string;
    options?: Partial<ListOptions>;
  }[] = [
    { what: 'UTF-8', bytes: Buffer.from(text(zoe)), detected: 'CSV, UTF-8, commas' },
    { what: 'UTF-8 with a mark', bytes: Buffer.from(`\ufeff${text(zoe)}`), detected: 'CSV, UTF-8, commas' },
    {
      what: 'UTF-16 LE with a mark, as Excel’s “Unicode text”',
      bytes: iconv.encode(text(zoe, '\t'), 'utf16le', { addBOM: true }),
      detected: 'CSV, UTF-16 LE, tabs',
    },
    { what: 'UTF-16 LE', bytes: iconv.encode(text(zoe), 'utf16le'), detected: 'CSV, UTF-16 LE, commas' },
    {
      what: 'UTF-16 BE with a mark',
      bytes: iconv.encode(text(zoe), 'utf16be', { addBOM: true }),
      detected: 'CSV, UTF-16 BE, commas',
    },
    { what: 'UTF-16 BE', bytes: iconv.encode(text(zoe), 'utf16be'), detected: 'CSV, UTF-16 BE, commas' },
    {
      what: 'Windows-1252',
      bytes: iconv.encode(text(western, ';'), 'windows1252'),
      rows: western,
      detected: 'CSV, Windows-1252, semicolons',
    },
    {
      what: 'Windows-1252, recognisable only at the end of a long list',
      bytes: iconv.encode(
        `${text([['Name', 'Phone']])}${'Ada,0491570006\n'.repeat(9000)}Zoë,1\n`,
        'windows1252',
      ),
      rows: [['Name', 'Phone'], ...Array.from({ length: 9000 }, () => ['Ada', '0491570006']), ['Zoë', '1']],
      detected: 'CSV, Windows-1252, commas',
    },
    {
      what: 'the given encoding',
      bytes: iconv.encode(text(western.slice(0, 1).concat([['Zoë', '1', 'Süd']])), 'macintosh'),
      rows: [
        ['Name', 'Phone', 'Town'],
        ['Zoë', '1', 'Süd'],
      ],
      detected: 'CSV, Mac Roman, commas',
      options: { encoding: 'Macintosh' },
    },
    {
      what: 'the given encoding in another spelling, not the likely one',
      bytes: Buffer.from('Name,Phone\nZoë,1\n'),
      rows: [
        ['Name', 'Phone'],
        ['ZoÃ«', '1'],
      ],
      detected: 'CSV, Windows-1252, commas',
      options: { encoding: 'WINDOWS 1252' },
    },
  ];
  it.each(files)('$what', async ({ bytes, rows = zoe, detected, options }) => {
    expect(await readList(bytes, options)).toMatchObject({ cells: rows, detected, size: bytes.length });
  });

  it('even if a letter of several bytes is cut between two pieces of the file', async () => {
    const rows = Array.from({ length: 60_000 }, (_, n) => [`Zoë 🎈 ${n}`, String(n)]);
    for (const encoding of ['utf8', 'utf16le', 'utf16be'])
      for (const header of ['Name', 'Namex', 'Namexy', 'Namexyz']) {
        const { cells } = await readList(iconv.encode(text([[header, 'Phone'], ...rows]), encoding));
        expect(cells.slice(1)).toEqual(rows);
      }
  });

  it('damaged UTF-8 is refused with its line, never read as another encoding', async () => {
    const damaged = Buffer.concat([
      Buffer.from('Name\nZoë\nChloë\r\nBo'),
      Buffer.from([0xeb]),
      Buffer.from('\nÉmile\n'),
    ]);
    expect(await refusal(readList(damaged))).toEqual({
      code: 'not_utf8',
      message: 'leads is not valid UTF-8: line 4 has bytes that cannot be decoded.',
      hint: expect.stringMatching(/Nothing was imported.*windows-1252/),
    });
    const western = Buffer.from('Name\nZo\xeb\n', 'latin1');
    expect(await refusal(readList(western, { encoding: 'utf-8' }))).toMatchObject({
      code: 'not_utf8',
      message: expect.stringContaining('line 2'),
    });
    const marked = Buffer.concat([Buffer.from('\ufeffName\n'), western]);
    expect(await refusal(readList(marked))).toMatchObject({ code: 'not_utf8' });
  });

  it.each(['klingon', 'hex', 'base64', '', '__proto__', 'constructor'])(
    '%o is not an encoding',
    async (encoding) => {
      expect(await refusal(readList('a,b\n', { encoding }))).toEqual({
        code: 'unknown_encoding',
        message: `"${encoding}" is not an encoding that voicebot knows.`,
        hint: expect.stringMatching(/Nothing was imported.*utf-8.*windows-1252/),
      });
    },
  );
});

describe('the dialect of a CSV list is detected', () => {
  const files: {
    what: string;
    list: string;
    cells: string[][];
    detected?: string;
    options?: Partial<ListOptions>;
  }[] = [
    {
      what: 'semicolons beside decimal commas',
      list: 'Name;Due\nAda;1,5\nBo;22,75\n',
      cells: [
        ['Name', 'Due'],
        ['Ada', '1,5'],
        ['Bo', '22,75'],
      ],
      detected: 'semicolons',
    },
    {
      what: 'semicolons, with a comma in every cell',
      list: 'Last, First;Phone\nHopper, Grace;1\n',
      cells: [
        ['Last, First', 'Phone'],
        ['Hopper, Grace', '1'],
      ],
      detected: 'semicolons',
    },
    {
      what: 'commas beside semicolons in quotes',
      list: '"a;b;c",d\n"e;f;g",h\n',
      cells: [
        ['a;b;c', 'd'],
        ['e;f;g', 'h'],
      ],
      detected: 'commas',
    },
    {
      what: 'commas, some of which are not in quotes',
      list: 'Name,Phone,Area\nA,1,b|c\nB,2,x, y|z\nC,3,q|r\n',
      cells: [
        ['Name', 'Phone', 'Area'],
        ['A', '1', 'b|c'],
        ['B', '2', 'x', 'y|z'],
        ['C', '3', 'q|r'],
      ],
      detected: 'commas',
    },
    {
      what: 'tabs',
      list: 'Name\tNote\nAda\tone, two, three\n',
      cells: [
        ['Name', 'Note'],
        ['Ada', 'one, two, three'],
      ],
      detected: 'tabs',
    },
    {
      what: 'pipes',
      list: 'Name|Phone\nAda|1\n',
      cells: [
        ['Name', 'Phone'],
        ['Ada', '1'],
      ],
      detected: 'pipes',
    },
    { what: 'one column', list: 'Phone\n1\n2\n', cells: [['Phone'], ['1'], ['2']], detected: 'one column' },
    { what: 'a header alone', list: 'Name;Phone', cells: [['Name', 'Phone']], detected: 'semicolons' },
    {
      what: 'Excel’s sep=',
      list: 'sep=;\r\nName;a,b,c\r\nAda;1,2,3\r\n',
      cells: [
        ['Name', 'a,b,c'],
        ['Ada', '1,2,3'],
      ],
      detected: 'semicolons',
    },
    { what: 'sep= with a tab', list: 'SEP=\t\na,b\tc\n', cells: [['a,b', 'c']], detected: 'tabs' },
    {
      what: 'sep= with a tab as \\t',
      list: '"sep=\\t"\na,b\tc\n',
      cells: [['a,b', 'c']],
      detected: 'tabs',
    },
    {
      what: 'sep= overruled',
      list: 'sep=,\na;b\n',
      cells: [['a', 'b']],
      detected: 'semicolons',
      options: { delimiter: 'semicolon' },
    },
    {
      what: 'any character',
      list: 'a^b,c\n',
      cells: [['a', 'b,c']],
      detected: '“^”',
      options: { delimiter: '^' },
    },
    {
      what: 'spaces',
      list: 'a  "b c"\n',
      cells: [['a', '', 'b c']],
      detected: '“ ”',
      options: { delimiter: ' ' },
    },
    {
      what: 'CRLF, LF and CR in one file',
      list: 'a,b\r\nc,d\re,f\n"g\r\nh",i\r',
      cells: [
        ['a', 'b'],
        ['c', 'd'],
        ['e', 'f'],
        ['g\r\nh', 'i'],
      ],
    },
    {
      what: 'blank lines and rows',
      list: '\n\na,b\n\n , \n,\n\r\nc,d',
      cells: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    },
    {
      what: 'short and long rows',
      list: 'a,b,c\nd\ne,f,g,h,\n',
      cells: [['a', 'b', 'c'], ['d'], ['e', 'f', 'g', 'h', '']],
    },
    {
      what: 'quotes',
      list: 'a,"b ""c"", d"\n"",""""\n',
      cells: [
        ['a', 'b "c", d'],
        ['', '"'],
      ],
    },
    {
      what: 'quotes within a cell',
      list: 'a,b\n5" pipe,Bob "Bo" Hope\n',
      cells: [
        ['a', 'b'],
        ['5" pipe', 'Bob "Bo" Hope'],
      ],
    },
    {
      what: 'spaces around quotes',
      list: 'Name, Phone\n"Smith, J", "1, 2" ,\n"b" , "c\nd"\n',
      cells: [
        ['Name', 'Phone'],
        ['Smith, J', '1, 2', ''],
        ['b', 'c\nd'],
      ],
    },
    {
      what: 'spaces, which count only inside quotes',
      list: ' a ,\tb\n" c ",d e\n',
      cells: [
        ['a', 'b'],
        [' c ', 'd e'],
      ],
    },
    {
      what: 'cells of several lines that start with a quote',
      list: 'a,b\n5" pipe,"""Now,""\r\nshe ""said"""\n"\n","\r!"\n',
      cells: [
        ['a', 'b'],
        ['5" pipe', '"Now,"\r\nshe "said"'],
        ['\n', '\r!'],
      ],
    },
    {
      what: 'NUL characters, left out',
      list: 'Name,Phone,Town and more of it\nAda\0,0491570006\0\0,Perth\n',
      cells: [
        ['Name', 'Phone', 'Town and more of it'],
        ['Ada', '0491570006', 'Perth'],
      ],
    },
  ];
  it.each(files)('$what', async ({ list, cells, detected = 'commas', options }) => {
    expect(await readList(list, options)).toMatchObject({ cells, detected: `CSV, UTF-8, ${detected}` });
  });

  it('a row has the line on which it ends, and its position in the file', async () => {
    const list = 'sep=,\r\na,b\r\n"c\r\nc",d\r\n\r\n,\r\ne,"\n\n"\ng,h';
    const { rows, size } = await readList(list);
    expect(rows.map(({ line }) => line)).toEqual([2, 4, 9, 10]);
    expect(rows.map(({ position }) => position)).toEqual([12, 22, 34, 37]);
    expect(size).toBe(37);
  });

  it.each([
    { what: 'open to the end', list: 'a,b\nc,d\n"e,f\ng,h\n', says: /line 3: .* never closed/ },
    {
      what: 'open in a row of several lines',
      list: 'a,b\n\n"c\r\n\r\nd",e\n"f\n",x,"g\n',
      says: /line 6: .* never closed/,
    },
    {
      what: 'open far from the end',
      list: `a,b\n"c,d\n${'e,f\n'.repeat(400_000)}`,
      says: /line 2: .* never closed/,
    },
    {
      what: 'open far from the beginning',
      list: `a,b\n${'"e\r\n",f\n'.repeat(100_000)}"c,d\n`,
      says: /line 200002: .* never closed/,
    },
    {
      what: 'open up to another',
      list: 'a,b\nc,d\n"e,f\n"g",h\n',
      says: /line 3: .* text after a closing quote/,
    },
    { what: 'open after spaces', list: 'a, "b\nc,d\n', says: /line 1: .* never closed/ },
    {
      what: 'open after an empty cell’s up to another',
      list: 'a,b\nc,"" "\nd,"" "\n',
      says: /line 2: .* text after a closing quote/,
    },
    {
      what: 'closed before the cell ends',
      list: 'a,b\n"Bo" Ltd,c\n',
      says: /line 2: .* text after a closing quote/,
    },
    { what: 'not doubled', list: 'a,b\n"The "Best"",c\n', says: /line 2: .* text after a closing quote/ },
    { what: 'around a delimiter', list: 'a,b\n"c, d" e,f\n', says: /line 2: .* text after a closing quote/ },
    {
      what: 'open for longer than any contact',
      list: `a,b\n"${'x'.repeat(17_000_000)}`,
      says: /line 2: .* than 16 megabytes/,
    },
  ])('a quote that is $what is refused with the line where its row starts', async ({ list, says }) => {
    const { code, message, hint } = await refusal(readList(list));
    expect(code).toBe('invalid_csv');
    expect(message).toMatch(says);
    expect(hint).toContain('Nothing was imported');
  });

  it.each(['a,', ','])('a row of megabytes of %j is refused before it is read to its end', async (cell) => {
    const { code, message } = await refusal(readList(cell.repeat(1_500_000)));
    expect([code, message]).toEqual(['too_many_columns', expect.stringContaining('16,384')]);
  });

  it('the rows before a broken one are read', async () => {
    const path = join(listFolder(), 'list');
    writeFileSync(path, 'a,b\nc,d\n"e" f,g\n');
    const read: string[][] = [];
    const reading = async () => {
      const list = await openTable(path, await readStart(path, 'leads'), { label: 'leads' });
      for await (const { cells } of list.rows()) read.push(cells);
    };
    await expect(reading()).rejects.toMatchObject({ code: 'invalid_csv' });
    expect(read).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ]);
  });

  it.each(['', ',,', '"', '\n', 'kommas'])('%o is not a delimiter', async (delimiter) => {
    expect(await refusal(readList('a,b\n', { delimiter }))).toMatchObject({
      code: 'unknown_delimiter',
      message: `"${delimiter}" cannot be a delimiter.`,
      hint: expect.stringMatching(/comma, semicolon, tab or pipe/),
    });
  });
});

describe('a list without rows, or without a file', () => {
  it.each([
    { what: 'nothing', list: '' },
    { what: 'blank lines', list: '\r\n  \n,,,\n' },
    { what: 'blank lines, many', list: '\n'.repeat(400_000) },
    { what: 'a mark alone', list: '\ufeff' },
    { what: 'sep= alone', list: 'sep=;\n' },
  ])('$what', async ({ list }) => {
    expect(await refusal(readList(list))).toMatchObject({
      code: 'empty_file',
      message: 'leads has no rows.',
    });
  });

  it('a path that is missing, a folder, or below a file', async () => {
    const folder = listFolder();
    mkdirSync(join(folder, 'sub'));
    writeFileSync(join(folder, 'file'), 'a,b\n');
    const at = (name: string) => refusal(readListAt(join(folder, name), { label: name }));
    expect(await at('none')).toMatchObject({ code: 'file_not_found', message: 'There is no file none.' });
    expect(await at('file/x')).toMatchObject({ code: 'file_not_found' });
    expect(await at('sub')).toMatchObject({
      code: 'file_not_found',
      message: 'sub is a folder, not a file.',
    });
  });
});
