import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { openListInThread } from '../../src/lists/thread/open-list-in-thread.ts';
import { openOperator } from '../support/operator.ts';
import { openScreen } from '../support/screen.ts';
import { type RawSheet, workbook, workbookParts, type ZipPart, zip } from '../support/workbook.ts';

const people: RawSheet = {
  name: 'People',
  rows: [
    ['Name', 'Phone'],
    ['Ada', '0491570006'],
  ],
};

/** Returns a workbook whose only sheet has this XML. */
function bookWith(sheet: string, more: readonly ZipPart[] = []): Buffer {
  const parts = workbookParts([people]);
  return zip([
    ...parts.map((part) => (part.name.endsWith('sheet1.xml') ? { ...part, content: sheet } : part)),
    ...more,
  ]);
}

const rowsXml = (rows: string) => `<worksheet><sheetData>${rows}</sheetData></worksheet>`;
const zeros = Buffer.alloc(500_000_000);

const hostile: { what: string; content: () => string | Buffer; code: string }[] = [
  {
    what: 'a workbook of 90,000 unfinished tags',
    content: () => bookWith('<c '.repeat(90_000)),
    code: 'invalid_workbook',
  },
  {
    what: 'a workbook of 600,000 unfinished tags in a sheet',
    content: () => bookWith(rowsXml('<c '.repeat(600_000))),
    code: 'invalid_workbook',
  },
  {
    what: 'a workbook with 10 million rows',
    content: () => bookWith(rowsXml('<row/>'.repeat(10_000_000))),
    code: 'invalid_workbook',
  },
  {
    what: 'a workbook with 5 million cells in a row',
    content: () => bookWith(rowsXml(`<row>${'<c/>'.repeat(5_000_000)}</row>`)),
    code: 'invalid_workbook',
  },
  {
    what: 'a workbook of a million tags in each other',
    content: () => bookWith(`${'<a>'.repeat(1e6)}${'</a>'.repeat(1e6)}`),
    code: 'invalid_workbook',
  },
  {
    what: 'a workbook with one text of 90 MB',
    content: () => bookWith(rowsXml(`<row><c t="str"><v>${'x'.repeat(90_000_000)}</v></c></row>`)),
    code: 'invalid_workbook',
  },
  {
    what: 'JSON, 100,000 deep',
    content: () => `[{"name":"Ada","phone":"0491570006","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}]`,
    code: 'invalid_json',
  },
  {
    what: 'NDJSON, 100,000 deep',
    content: () =>
      `{"name":"Ada"}\n{"phone":"0491570006","x":${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}}\n`,
    code: 'invalid_json',
  },
  { what: 'JSON of brackets alone', content: () => '['.repeat(3_000_000), code: 'invalid_json' },
  {
    what: 'JSON whose objects all have other keys',
    content: () => JSON.stringify(Array.from({ length: 30_000 }, (_, n) => ({ [`k${n}`]: n }))),
    code: 'too_many_columns',
  },
  {
    what: 'CSV of 30,000 equal headings',
    content: () => `${Array(30_000).fill('Note').join(',')}\n`,
    code: 'too_many_columns',
  },
];

describe('a hostile file is refused within seconds, in little memory, and nothing is imported', () => {
  it.each(hostile)('$what', async ({ content, code }) => {
    const operator = await openOperator();
    operator.file('list', content());
    const began = performance.now();
    // 1.5 GB of addresses is what Node itself reserves; the limit is on what is used.
    const ran = await operator.shell('ulimit -d 1500000; voicebot contacts import list --json');
    expect([ran.code, ran.json]).toEqual([2, { success: false, error: expect.objectContaining({ code }) }]);
    expect(performance.now() - began).toBeLessThan(15_000);
  });

  it('a workbook’s pictures are not unpacked, however large', async () => {
    const operator = await openOperator();
    operator.file(
      'list.xlsx',
      bookWith(String(workbookParts([people])[3]?.content), [{ name: 'xl/media/1.bmp', content: zeros }]),
    );
    const ran = await operator.shell('ulimit -d 700000; voicebot contacts import list.xlsx --json');
    expect(ran.json).toMatchObject({ success: true, created: 1 });
  });

  it('16,384 equal headings are read at once', async () => {
    const operator = await openOperator();
    const began = performance.now();
    const stdin = `Phone${',Phone'.repeat(8000)}${',Note'.repeat(8000)}\n0491570006\n`;
    const ran = await operator.voicebot(['contacts', 'import', '-', '--json'], { stdin });
    expect(ran.json).toMatchObject({ success: true, created: 1 });
    expect(performance.now() - began).toBeLessThan(5000);
  });
});

describe('a list that takes too long', () => {
  const file = pathToFileURL(join(import.meta.dirname, '../../dist/reading-thread.cjs'));
  it('is given up at the deadline, or at once by Ctrl-C', async () => {
    const operator = await openOperator();
    const rows = Array.from({ length: 60_000 }, (_, n) => ['x', `04915700${n}`]);
    const path = operator.file('list.xlsx', workbook({ name: 'Long', rows }));
    const options = { label: 'list.xlsx' };
    const { signal } = new AbortController();
    await expect(openListInThread(path, options, signal, { file, deadline: 50 })).rejects.toMatchObject({
      code: 'list_takes_too_long',
    });
    const stopping = new AbortController();
    const began = performance.now();
    setTimeout(() => stopping.abort(), 50);
    expect(
      await openListInThread(path, options, stopping.signal, { file, deadline: 60_000 }),
    ).toBeUndefined();
    expect(performance.now() - began).toBeLessThan(500);
  });

  it('is left by Ctrl-C on a terminal', async () => {
    const operator = await openOperator();
    const rows = Array.from({ length: 100_000 }, (_, n) => ['x', `04915700${n}`]);
    operator.file('list.xlsx', workbook({ name: 'Long', rows }));
    const screen = openScreen(operator, ['contacts', 'import', 'list.xlsx']);
    await new Promise((resolve) => setTimeout(resolve, 600));
    screen.type('\u0003');
    expect(await screen.ended).toBe(130);
    expect(screen.whole()).toContain('nothing was imported');
  });
});

describe('a name of 60,000 wide characters', () => {
  it.each([undefined, 80])('does not keep a list from being shown, on %s columns', async (cols) => {
    const operator = await openOperator();
    await operator.voicebot(['contacts', 'import', '-'], {
      stdin: `Name,Phone\n${'漢'.repeat(60_000)},0491570006\nAda,0491570156\n${'a\u0301'.repeat(60_000)},0491570110\n`,
    });
    for (const words of [
      ['contacts', 'list'],
      ['contacts', 'list', '--fields', 'name'],
      ['contacts', 'show', '1'],
    ]) {
      if (cols === undefined) expect(await operator.voicebot(words)).toMatchObject({ code: 0 });
      else expect(await openScreen(operator, words, { cols }).ended).toBe(0);
    }
  });
});
