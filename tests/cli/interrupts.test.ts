import { existsSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Operator, openOperator } from '../support/operator.ts';
import { everything, objectAt, operatorWith } from '../support/people.ts';
import type { Running } from '../support/running.ts';
import { workbook } from '../support/workbook.ts';

const count = 20_000;

const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, n) => [`Person ${n}`, `+614${String(10_000_000 + n)}`, 'x'.repeat(60)]);
const csvOf = (count: number) =>
  `Name,Phone,Notes\n${rowsOf(count)
    .map((row) => row.join(','))
    .join('\n')}\n`;

const rows = rowsOf(count);
const csv = csvOf(count);

function contactCount({ rows }: Operator): number {
  return Number(rows('select count(*) as n from contacts')[0]?.['n']);
}

const aMoment = () => new Promise((resolve) => setTimeout(resolve, 2));

/** Resolves as soon as some contacts are imported. */
async function isUnderWay(operator: Operator, { process }: Running): Promise<void> {
  for (;;) {
    const isStarted =
      existsSync(operator.database) &&
      operator.rows("select 1 from sqlite_master where name = 'contacts'").length > 0;
    if (isStarted && contactCount(operator) > 0) return;
    if (process.exitCode !== null) throw new Error('it ended before anything was imported');
    await aMoment();
  }
}

describe('contacts import, stopped midway', () => {
  it('stops at the first Ctrl-C and says how far it got; the same command imports the rest', async () => {
    const operator = await openOperator();
    const words = ['contacts', 'import', operator.file('list.csv', csv)];
    const running = operator.start(words);
    await isUnderWay(operator, running);
    running.process.kill('SIGINT');
    const { code, stdout, stderr } = await running.ended;
    expect(code).toBe(130);
    expect(stderr).toContain('Finishing the rows in progress. Press Ctrl-C again to quit now.');
    const [, line, number] = /Stopped after line ([\d,]+)\. ([\d,]+) rows/.exec(stdout) ?? [];
    const imported = Number(number?.replaceAll(',', ''));
    expect(imported).toBe(contactCount(operator));
    expect(imported).toBeGreaterThan(0);
    expect(imported).toBeLessThan(count);
    expect(Number(line?.replaceAll(',', ''))).toBe(imported + 1);

    expect(await operator.json(words)).toMatchObject({
      success: true,
      created: count - imported,
      unchanged: imported,
      updated: 0,
    });
    expect(contactCount(operator)).toBe(count);
  });

  it.each([
    { what: 'CSV', content: csv },
    {
      what: 'a workbook',
      content: workbook({ name: 'All', rows: [['Name', 'Phone', 'Notes'], ...rows] }),
    },
    {
      what: 'JSON',
      content: JSON.stringify(
        rows.map(([name, phone, notes]) => ({ name, phone, notes })),
        null,
        1,
      ),
    },
  ])(
    'stops at SIGTERM with one JSON document that says where, for any kind of list: $what',
    async ({ content }) => {
      const operator = await openOperator();
      const running = operator.start(['contacts', 'import', operator.file('list', content), '--json']);
      await isUnderWay(operator, running);
      running.process.kill('SIGTERM');
      const ran = await running.ended;
      expect(ran.code).toBe(143);
      const created = contactCount(operator);
      expect(ran.json).toMatchObject({ success: false, created, imported: created });
      expect(objectAt(ran.json)['stoppedAfterLine']).toBeGreaterThanOrEqual(created);
      expect(created).toBeLessThan(count);
    },
  );

  it('stops even while every row is rejected', async () => {
    const operator = await openOperator();
    const bad = operator.file('bad.csv', `Name,Phone\n${'Bad,12\n'.repeat(300_000)}`);
    const rejects = join(operator.home, 'rejects.csv');
    const running = operator.start(['contacts', 'import', bad, '--rejects', rejects, '--json']);
    while (!existsSync(rejects) && running.process.exitCode === null) await aMoment();
    running.process.kill('SIGINT');
    const ran = await running.ended;
    expect(ran.code).toBe(130);
    expect(ran.json).toMatchObject({ success: false });
    expect(Number(objectAt(ran.json)['rejected'])).toBeLessThan(300_000);
  });

  it('changes nothing if stopped while still reading', async () => {
    const operator = await operatorWith();
    const before = everything(operator);
    const running = operator.start([
      'contacts',
      'import',
      operator.file('list.csv', csvOf(200_000)),
      '--json',
    ]);
    await running.says('CSV, UTF-8');
    running.process.kill('SIGINT');
    const ran = await running.ended;
    expect(ran).toMatchObject({
      code: 130,
      json: { success: false, stoppedAfterLine: 0, imported: 0, created: 0, rejects: [] },
    });
    expect(everything(operator)).toEqual(before);
    expect(operator.rows('select count(*) as n from imports')).toEqual([{ n: 1 }]);
  });

  it('stops at once while waiting for standard input, and leaves no numbers behind', async () => {
    const operator = await operatorWith();
    const before = everything(operator);
    const temporary = join(operator.home, 'tmp');
    const ran = await operator.shell(
      `mkdir ${temporary}; mkfifo list; { exec 3<> list; echo Name,Phone >&3; voicebot contacts import - < list & } ;
       while [ -z "$(ls ${temporary})" ]; do :; done; kill -INT $!; wait $!`,
      { env: { TMPDIR: temporary } },
    );
    expect(ran.stdout).toContain('Stopped before the first row: nothing was imported');
    expect(ran.code).toBe(130);
    expect(everything(operator)).toEqual(before);
    expect(readdirSync(temporary)).toEqual([]);
    expect(temporary.startsWith(tmpdir())).toBe(true);
  });

  it('quits at the second Ctrl-C, and keeps whole batches', async () => {
    const operator = await openOperator();
    const running = operator.start(['contacts', 'import', operator.file('list.csv', csv)]);
    await isUnderWay(operator, running);
    running.process.kill('SIGINT');
    await running.says('Finishing');
    running.process.kill('SIGINT');
    // Null: the signal itself ended the process, when only exiting was left.
    expect([130, null]).toContain((await running.ended).code);
    expect(contactCount(operator) % 1000).toBe(0);
    expect(operator.rows('pragma integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });

  it('can be undone, and an undo stopped midway continues when run again', async () => {
    const operator = await openOperator();
    await operator.voicebot(['contacts', 'import', operator.file('list.csv', csv)]);
    const words = ['contacts', 'import', '--undo', '--yes', '--json'];
    const running = operator.start(words);
    while (contactCount(operator) === count && running.process.exitCode === null) await aMoment();
    running.process.kill('SIGINT');
    const ran = await running.ended;
    expect(ran.code).toBe(130);
    expect(ran.json).toMatchObject({ success: false, removed: count - contactCount(operator) });
    expect(contactCount(operator)).toBeGreaterThan(0);
    expect((await operator.voicebot(words)).code).toBe(0);
    expect(contactCount(operator)).toBe(0);
  });
});
