import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { type Operator, openOperator } from '../../support/operator.ts';
import { everything, listAt, operatorWith } from '../../support/people.ts';
import { workbook } from '../../support/workbook.ts';

const written = (operator: Operator, name = 'rejects.csv'): string[][] =>
  parse(readFileSync(join(operator.home, name), 'utf8'));

/** Imports a list with `--rejects rejects.csv`, corrects every `BAD` in that, and imports it. */
async function importAndCorrect(operator: Operator, list: string | Buffer, options: string[] = []) {
  operator.file('list', list);
  const words = ['contacts', 'import', '--json', ...options];
  const first = await operator.voicebot([...words, 'list', '--rejects', 'rejects.csv']);
  const path = join(operator.home, 'rejects.csv');
  writeFileSync(path, readFileSync(path, 'utf8').replaceAll('BAD', '0491570006'));
  return { first, second: await operator.voicebot([...words, 'rejects.csv']) };
}

const table = [
  ['Kunde', 'Ruf', 'Notes'],
  ['Zoë "Z" Ünal', 'BAD', 'a;b, "c"\nd'],
  ['Bo', '0491570156', ''],
];
const semicolons = table
  .map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(';'))
  .join('\r\n');

describe('contacts import --rejects FILE', () => {
  it.each([
    { what: 'with semicolons, from Windows', list: iconv.encode(semicolons, 'windows1252') },
    { what: 'in UTF-16', list: Buffer.from(`\ufeff${semicolons.replaceAll(';', '\t')}`, 'utf16le') },
    { what: 'that is a workbook', list: workbook({ name: 'All', rows: table }) },
    {
      what: 'in JSON',
      list: JSON.stringify(table.slice(1).map(([Kunde, Ruf, Notes]) => ({ Kunde, Ruf, Notes }))),
    },
  ])(
    'of a list $what is CSV, which is imported with the same --map once it is corrected',
    async ({ list }) => {
      const operator = await openOperator({ sharesProcess: true });
      const map = ['--map', 'Kunde=name', '--map', 'Ruf=phone'];
      const { first, second } = await importAndCorrect(operator, list, map);
      expect(first).toMatchObject({ code: 6, json: { created: 1, rejected: 1 } });
      const [header, row] = written(operator);
      expect(header).toEqual(['reject_reason', 'Kunde', 'Ruf', 'Notes']);
      expect(row).toEqual([
        expect.stringContaining('letters'),
        'Zoë "Z" Ünal',
        '0491570006',
        expect.stringContaining('"c"\nd'),
      ]);
      expect(second).toMatchObject({ code: 0, json: { created: 1, updated: 0, rejected: 0 } });
      expect(operator.rows('select name, custom_fields from contacts order by id')[1]).toMatchObject({
        name: 'Zoë "Z" Ünal',
        custom_fields: expect.stringContaining('notes'),
      });
    },
  );

  it('has no cell that a spreadsheet would run', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const list = "Name,Phone,=Sum\n=cmd|' /C calc'!A0,BAD,'=1\n@x,BAD 2,-5\n";
    const { second } = await importAndCorrect(operator, list, ['--map', '=Sum=sum']);
    const cells = written(operator).flat();
    expect(cells.filter((cell) => /^[=@]/.test(cell))).toEqual([]);
    expect(second).toMatchObject({ json: { created: 1, rejected: 1 } });
    expect(operator.rows('select name, custom_fields from contacts')).toEqual([
      { name: "=cmd|' /C calc'!A0", custom_fields: '{"sum":"=1"}' },
    ]);
  });

  it('of a file of rejects has one column of reasons, the new ones', async () => {
    const operator = await openOperator({ sharesProcess: true });
    operator.file('list.csv', 'Name,Phone\nBad,12\n');
    await operator.voicebot(['contacts', 'import', 'list.csv', '--rejects', 'one.csv']);
    operator.file('one.csv', readFileSync(join(operator.home, 'one.csv'), 'utf8').replaceAll('12', 'x'));
    await operator.voicebot(['contacts', 'import', 'one.csv', '--rejects', 'two.csv']);
    expect(written(operator, 'two.csv')).toEqual([
      ['reject_reason', 'Name', 'Phone'],
      [expect.stringMatching(/"x": it has letters/), 'Bad', 'x'],
    ]);
  });

  it('overwrites earlier rejects and nothing else: no list, no other file, no link to one', async () => {
    const operator = await operatorWith();
    const before = everything(operator);
    const list = 'Name,Phone\nBo,0491570158\nBad,12\n';
    operator.file('list.csv', list);
    operator.file('other.csv', list.replace('Bo', 'Jo'));
    await operator.shell(
      'ln list.csv hard.csv; ln -s list.csv soft.csv; ln -s other.csv away.csv; ln -s . here',
    );
    for (const name of [
      'list.csv',
      './list.csv',
      'hard.csv',
      'soft.csv',
      'here/list.csv',
      'other.csv',
      'away.csv',
    ]) {
      const ran = await operator.voicebot(['contacts', 'import', 'list.csv', '--rejects', name]);
      expect({ name, code: ran.code, stdout: ran.stdout }).toEqual({ name, code: 2, stdout: '' });
      expect(ran.stderr).toContain('would overwrite');
    }
    expect(readFileSync(join(operator.home, 'list.csv'), 'utf8')).toBe(list);
    expect(readFileSync(join(operator.home, 'other.csv'), 'utf8')).toBe(list.replace('Bo', 'Jo'));
    expect(everything(operator)).toEqual(before);
  });

  it('that cannot be written is refused before anything is imported', async () => {
    const operator = await operatorWith();
    const before = everything(operator);
    operator.file('list.csv', 'Name,Phone\nBo,0491570158\nBad,12\n');
    mkdirSync(join(operator.home, 'folder'));
    for (const rejects of ['/dev/full', 'folder', 'list.csv/x.csv', '/proc/rejects.csv']) {
      const ran = await operator.voicebot(['contacts', 'import', 'list.csv', '--rejects', rejects]);
      expect({ rejects, code: ran.code, stdout: ran.stdout }).toEqual({ rejects, code: 2, stdout: '' });
      expect(ran.stderr).toMatch(/--rejects \S+ cannot be written \(E[A-Z]+\)/);
    }
    expect(everything(operator)).toEqual(before);
  });

  it('is not emptied by a list that is refused', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const before = operator.file('rejects.csv', 'reject_reason,Name,Phone\nwrong,Corrected,0491570006\n');
    const rejects = ['--rejects', 'rejects.csv'];
    await operator.voicebot(['contacts', 'import', '-', ...rejects], {
      stdin: 'Name,Phone\n"Ada,0491570006\n',
    });
    await operator.voicebot(['contacts', 'import', '-', ...rejects], { stdin: 'Name\nAda\n' });
    expect(readFileSync(before, 'utf8')).toContain('Corrected');
  });

  it('on a disk that becomes full fails, and says what was imported', async () => {
    const operator = await openOperator({ sharesProcess: true });
    operator.file('list.csv', `Name,Phone\nBo,0491570156\n${'Bad,12\n'.repeat(30_000)}`);
    await operator.voicebot(['contacts', 'import', '-'], { stdin: 'Name,Phone\n' });
    const ran = await operator.shell(
      'ulimit -f 600; voicebot contacts import list.csv --rejects rejects.csv',
    );
    expect(ran.code).toBe(1);
    expect(ran.stderr).toMatch(/rejects.csv could not be written completely \(EFBIG\)/);
    expect(ran.stdout).toContain('✓ 1 row: 1 new');
    expect(operator.rows('select name from contacts')).toEqual([{ name: 'Bo' }]);
  });

  it('has all of 50,000 rejected rows; JSON lists 10,000 and counts all', async () => {
    const operator = await openOperator({ sharesProcess: true });
    operator.file('list.csv', `Name,Phone,Notes\n${`Bad,12,${'x'.repeat(300)}\n`.repeat(50_000)}`);
    const words = ['contacts', 'import', 'list.csv', '--rejects', 'rejects.csv', '--json'];
    const ran = await operator.voicebot(words);
    expect(ran).toMatchObject({ code: 6, json: { success: true, imported: 0, rejected: 50_000 } });
    expect(listAt(ran.json, 'rejects')).toHaveLength(10_000);
    expect(written(operator)).toHaveLength(50_001);
  });
});

describe('a mapping that was agreed on for a list', () => {
  it('applies to its corrected rejects', async () => {
    const operator = await openOperator({ sharesProcess: true });
    await operator.voicebot(['contacts', 'import', '-'], { stdin: 'Name,Phone\n' });
    const { openStore } = await import('../../../src/store/open-store.ts');
    const store = openStore({
      path: operator.database,
      migrations: join(import.meta.dirname, '../../../drizzle'),
    });
    await store.rememberMapping(['Kunde', 'Ruf', 'Notes'], { Kunde: 'name', Ruf: 'phone' }, new Date());
    store.close();
    const { second } = await importAndCorrect(operator, semicolons);
    expect(second).toMatchObject({ code: 0, json: { created: 1, rejected: 0 } });
  });
});
