import { execFileSync, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type BookType, utils, type WorkBook, write } from '@e965/xlsx';
import { describe, expect, it } from 'vitest';
import { Problem } from '../../../src/domain/problem.ts';
import { isWorkbook } from '../../../src/lists/file-kind.ts';
import { openBinary } from '../../../src/lists/workbook/binary/open-binary.ts';
import { readSheets } from '../../../src/lists/workbook/binary/read-sheets.ts';
import { openOperator } from '../../support/operator.ts';
import { listAt } from '../../support/people.ts';
import { zip } from '../../support/workbook.ts';
import { listFolder } from '../list-folder.ts';

const file = pathToFileURL(join(import.meta.dirname, '../../../dist/binary-process.cjs'));

/** Returns a workbook with a hidden archive before the list. */
function book(date1904 = false): WorkBook {
  const sheet = utils.aoa_to_sheet([
    ['Name', 'Phone', 'Since', 'At', 'Share', 'Postcode', 'VIP', 'DNC'],
    ['Zoë 野 😃', 61412345678],
  ]);
  const set = (address: string, cell: object) => Object.assign(sheet, { [address]: cell });
  set('C2', { t: 'n', v: 46364.5, z: 'yyyymmdd hh:mm' });
  set('D2', { t: 'n', v: 1.520833333333, z: '[h]:mm' });
  set('E2', { t: 'n', v: 0.125, z: '0%' });
  set('F2', { t: 'n', v: 2139, z: '00000' });
  set('G2', { t: 'b', v: true });
  set('H2', { t: 'e', v: 0x2a });
  sheet['!ref'] = 'A1:H2';
  const made = utils.book_new();
  utils.book_append_sheet(made, utils.aoa_to_sheet([['Name'], ['Olaf']]), 'Archive');
  utils.book_append_sheet(made, sheet, 'Clients');
  made.Workbook = { Sheets: [{ Hidden: 1 }, { Hidden: 0 }], WBProps: { date1904 } };
  return made;
}

function written(made: WorkBook, bookType: BookType): Buffer {
  return Buffer.from(write(made, { type: 'buffer', bookType }));
}

describe.each<BookType>(['biff8', 'xlsb'])('a workbook in the format %s', (type) => {
  it.each([false, true])('is read as Excel shows it, with dates from 1904: %s', (is1904) => {
    const sheets = readSheets(written(book(is1904), type));
    expect(sheets.map(({ name, isHidden, hasRows }) => ({ name, isHidden, hasRows }))).toEqual([
      { name: 'Archive', isHidden: true, hasRows: true },
      { name: 'Clients', isHidden: false, hasRows: true },
    ]);
    const day = is1904 ? '2030-12-09' : '2026-12-08';
    expect([...(sheets[1]?.rows() ?? [])][1]).toEqual({
      line: 2,
      cells: ['Zoë 野 😃', '61412345678', `${day} 12:00`, '36:30', '12.5%', '02139', 'TRUE', ''],
      lost: [[7, '#N/A']],
      formulas: 0,
    });
  });
});

it.each([
  [1252, 'Zoë'],
  [1251, 'Zoл'],
  [1253, 'Zoλ'],
])('a workbook older than Excel 97 is read in its code page: %s', (page, name) => {
  const made = utils.book_new();
  utils.book_append_sheet(made, utils.aoa_to_sheet([['Name'], ['Zo!']]), 'A');
  const content = written(made, 'biff5');
  content[content.indexOf('Zo!') + 2] = 0xeb;
  content.writeUInt16LE(page, content.indexOf(Buffer.from('42000200', 'hex')) + 4);
  const [sheet] = readSheets(content);
  expect([...(sheet?.rows() ?? [])].map(({ cells }) => cells)).toEqual([['Name'], [name]]);
});

it('a workbook of bare records, as before Excel 5, is read', () => {
  const made = utils.book_new();
  utils.book_append_sheet(
    made,
    utils.aoa_to_sheet([
      ['Name', 'Phone'],
      ['Ann', 412345678],
    ]),
    'A',
  );
  const content = written(made, 'biff2');
  expect(isWorkbook(content)).toBe(true);
  expect([...(readSheets(content)[0]?.rows() ?? [])].map(({ cells }) => cells)).toEqual([
    ['Name', 'Phone'],
    ['Ann', '412345678'],
  ]);
});

it('an operator imports one, and a mark that is lost rejects its row', async () => {
  const operator = await openOperator();
  for (const [name, type] of [
    ['list.xls', 'biff8'],
    ['list.xlsb', 'xlsb'],
  ] as const) {
    const path = operator.file(name, written(book(), type));
    const ran = await operator.voicebot(['contacts', 'import', path, '--json']);
    expect(listAt(ran.json, 'rejects')).toMatchObject([{ column: 'DNC', value: '#N/A' }]);
    expect(ran.stderr).toContain(
      `Excel workbook (.${name.slice(5)}), sheet “Clients” of 2, hidden: “Archive”`,
    );
    const hidden = await operator.voicebot(['contacts', 'import', path, '--sheet', 'x', '--json']);
    expect(hidden).toMatchObject({ code: 2, json: { error: { code: 'unknown_sheet' } } });
  }
});

describe('what is no such workbook, or too much, is refused', () => {
  /** Returns why a file is refused. */
  async function refused(content: Buffer, kind: 'xls' | 'xlsb', limits = {}): Promise<Problem> {
    const path = join(listFolder(), 'list');
    writeFileSync(path, content);
    const opening = openBinary(
      path,
      kind,
      content.length,
      { label: 'leads' },
      { file, deadline: 20_000, fileSize: 50e6, ...limits },
    );
    const error: unknown = await opening.then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    if (error instanceof Problem) return error;
    throw error ?? new Error('it was read');
  }

  it.each<{ what: string; content: () => Buffer; kind: 'xls' | 'xlsb'; code: string; limits?: object }>([
    {
      what: 'cut short',
      content: () => written(book(), 'biff8').subarray(0, 3000),
      kind: 'xls',
      code: 'invalid_workbook',
    },
    { what: 'with a password', content: locked, kind: 'xls', code: 'workbook_has_password' },
    {
      what: 'without its sheet',
      content: () => zip([{ name: 'xl/workbook.bin', content: 'x' }]),
      kind: 'xlsb',
      code: 'invalid_workbook',
    },
    {
      what: 'of 100 MB unpacked',
      content: () => zip([{ name: 'xl/workbook.bin', content: Buffer.alloc(100e6) }]),
      kind: 'xlsb',
      code: 'file_too_large',
    },
    {
      what: 'larger than any',
      content: () => written(book(), 'biff8'),
      kind: 'xls',
      code: 'file_too_large',
      limits: { fileSize: 1000 },
    },
    {
      what: 'that takes too long',
      content: () => written(book(), 'biff8'),
      kind: 'xls',
      code: 'list_takes_too_long',
      limits: { deadline: 1 },
    },
  ])('$what', async ({ content, kind, code, limits }) => {
    expect((await refused(content(), kind, limits)).code).toBe(code);
  });
});

it('the process ends with the one that started it, whatever it is doing', async () => {
  const path = join(listFolder(), 'pipe');
  // Reading it never ends.
  execFileSync('mkfifo', [path]);
  const input = { path, size: 1, kind: 'xls', label: 'leads' };
  const child = spawn(process.execPath, [fileURLToPath(file), JSON.stringify(input)]);
  const ended = new Promise((resolve) => child.on('exit', (_code, signal) => resolve(signal)));
  child.stdin.end();
  expect(await ended).toBe('SIGKILL');
});

/** Returns an old workbook whose second record says that it is encrypted. */
function locked(): Buffer {
  const content = written(book(), 'biff8');
  const start = content.indexOf(Buffer.from('0908100000060500', 'hex'));
  content.writeUInt16LE(0x2f, start + 20);
  return content;
}
