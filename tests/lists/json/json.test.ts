import { describe, expect, it } from 'vitest';
import { readList, refusal } from '../list-folder.ts';

const contact = {
  id: 7,
  name: 'Zoë',
  phoneNumber: '+61491570006',
  email: null,
  businessName: null,
  businessWebsite: null,
  timezone: null,
  doNotCall: true,
  isVip: false,
  customFields: { plan_tier: 'gold', name: 'Z' },
  tags: ['new', 'au'],
  visits: 61412345678,
  rate: 1e-7,
  last: { at: ['x', 1] },
  createdAt: '2026-01-01T00:00:00Z',
  updatedAt: '2026-01-01T00:00:00Z',
};
const other = { name: 'Bo', town: 'Perth' };
const header = [
  ...[
    'name',
    'phoneNumber',
    'email',
    'businessName',
    'businessWebsite',
    'timezone',
    'doNotCall',
    'isVip',
    'custom:plan_tier',
    'custom:name',
  ],
  ...['tags', 'visits', 'rate', 'last', 'town'],
];
const zoe = [
  'Zoë',
  '+61491570006',
  ...['', '', '', ''],
  'yes',
  '',
  'gold',
  'Z',
  'new;au',
  '61412345678',
  '0.0000001',
  '{"at":["x",1]}',
  '',
];
const bo = ['Bo', ...Array.from({ length: 13 }, () => ''), 'Perth'];

describe('JSON is read as a table with a column per key', () => {
  it.each([
    { what: 'an array', text: JSON.stringify([contact, other]), kind: 'JSON', lines: [0, 1, 1] },
    {
      what: 'an array on several lines',
      text: JSON.stringify([contact, other], null, 2),
      kind: 'JSON',
      lines: [0, 30, 34],
    },
    {
      what: 'what contacts export writes',
      text: JSON.stringify({ contacts: [contact, other] }, null, 2),
      kind: 'JSON',
      lines: [0, 31, 35],
    },
    {
      what: 'the same on one line',
      text: `${JSON.stringify({ contacts: [contact, other] })}\n`,
      kind: 'JSON',
      lines: [0, 1, 1],
    },
    {
      what: 'beside other keys',
      text: JSON.stringify({ errors: [{ contacts: [{}] }], contacts: [contact, other], of: '}"{' }, null, 1),
      kind: 'JSON',
      lines: [0, 38, 42],
    },
    {
      what: 'one object per line',
      text: `${JSON.stringify(contact)}\r\n\n${JSON.stringify(other)}`,
      kind: 'NDJSON',
      lines: [0, 1, 3],
    },
  ])('$what', async ({ text, kind, lines }) => {
    for (const [label, bytes] of [
      ['UTF-8', Buffer.from(text)],
      ['UTF-16 LE', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ] as const) {
      const { cells, detected, rows, size } = await readList(bytes);
      expect({ cells, detected }).toEqual({ cells: [header, zoe, bo], detected: `${kind}, ${label}` });
      expect(rows.map(({ line }) => line)).toEqual(lines);
      expect(size).toBe(bytes.length);
      for (const { position } of rows) expect(position).toBeLessThanOrEqual(size);
    }
  });

  it.each<[what: string, contact: string, cells: Record<string, string>]>([
    [
      'ids and dates of other programs',
      '{"id":"CUST-77","createdAt":"2024-01-05","updatedAt":""}',
      { id: 'CUST-77', createdAt: '2024-01-05', updatedAt: '' },
    ],
    [
      'an id beside custom fields of another program',
      '{"id":7,"customFields":{"a":"b"}}',
      { id: '7', 'custom:a': 'b' },
    ],
    ['an integer beyond 2^53', '{"lead_id":12345678901234567}', { lead_id: '12345678901234567' }],
    ['an integer beyond -2^53', '{"lead_id": -12345678901234567 }', { lead_id: '-12345678901234567' }],
    [
      'the last safe integer, and the next',
      '{"a":9007199254740991,"b":9007199254740992}',
      { a: '9007199254740991', b: '9007199254740992' },
    ],
    ['an integer of forty digits', `{"a":${'1234567890'.repeat(4)}}`, { a: '1234567890'.repeat(4) }],
    ['a number beyond all doubles', '{"a":1e400,"b":-1.5E+999}', { a: '1e400', b: '-1.5E+999' }],
    [
      'numbers that a double holds',
      '{"a":1e3,"b":0.30000000000000004,"c":1.50}',
      { a: '1000', b: '0.30000000000000004', c: '1.5' },
    ],
    ['digits in nested values', '{"a":{"b":[12345678901234567]}}', { a: '{"b":["12345678901234567"]}' }],
    [
      'digits in texts and keys',
      '{"a:12345678901234567":"\\"12345678901234567,\\\\"}',
      { 'a:12345678901234567': '"12345678901234567,\\' },
    ],
    ['a name in parts', '{"name":{"first":"Ann","last":"Ash"}}', { name: 'Ann Ash' }],
    [
      'a name in other parts',
      '{"Full Name":{"Given Name":"Ann","middle":"B","family_name":"Ash"}}',
      { 'Full Name': 'Ann B Ash' },
    ],
    ['a name as a whole', '{"name":{"display":" Ann Ash ","first":null}}', { name: 'Ann Ash' }],
    ['a name with more', '{"name":{"first":"Ann","title":"Dr"}}', { name: 'Ann', 'name title': 'Dr' }],
    ['a Japanese name', '{"name":{"first":"太郎","last":"山田"}}', { name: '山田太郎' }],
    ['an object that is no name', '{"name":{"en":"Ann"}}', { name: '{"en":"Ann"}' }],
    ['parts of something else', '{"visit":{"first":"Ann"}}', { visit: '{"first":"Ann"}' }],
    ['tags with names', '{"tags":[{"name":"vip","id":1},{"Label":"au"}]}', { tags: 'vip;au' }],
    ['one tag', '{"tags":{"title":"vip"}}', { tags: 'vip' }],
    ['tags of both kinds', '{"labels":["a",{"value":"b"},3]}', { labels: 'a;b;3' }],
    ['tags without names', '{"tags":[{"colour":"red"}]}', { tags: '[{"colour":"red"}]' }],
    ['objects that are no tags', '{"orders":[{"name":"x"}]}', { orders: '[{"name":"x"}]' }],
  ])('%s', async (_, contact, cells) => {
    const expected = [Object.keys(cells), Object.values(cells)];
    const other = contact.replace('{', '{"x":1,');
    for (const text of [`[${contact}]`, `{"contacts":[\n${contact}]}`, contact, `${other}\n${other}\n`]) {
      const { cells: read } = await readList(text);
      const isPlain = text !== `${other}\n${other}\n`;
      expect(isPlain ? read : read.slice(0, 2).map((row) => row.slice(1))).toEqual(expected);
    }
  });

  it.each([
    '[01234567890123456789]',
    '{12345678901234567:1}',
    '[12345678901234567-1]',
    '[12345678901234567 8]',
  ])('no JSON is made of %s', async (text) => {
    expect(await refusal(readList(text.replace('[', '[{"a":').replace(/]$/, '}]')))).toMatchObject({
      code: 'invalid_json',
    });
  });

  it('a single contact, on one line or several', async () => {
    for (const text of [JSON.stringify(other), JSON.stringify(other, null, 2)])
      expect((await readList(text)).cells).toEqual([
        ['name', 'town'],
        ['Bo', 'Perth'],
      ]);
  });

  it('NDJSON in many pieces', async () => {
    const objects = Array.from({ length: 30_000 }, (_, n) => ({ name: `Zoë ${n}`, [`k${n % 3}`]: n }));
    const { cells, rows } = await readList(objects.map((object) => JSON.stringify(object)).join('\n'));
    expect(cells[0]).toEqual(['name', 'k0', 'k1', 'k2']);
    expect(cells.slice(1)).toEqual(
      objects.map(({ name }, n) => [name, ...[0, 1, 2].map((k) => (n % 3 === k ? String(n) : ''))]),
    );
    expect(rows.slice(1).map(({ line }) => line)).toEqual(objects.map((_, n) => n + 1));
  });

  it.each([
    { text: '[{"a":1},\n{"a":x}]', says: /line 2: a word stands there that is no value\.$/ },
    {
      text: `[\n${'{"a":1},\n'.repeat(500)}{"a":x}]`,
      says: /line 502: a word stands there that is no value\.$/,
    },
    { text: '[{"a":1},\n{"a":1,}]', says: /line 2: a key in double quotes is missing\.$/ },
    { text: '[{"a":1},\n\n{"a":1', says: /line 3: a closing } is missing\.$/ },
    { text: '[{"a":1}]\n]', says: /line 2: something follows the end of the list\.$/ },
    { text: '{"a":1}\n{"a":2\n{"a":3}\n', says: /line 2: {"a":2 is not JSON\.$/ },
    { text: '{"a":1}\n[2]\n', says: /line 2: \[2\] is not an object\.$/ },
    { text: '[{"a":1}, 2, {"a":3}]', says: /item 2: 2 is not an object\.$/ },
    { text: '['.repeat(200) + ']'.repeat(200), says: /item 1: it is nested too deep\.$/ },
    {
      text: `{"a":${'['.repeat(200)}${']'.repeat(200)}}\n{"a":1}\n`,
      says: /line 1: .* is nested too deep\.$/,
    },
    {
      text: `{"a":1}\n{"b":"${'x'.repeat(20_000_000)}`,
      says: /line 2: it is longer than 16 million characters\.$/,
    },
  ])('broken JSON is refused with its line: $says', async ({ text, says }) => {
    const { code, message, hint } = await refusal(readList(text));
    expect(code).toBe('invalid_json');
    expect(message).toMatch(says);
    expect(message).not.toContain('\n');
    expect(hint).toContain('Nothing was imported');
  });

  it.each(['[]', '{"contacts": []}', '[{}]'])('%s has no rows', async (text) => {
    expect(await refusal(readList(text))).toMatchObject({ code: 'empty_file' });
  });
});
