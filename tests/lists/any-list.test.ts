import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import iconv from 'iconv-lite';
import { expect, it } from 'vitest';
import { hintOf } from '../../src/cli/hints.ts';
import { Problem } from '../../src/domain/problem.ts';
import { workbook, zip } from '../support/workbook.ts';
import { listFolder, readListAt } from './list-folder.ts';

const letters = (all: readonly string[]) => fc.string({ unit: fc.constantFrom(...all), maxLength: 6 });
const plain = 'aZ 09,;\t|"\r\n=\'+-';
/** Accented letters that stand singly among plain ones, as in names. Without 0x80–0xBF, which may be UTF-8 by chance. */
const western = [...plain, 'né', 'oß', 'rü'];
const anyText = [...plain, ...'é€ßЖ中🎈'];

const dialect = fc.record({
  encoding: fc.constantFrom('utf8', 'utf16le', 'utf16be', 'windows1252'),
  mark: fc.boolean(),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
  lineEnd: fc.constantFrom('\r\n', '\n', '\r'),
  quoting: fc.constantFrom('all', 'needed'),
  lastEnd: fc.boolean(),
  separatorLine: fc.boolean(),
});

type Dialect = typeof dialect extends fc.Arbitrary<infer T> ? T : never;

/** As in RFC 4180: cells with a delimiter, a line end, a quote or outer spaces are quoted. */
function written(
  table: string[][],
  { delimiter, lineEnd, quoting, lastEnd, separatorLine }: Dialect,
): string {
  const cell = (text: string) =>
    quoting === 'all' || /[",;\t|\r\n]|^ | $/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  const rows = table.map((row) => row.map(cell).join(delimiter));
  const lines = separatorLine ? [`sep=${delimiter}`, ...rows] : rows;
  return lines.join(lineEnd) + (lastEnd ? lineEnd : '');
}

const tables = (unit: readonly string[]) =>
  fc.tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 0, max: 12 })).chain(([columns, rows]) =>
    fc
      .array(fc.array(letters(unit), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      })
      .map((body) => [Array.from({ length: columns }, (_, n) => `Column ${n}`), ...body]),
  );

it('reads any table in any dialect back to the same cells', async () => {
  const path = join(listFolder(), 'list');
  const cases = dialect.chain((one) =>
    fc.tuple(fc.constant(one), tables(one.encoding === 'windows1252' ? western : anyText)),
  );
  await fc.assert(
    fc.asyncProperty(cases, async ([one, table]) => {
      const text = written(table, one);
      writeFileSync(path, iconv.encode(text, one.encoding, { addBOM: one.mark }));
      const full = table.filter((row) => row.some((cell) => cell.trim() !== ''));
      expect((await readListAt(path)).cells).toEqual(full);
    }),
    { numRuns: 400 },
  );
});

const real = [
  Buffer.from('\ufeffName;Phone;Due\r\n"Zoë ""Z""";0491570006;1,5\r\n"two\r\nlines";;\r\n'),
  iconv.encode('Name\tPhone\nZoë\t1\n', 'utf16le', { addBOM: true }),
  Buffer.from(JSON.stringify({ contacts: [{ name: 'Zoë', tags: ['a'], customFields: { a: 1 } }] }, null, 1)),
  Buffer.from('{"name":"Zoë"}\n{"name":"Bo","n":1e21}\n'),
  workbook({
    name: 'Contacts',
    rows: [
      ['Name', 'Phone'],
      ['Zoë', 61412345678],
      [{ xml: '<c s="1"><v>46364</v></c>' }, true],
    ],
  }),
  zip([{ name: 'xl/workbook.xml', content: '<workbook/>', isStored: true }]),
];

const mutation = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  bytes: fc.uint8Array({ maxLength: 4 }),
  removed: fc.nat(6),
});

const mutated = fc
  .tuple(fc.constantFrom(...real), fc.array(mutation, { maxLength: 8 }))
  .map(([file, mutations]) =>
    mutations.reduce((bytes, { at, bytes: inserted, removed }) => {
      const index = Math.floor(at * bytes.length);
      return Buffer.concat([bytes.subarray(0, index), inserted, bytes.subarray(index + removed)]);
    }, file),
  );

it('reads any file, or refuses it with what to do', async () => {
  const path = join(listFolder(), 'list');
  const anything = fc.oneof(
    { weight: 1, arbitrary: fc.uint8Array({ maxLength: 2000 }) },
    { weight: 1, arbitrary: fc.string({ maxLength: 300 }).map((text) => Buffer.from(text)) },
    { weight: 4, arbitrary: mutated },
  );
  await fc.assert(
    fc.asyncProperty(anything, async (bytes) => {
      writeFileSync(path, bytes);
      const error = await readListAt(path).then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      if (error === undefined) return;
      if (!(error instanceof Problem)) throw error;
      expect(error.kind).toBe('usage');
      expect(hintOf(error)).toContain('Nothing was imported');
    }),
    { numRuns: 1500 },
  );
});
