import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Problem } from '../../../src/domain/problem.ts';
import { isPlainCsv } from '../../../src/lists/csv/plain-csv.ts';
import { readCsv } from '../../../src/lists/csv/read-csv.ts';
import { listFolder } from '../list-folder.ts';

const dialect = { delimiter: ',', preamble: 0, isOneColumn: false };

function fileAt(path: string, content: string) {
  writeFileSync(path, content);
  return { path, label: 'leads', encoding: 'utf8' as const };
}

async function isReadable(file: ReturnType<typeof fileAt>): Promise<boolean> {
  try {
    for await (const _ of readCsv({ file, dialect, size: 0 }));
    return true;
  } catch (error) {
    if (error instanceof Problem && error.code === 'invalid_csv') return false;
    throw error;
  }
}

const isPlain = (content: string) =>
  isPlainCsv(fileAt(join(listFolder(), 'list'), content), dialect, new AbortController().signal);

it.each([
  { where: 'at its beginning', before: '', numRuns: 3000 },
  { where: 'where two pieces of the file meet', before: `${'b'.repeat(65_523)}\n`, numRuns: 500 },
])('a list that is broken $where is never taken for a sound one', async ({ before, numRuns }) => {
  const path = join(listFolder(), 'list');
  const pieces = ['"', '""', '",', '\n"', ',"', 'a', ' ', '\t', ',', '\n', '\r\n', '\r', '\u00a0', 'é', "'"];
  const contents = fc.array(fc.constantFrom(...pieces), { maxLength: 24 }).map((all) => all.join(''));
  const seen = { plain: 0, broken: 0 };
  await fc.assert(
    fc.asyncProperty(contents, async (content) => {
      const file = fileAt(path, before + content);
      const isSound = await isReadable(file);
      const isPlain = await isPlainCsv(file, dialect, new AbortController().signal);
      if (isPlain) expect(isSound).toBe(true);
      seen.plain += isPlain ? 1 : 0;
      seen.broken += isSound ? 0 : 1;
    }),
    { numRuns },
  );
  expect(Math.min(seen.plain, seen.broken)).toBeGreaterThan(numRuns / 50);
});

const rows = (row: string, count = 30_000) => `name,phone\n${row.repeat(count)}`;

it.each([
  { what: 'without quotes', content: rows('Ada,0491570006\n') },
  { what: 'with every cell in quotes', content: rows('"Ada","0491570006"\r\n') },
  { what: 'with the last cell in quotes', content: rows('0491570006,"Lovelace, Ada"\n') },
  {
    what: 'with lines, quotes and commas within quotes',
    content: rows('"A ""d""\n,\r\n a",0491570006,""\n'),
  },
  { what: 'that ends with a quote', content: `${rows('Ada,0491570006\n')}"Bo","1"` },
  { what: 'of nothing but quotes', content: rows('"""","""""",""\n') },
])('a list $what is known to be sound at once', async ({ content }) => {
  expect(await isPlain(content)).toBe(true);
});

it.each([
  { what: 'has a quote within a cell', content: rows('Ada,5" pipe\n') },
  { what: 'has spaces before a quote', content: rows('Ada, "0491570006"\n') },
  { what: 'never closes its last quote', content: `${rows('"Ada",0491570006\n')}"Bo,1\n` },
  { what: 'closes its last quote within a cell', content: `${rows('"Ada",0491570006\n')}"Bo"b,1\n` },
  { what: 'has a row of a megabyte', content: `${rows('Ada,1\n')}"${'é,'.repeat(400_000)}\n"` },
])('whether a list that $what is sound is left to the reader of its rows', async ({ content }) => {
  expect(await isPlain(content)).toBe(false);
});
