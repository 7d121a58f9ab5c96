import { describe, expect, it } from 'vitest';
import { readList, refusal } from '../list-folder.ts';

const contact = {
  id: 7,
  name: 'Zoë',
  phoneNumber: '+61491570006',
  email: null,
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
  ...['name', 'phoneNumber', 'email', 'doNotCall', 'isVip', 'custom:plan_tier', 'custom:name'],
  ...['tags', 'visits', 'rate', 'last', 'town'],
];
const zoe = [
  'Zoë',
  '+61491570006',
  '',
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
const bo = ['Bo', '', '', '', '', '', '', '', '', '', '', 'Perth'];

describe('JSON is read as a table with a column per key', () => {
  it.each([
    { what: 'an array', text: JSON.stringify([contact, other]), kind: 'JSON', lines: [0, 1, 1] },
    {
      what: 'an array on several lines',
      text: JSON.stringify([contact, other], null, 2),
      kind: 'JSON',
      lines: [0, 27, 31],
    },
    {
      what: 'what contacts export writes',
      text: JSON.stringify({ contacts: [contact, other] }, null, 2),
      kind: 'JSON',
      lines: [0, 28, 32],
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
      lines: [0, 35, 39],
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
    { text: '[{"a":1},\n{"a":x}]', says: /line 2: Unexpected token 'x'\.$/ },
    { text: `[\n${'{"a":1},\n'.repeat(500)}{"a":x}]`, says: /line 502: Unexpected token 'x'\.$/ },
    { text: '[{"a":1},\n{"a":1,}]', says: /line 2: Expected double-quoted property name\.$/ },
    { text: '[{"a":1},\n\n{"a":1', says: /line 3: Expected ',' or '}' after property value\.$/ },
    { text: '[{"a":1}]\n]', says: /line 2: Unexpected non-whitespace character\.$/ },
    { text: '{"a":1}\n{"a":2\n{"a":3}\n', says: /line 2: {"a":2 is not JSON\.$/ },
    { text: '{"a":1}\n[2]\n', says: /line 2: \[2\] is not an object\.$/ },
    { text: '[{"a":1}, 2, {"a":3}]', says: /item 2: 2 is not an object\.$/ },
    {
      text: `{"a":1}\n{"b":"${'x'.repeat(2_000_000)}`,
      says: /line 2: it is longer than a million characters\.$/,
    },
  ])('broken JSON is refused with its line: $says', async ({ text, says }) => {
    const { code, message, hint } = await refusal(readList(text));
    expect(code).toBe('invalid_json');
    expect(message).toMatch(says);
    expect(message).not.toContain('\n');
    expect(hint).toContain('Nothing was imported');
  });

  it.each(['[]', '{"contacts": []}', '[{}]', '[{"id": 1}]'])('%s has no rows', async (text) => {
    expect(await refusal(readList(text))).toMatchObject({ code: 'empty_file' });
  });
});
