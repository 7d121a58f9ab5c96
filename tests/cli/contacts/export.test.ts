import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import { writeNewDatabase } from '../../support/new-database.ts';
import { type Operator, openOperator } from '../../support/operator.ts';
import { listAt, operatorWith } from '../../support/people.ts';

/** What has made trouble in somebody's list: formulas, quotes, what other columns are called, other scripts, odd characters. */
const awkward = [
  ...[
    "=cmd|' /C calc'!A0",
    '+1+1',
    '-2+3',
    '@SUM(1)',
    '=1',
    "'=1",
    "''=1",
    "'tis",
    "'+61491570006",
    '+61491570006',
  ],
  ...[
    '-5',
    '-5.25',
    '"',
    '"quoted"',
    '""',
    'a"b',
    'Smith; Jones, Sons | Co',
    'two\nlines',
    'two\r\nlines',
    'old\rMac',
  ],
  ...[
    '\ttab',
    'tab\tin',
    ' spaced ',
    '\u00a0hard\u00a0',
    '\ufeffmark',
    'null',
    'true',
    '0',
    '007',
    '1e5',
    '{}',
    '[1]',
  ],
  ...[
    'Zoë',
    'محمد',
    'שרה',
    '山田太郎',
    'Ἀθηνᾶ',
    '👩‍👩‍👧‍👦',
    '🇦🇺',
    'e\u0301',
    'bell\u0007',
    'nul\u0000in',
    '\ud800half',
  ],
  ...[
    '\u2028',
    '\u200f',
    'name,phone',
    'sep=;',
    '#N/A',
    '\\',
    '\\"',
    "O'Brien",
    ':::',
    'a ::: b',
    'fax',
    'yes',
  ],
];

const awkwardKeys = [
  ...[
    'name',
    'phone',
    'Mobile',
    'phone_type',
    'Phone Label',
    'phone_1_value',
    'phone_2_type',
    'e-mail',
    'email_2',
  ],
  ...[
    'id',
    'createdAt',
    'doNotCall',
    'tags',
    'reject_reason',
    'constructor',
    '__proto__',
    'toString',
    'custom:name',
  ],
  ...[
    '2nd',
    '_x',
    'a__b',
    'column_3',
    'notes',
    'notes_2',
    'contact_name',
    'PO Attention To',
    'first_name',
    'number',
  ],
  ...['Plan Tier', 'préféré', '日本', '=1+1', '', ' ', 'call_id', 'customFields'],
];

const text = fc.oneof(
  { arbitrary: fc.constantFrom(...awkward), weight: 3 },
  { arbitrary: fc.constant(undefined), weight: 2 },
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
);

const tag = fc.oneof(
  fc.constantFrom(
    'vip',
    'VIP',
    'É',
    'é',
    '"quoted"',
    '""twice""',
    '* starred',
    '=1+1',
    '-',
    'a:::b',
    '"',
    '*VIP',
    'x'.repeat(50),
  ),
  fc.string({ unit: 'grapheme' }).filter((one) => [...one].length <= 50),
  fc.constant(`"${'y'.repeat(47)}"z`),
);

const list = fc.array(
  fc.record({
    name: text,
    email: fc.oneof(text, fc.constantFrom('a@example.com', 'a@example.com; b@example.com', '-a@example.com')),
    businessName: text,
    businessWebsite: text,
    timezone: fc.constantFrom(
      undefined,
      'Australia/Perth',
      'asia/kolkata',
      'UTC',
      'America/Argentina/Buenos_Aires',
    ),
    tags: fc.array(tag, { maxLength: 4 }),
    doNotCall: fc.boolean(),
    customFields: fc.dictionary(fc.oneof(fc.constantFrom(...awkwardKeys), fc.string()), text, { maxKeys: 6 }),
  }),
  { minLength: 1, maxLength: 80, size: 'max' },
);

/** Every contact of a database, without ids and times. */
function contactsIn(path: string): unknown[] {
  const db = openSqlite(path, { readonly: true });
  try {
    const rows = db
      .prepare(
        `select name, phone_number, email, business_name, business_website, timezone, custom_fields,
          do_not_call_at is not null as do_not_call,
          (select json_group_array(tag) from (select tag from contact_tags where contact_id = contacts.id order by tag)) as tags
        from contacts order by id`,
      )
      .all();
    return z
      .array(z.looseObject({ custom_fields: z.string(), tags: z.string() }))
      .parse(rows)
      .map((row) => ({ ...row, custom_fields: JSON.parse(row.custom_fields), tags: JSON.parse(row.tags) }));
  } finally {
    db.close();
  }
}

/** Cells that a spreadsheet might run. */
function formulasIn(csv: string): string[] {
  const cells: string[][] = parse(csv);
  return cells.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell) && !/^[+-]\d+(\.\d+)?$/.test(cell));
}

const formats = ['csv', 'json', 'ndjson'] as const;
/** With the options of each. */
const allFormats = [...formats, 'csv --excel'] as const;
type FormatName = (typeof allFormats)[number];

/** Exports a database, imports that into an empty one and into itself, and says what has become of the contacts. */
async function roundTrip(operator: Operator, from: string, to: string, format: FormatName) {
  const options = format.split(' ');
  const { code, stdout } = await operator.voicebot([
    'contacts',
    'export',
    '--format',
    ...options,
    '--db',
    from,
  ]);
  const exported = operator.file(`${to}.${format}`, stdout);
  const words = ['contacts', 'import', exported, '--json'];
  const [moved, again] = await Promise.all([
    operator.voicebot([...words, '--db', to]),
    operator.voicebot([...words, '--db', from]),
  ]);
  return { exported: { code, stdout }, moved, again };
}

describe('what contacts export writes, contacts import reads', () => {
  // Each run takes four programs.
  it.each(formats)('every contact as it was, in %s', { timeout: 120_000 }, async (format) => {
    const operator = await openOperator({ sharesProcess: true });
    const path = (name: string) => join(operator.home, name);
    let run = 0;
    await fc.assert(
      fc.asyncProperty(list, async (contacts) => {
        const [from, to] = [`${++run}.db`, `${run}-moved.db`];
        for (const name of [from, to]) writeNewDatabase(path(name));
        const numbered = contacts.map((contact, n) => ({ ...contact, phone: `+6141${2_000_000 + n}` }));
        const file = operator.file('list.json', JSON.stringify(numbered));
        const first = await operator.voicebot(['contacts', 'import', file, '--json', '--db', from]);
        expect(first.json).toMatchObject({ created: contacts.length, rejected: 0 });
        const before = contactsIn(path(from));
        const { exported, moved, again } = await roundTrip(operator, from, to, format);
        expect(again.json).toMatchObject({ created: 0, updated: 0, unchanged: contacts.length, rejected: 0 });
        expect(moved.json).toMatchObject({ created: contacts.length, rejected: 0 });
        expect(contactsIn(path(to))).toEqual(before);
        if (format === 'csv') expect(formulasIn(exported.stdout)).toEqual([]);
      }),
      { numRuns: format === 'csv' ? 6 : 3 },
    );
  });

  it('what was typed with contacts add and edit too', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const texts = awkward.filter((one) => !one.includes('\u0000'));
    const add = async (n: number, of: (key: string) => string) => {
      const phone = `+6141${2_000_000 + n}`;
      const options = ['--name', '--email', '--business-name', '--business-website'];
      const sets = awkwardKeys
        .filter((key) => /^[^=]*[a-z\d]/i.test(key) && !/^(?:doNotCall|tags)$/.test(key))
        .map((key) => ['--set', `${key}=${of(key)}`]);
      const words = options.flatMap((option) => [`${option}=${of(option)}`]);
      const command = n % 2 === 0 ? ['add', '--phone', phone] : ['edit', `+6141${2_000_000 + n - 1}`];
      const ran = await operator.voicebot(['contacts', ...command, ...words, ...sets.flat()]);
      expect(ran, ran.stderr).toMatchObject({ code: 0 });
      // Some of these keys are those of standard variables.
      expect(ran.stderr).toMatch(/^(?:! The field .+ never reaches your agent.*\n)*$/);
    };
    for (let n = 0; n < 12; n++) await add(n, (key) => texts[(key.length * 7 + n * 5) % texts.length] ?? '');
    for (const value of [
      ['tag', 'É', '1'],
      ['tag', 'é', '1'],
    ])
      await operator.voicebot(['contacts', ...value]);
    const before = contactsIn(operator.database);
    for (const format of allFormats) {
      const { moved, again } = await roundTrip(operator, operator.database, format, format);
      expect(moved.json).toMatchObject({ rejected: 0 });
      expect(again.json).toMatchObject({ created: 0, updated: 0, rejected: 0 });
      expect(contactsIn(join(operator.home, format))).toEqual(before);
    }
  });

  it('a contact of more than a megabyte', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const texts = { notes: 'Zoë, é "quoted"\n'.repeat(40_000), 山: '山'.repeat(400_000) };
    const stdin = JSON.stringify([
      { name: 'Ann', phone: '0412345678', ...texts },
      { name: 'Bo', phone: '0412345679' },
    ]);
    await operator.voicebot(['contacts', 'import', '-'], { stdin });
    const before = contactsIn(operator.database);
    expect(JSON.stringify(before).length).toBeGreaterThan(1_000_000);
    for (const format of ['csv', 'ndjson'] as const) {
      const { moved, again } = await roundTrip(operator, operator.database, format, format);
      expect([moved.json, again.json]).toMatchObject([{ created: 2 }, { unchanged: 2, rejected: 0 }]);
      expect(contactsIn(join(operator.home, format))).toEqual(before);
    }
  });

  it('a contact has one e-mail address: several are refused where a person types them', async () => {
    const operator = await operatorWith();
    const { code, stderr } = await operator.voicebot([
      'contacts',
      'edit',
      '1',
      '--email',
      'a@x.com; b@x.com',
    ]);
    expect(code).toBe(2);
    expect(stderr).toContain('more than one e-mail address');
  });

  it('a field that is called as an agent’s variable cannot be has the name that a list may give it', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const stdin = 'Name,Phone,Plan\nAda,0491570006,gold\n';
    for (const field of ['_plan', 'plan__tier', 'plan_', '2nd'])
      expect(
        await operator.voicebot(['contacts', 'import', '-', '--map', `Plan=${field}`], { stdin }),
      ).toMatchObject({ code: 2, stderr: expect.stringContaining(`"${field}" cannot be a field`) });
  });
});

describe('contacts export', () => {
  it('| head -1 ends quietly', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const rows = Array.from(
      { length: 5000 },
      (_, n) => `Person ${n},+6141${2_000_000 + n},${'x'.repeat(200)}`,
    );
    await operator.voicebot(['contacts', 'import', '-'], {
      stdin: `Name,Phone,Notes\n${rows.join('\n')}\n`,
    });
    for (const format of formats) {
      const ran = await operator.shell(
        `set -o pipefail; voicebot contacts export --format ${format} | head -1`,
      );
      expect({ code: ran.code, stderr: ran.stderr }).toEqual({ code: 0, stderr: '' });
      expect(ran.stdout.trimEnd().split('\n')).toHaveLength(1);
    }
  });

  it('--excel begins with a byte order mark, and is otherwise the same', async () => {
    const operator = await operatorWith('Name,Phone\nZoë,0491570006\n=1+1,0491570156\n', {
      sharesProcess: true,
    });
    const [plain, excel] = await Promise.all(
      [[], ['--excel']].map((words) => operator.voicebot(['contacts', 'export', ...words])),
    );
    expect(excel?.stdout).toBe(`\ufeff${plain?.stdout}`);
  });

  it('of nobody is an empty list in each format', async () => {
    const operator = await operatorWith('Name,Phone\n', { sharesProcess: true });
    const [csv, json, ndjson] = await Promise.all(
      formats.map((format) => operator.voicebot(['contacts', 'export', '--format', format])),
    );
    expect(csv?.stdout).toBe('name,phone,email,business_name,business_website,timezone,tags,do_not_call\n');
    expect(listAt(json?.json, 'contacts')).toEqual([]);
    expect(ndjson?.stdout).toBe('');
  });

  it('to a full disk says so', async () => {
    const operator = await operatorWith();
    const ran = await operator.shell('voicebot contacts export > /dev/full');
    expect(ran.code).toBe(1);
    expect(ran.stderr).toContain('error: The output could not be written (ENOSPC).');
    expect(readFileSync(operator.database).length).toBeGreaterThan(0);
  });
});
