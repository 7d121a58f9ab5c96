import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { workbookParts, zip } from './workbook.ts';

const folder = fileURLToPath(new URL('../specimens/', import.meta.url));

const specimens = readdirSync(folder)
  .filter((name) => !name.endsWith('.expected.json'))
  .map((name) => readFileSync(`${folder}${name}`));

const book = workbookParts([
  {
    name: 'Leads',
    rows: [
      ['Name', 'Mobile', 'Since', 'Active'],
      ['Ada', 491570006, { xml: '<c s="1"><v>46000</v></c>' }, true],
      ['Grace', '0491 570 156', { xml: '<c t="e"><v>#N/A</v></c>' }, null],
      ['Zoë', '+61491570157', { xml: '<c t="inlineStr"><is><t>x</t></is></c>' }, false],
    ],
  },
]);

const documents = [
  '[{"name":"Ada","phone":"0491570006","customFields":{"plan":"gold"}},{"name":"Bo","phone":491570156,"tags":["a"]}]',
  '{"contacts":[{"name":"Ada","phoneNumber":"+61491570006"}]}',
  '{"name":"Ada","phone":"0491570006"}\n{"mobile":"0491570156"}\n',
].map((text) => Buffer.from(text));

interface Harm {
  at: number;
  bytes: Uint8Array;
  removed: number;
}

const harms = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    bytes: fc.oneof(
      fc.uint8Array({ maxLength: 4 }),
      fc
        .constantFrom('"', '\n', '\r', ',', ';', '\t', '\0', '\ufeff', '}', '[', '<', '>', '&', 'é', '9')
        .map(Buffer.from),
    ),
    removed: fc.nat(3),
  }),
  { minLength: 1, maxLength: 8 },
);

function harmed(content: Uint8Array, all: readonly Harm[]): Buffer {
  let bytes = Buffer.from(content);
  for (const { at, bytes: put, removed } of all) {
    const index = Math.floor(at * bytes.length);
    bytes = Buffer.concat([bytes.subarray(0, index), put, bytes.subarray(index + removed)]);
  }
  return bytes;
}

const phone = fc.constantFrom(
  '0491570006',
  '0491 570 156',
  '+61491570157',
  '491570158',
  '12',
  '',
  '6.1E+10',
  '000',
  '1900123456',
);

const cell = fc.oneof(
  phone,
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('"', "'", '""', '=1'),
);

/** Rows under headers with a phone, in any dialect, quoted correctly or not. */
const csv = fc
  .record({
    rows: fc.array(fc.tuple(cell, phone, cell), { maxLength: 8 }),
    header: fc.constantFrom(
      ['Name', 'Phone', 'Notes'],
      ['Mobile', 'Phone', 'Name'],
      ['phone', 'phone', 'phone'],
      ['', 'Phone', ''],
    ),
    delimiter: fc.constantFrom(',', ';', '\t', '|', ':'),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r', '\n\n'),
    isQuoted: fc.boolean(),
    encoding: fc.constantFrom('utf8', 'utf16le', 'latin1'),
    mark: fc.constantFrom('', '\ufeff', 'sep=;\n'),
  })
  .map(({ rows, header, delimiter, lineEnd, isQuoted, encoding, mark }) => {
    const written = (text: string) => (isQuoted ? `"${text.replaceAll('"', '""')}"` : text);
    const lines = [header, ...rows].map((row) => row.map(written).join(delimiter));
    return Buffer.from(
      mark + lines.join(lineEnd),
      encoding === 'utf8' || encoding === 'latin1' ? encoding : 'utf16le',
    );
  });

/** Files that an operator may take for a list, by kind. */
export const brokenLists: Readonly<Record<string, fc.Arbitrary<Uint8Array>>> = {
  'any bytes': fc.uint8Array({ maxLength: 400 }),
  'any text': fc.string({ unit: 'binary', maxLength: 400 }).map((text) => Buffer.from(text)),
  'CSV in any dialect': csv,
  'an export cut short': fc
    .tuple(fc.constantFrom(...specimens), fc.double({ min: 0, max: 1, noNaN: true }))
    .map(([bytes, share]) => bytes.subarray(0, Math.floor(bytes.length * share))),
  'a damaged export': fc
    .tuple(fc.constantFrom(...specimens), harms)
    .map(([bytes, all]) => harmed(bytes, all)),
  'damaged JSON': fc.tuple(fc.constantFrom(...documents), harms).map(([bytes, all]) => harmed(bytes, all)),
  'a damaged workbook': harms.map((all) => harmed(zip(book), all)),
  'a workbook of damaged XML': fc
    .tuple(fc.nat(book.length - 1), harms)
    .map(([index, all]) =>
      zip(
        book.map((part, at) =>
          at === index ? { ...part, content: harmed(Buffer.from(part.content), all) } : part,
        ),
      ),
    ),
};
