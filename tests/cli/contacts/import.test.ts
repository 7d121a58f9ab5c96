import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { mapAFewAtOnce } from '../../support/a-few-at-once.ts';
import { openOperator } from '../../support/operator.ts';
import { everything, listAt, objectAt, operatorWith, people } from '../../support/people.ts';
import { wrongRefusals } from '../../support/refusals.ts';
import { workbook } from '../../support/workbook.ts';

interface List {
  what: string;
  options?: string[];
  csv: string | Buffer;
  contacts: Record<string, unknown>[];
}

const ada = { name: 'Ada', phoneNumber: '+61491570006' };

describe('contacts import reads lists as other programs export them', () => {
  const lists: List[] = [
    {
      what: 'every known column',
      csv: 'Full Name,Cell,E-mail,Company,Website,Time Zone\nAda,0491570006,a@x.com,Acme,acme.com,Australia/Perth\n',
      contacts: [
        {
          ...ada,
          email: 'a@x.com',
          businessName: 'Acme',
          businessWebsite: 'acme.com',
          timezone: 'Australia/Perth',
          customFields: {},
        },
      ],
    },
    {
      what: 'first and last name',
      csv: 'First Name,Surname,Phone\nAda,Lovelace,0491570006\nCher,,0491570156\n',
      contacts: [{ name: 'Ada Lovelace' }, { name: 'Cher' }],
    },
    {
      what: 'other columns as custom fields in snake_case, without empty cells',
      csv: 'Name,Phone,Plan Tier,2nd Choice,Préféré,,Notes,notes\nAda,0491570006,gold,b,oui,x,one,two\nBo,0491570156,,,,,,\n',
      contacts: [
        {
          customFields: {
            plan_tier: 'gold',
            _2nd_choice: 'b',
            prefere: 'oui',
            column_6: 'x',
            notes: 'one',
            notes_2: 'two',
          },
        },
        { customFields: {} },
      ],
    },
    {
      what: 'a byte order mark and Windows line ends',
      csv: '\ufeffName,Phone\r\nAda,0491570006\r\n',
      contacts: [ada],
    },
    {
      what: 'UTF-16, with tabs',
      csv: Buffer.from('\ufeffName\tPhone\r\nZoë\t0491570006\r\n', 'utf16le'),
      contacts: [{ ...ada, name: 'Zoë' }],
    },
    {
      what: 'Windows-1252, with semicolons',
      csv: Buffer.from('Name;Phone\r\nZo\xeb, "Z" \xc0;0491570006\r\n', 'latin1'),
      contacts: [{ ...ada, name: 'Zoë, "Z" À' }],
    },
    {
      what: 'an Excel workbook',
      csv: workbook({
        name: 'Contacts',
        rows: [
          ['Name', 'Phone'],
          ['Ada', 491570006],
        ],
      }),
      contacts: [ada],
    },
    {
      what: 'JSON',
      csv: '{"contacts":[{"id":9,"name":"Ada","phoneNumber":"+61491570006","customFields":{"name":"A"}}]}',
      contacts: [{ ...ada, customFields: { id: '9', name: 'A' } }],
    },
    {
      what: 'NDJSON',
      csv: '{"name":"Ada","phone":"0491570006"}\n{"mobile":"0491570156"}\n',
      contacts: [ada, { phoneNumber: '+61491570156' }],
    },
    {
      what: 'the apostrophe before a formula',
      csv: "Name,Phone,Note,Tip\n'=Ada,'+61491570006,'=1+1,'tis\n",
      contacts: [{ name: '=Ada', phoneNumber: '+61491570006', customFields: { note: '=1+1', tip: "'tis" } }],
    },
    {
      what: 'JSON, in which an apostrophe is part of the text',
      csv: `[{"name":"'=Ada","phone":"'+61491570006","note":"'=1+1"}]`,
      contacts: [{ name: "'=Ada", phoneNumber: '+61491570006', customFields: { note: "'=1+1" } }],
    },
    { what: 'no line end at the end', csv: 'Name,Phone\nAda,0491570006', contacts: [ada] },
    {
      what: 'quotes, commas and line breaks within cells',
      csv: 'Name,Phone,Note\n"Lovelace, ""Ada""",0491570006,"one\ntwo"\n',
      contacts: [{ name: 'Lovelace, "Ada"', customFields: { note: 'one\ntwo' } }],
    },
    {
      what: 'short rows',
      csv: 'Name,Phone,Email,Plan\nAda,0491570006\n',
      contacts: [{ ...ada, email: null, customFields: {} }],
    },
    {
      what: 'rows with too many cells that are empty',
      csv: 'Name,Phone\nAda,0491570006,,,\n',
      contacts: [ada],
    },
    {
      what: 'blank lines, spaces and rows of nothing but commas',
      csv: 'Name,Phone\n\n  Ada  , 0491 570 006 \n,\n   \n\nBo,0491570156\n\n',
      contacts: [ada, { name: 'Bo' }],
    },
    {
      what: 'the mobile, or the other phone column if that is empty',
      csv: 'Name,Phone,Mobile\nAda,0255501234,0491570006\nBo,0491570156,\n',
      contacts: [ada, { phoneNumber: '+61491570156' }],
    },
    {
      what: 'numbers in every form, and zones in any case',
      csv: 'Phone,Timezone\n+61 491 570 006,australia/perth\n(0491) 570-156,\n0011 61 491 570 157,\n491570158,\n',
      contacts: [
        { name: '', phoneNumber: '+61491570006', timezone: 'Australia/Perth' },
        { phoneNumber: '+61491570156' },
        { phoneNumber: '+61491570157' },
        { phoneNumber: '+61491570158' },
      ],
    },

    {
      what: 'the columns that --map maps',
      options: [
        '--map',
        'Fernruf=phone',
        '--map',
        'Wer=name',
        '--map',
        'Secret=ignore',
        '--map',
        'Plan=tier',
      ],
      csv: 'Wer,Fernruf,Secret,Plan\nAda,0491570006,s,gold\n',
      contacts: [{ ...ada, customFields: { tier: 'gold' } }],
    },
    {
      what: 'a header with = in it',
      options: ['--map', 'A=B=phone'],
      csv: 'Name,A=B\nAda,0491570006\n',
      contacts: [ada],
    },
    {
      what: 'numbers of another country',
      options: ['--country', 'nz'],
      csv: 'Name,Phone\nAda,021 123 4567\n',
      contacts: [{ phoneNumber: '+64211234567' }],
    },
  ];

  it('in every format', async () => {
    const { json } = await openOperator({ sharesProcess: true });
    const found = await mapAFewAtOnce(lists, async ({ what, csv, options = [] }) => {
      const db = ['--db', `${what}.db`];
      await json(['contacts', 'import', '-', ...options, ...db], { stdin: csv });
      return { what, contacts: listAt(await json(['contacts', 'list', ...db]), 'contacts') };
    });
    expect(found).toEqual(
      lists.map(({ what, contacts }) => ({
        what,
        contacts: contacts.map((contact) => expect.objectContaining(contact)),
      })),
    );
  });
});

describe('contacts import, repeated', () => {
  it('changes nothing with the same file', async () => {
    const operator = await operatorWith();
    const before = everything(operator);
    operator.clock.advance(3600);
    expect(await operator.json(['contacts', 'import', '-'], { stdin: people })).toEqual({
      success: true,
      imported: 3,
      created: 0,
      updated: 0,
      unchanged: 3,
      rejected: 0,
      rejects: [],
      skipped: 0,
      doNotCall: 0,
    });
    expect(everything(operator)).toEqual(before);
  });

  it('changes nothing with a file that has a number twice', async () => {
    const twice = 'Name,Phone,Plan\nAda,0491570006,gold\nAda Lovelace,+61 491 570 006,silver\n';
    const operator = await openOperator({ sharesProcess: true });
    await operator.json(['contacts', 'import', '-'], { stdin: twice });
    const before = everything(operator);
    expect(before[0]).toHaveLength(1);
    operator.clock.advance(3600);
    await operator.json(['contacts', 'import', '-'], { stdin: twice });
    expect(everything(operator)).toEqual(before);
  });

  it('changes nothing with a number twice, a thousand rows apart, whose first row takes precedence', async () => {
    const others = Array.from({ length: 1200 }, (_, n) => `Person ${n},+614${String(10_000_000 + n)},`);
    const stdin = ['Name,Phone,Plan', 'Ada,0491570006,', ...others, 'Ada Lovelace,0491570006,gold'].join(
      '\n',
    );
    const operator = await openOperator({ sharesProcess: true });
    await operator.json(['contacts', 'import', '-'], { stdin });
    expect(await operator.json(['contacts', 'show', '0491570006'])).toMatchObject({
      contact: { name: 'Ada', customFields: { plan: 'gold' } },
    });
    const before = everything(operator);
    operator.clock.advance(3600);
    expect(await operator.json(['contacts', 'import', '-'], { stdin })).toMatchObject({
      created: 0,
      updated: 0,
    });
    expect(everything(operator)).toEqual(before);
  });

  it('updates what a later file has, and leaves the rest', async () => {
    const operator = await operatorWith();
    const [before] = everything(operator);
    operator.clock.advance(3600);
    const later = 'Phone,Company,Email,Plan Tier,Note\n0491570006,Acme,,platinum,new\n0491570156,,,,\n';
    expect(await operator.json(['contacts', 'import', '-'], { stdin: later })).toMatchObject({
      created: 0,
      updated: 1,
      unchanged: 1,
    });
    const [after] = everything(operator);
    expect(after?.slice(1)).toEqual(before?.slice(1));
    expect(after?.[0]).toEqual({
      ...before?.[0],
      business_name: 'Acme',
      custom_fields: JSON.stringify({ plan_tier: 'platinum', note: 'new' }),
      updated_at: expect.any(Number),
    });
  });

  it('--dry-run shows what the import then does, and changes nothing', async () => {
    const operator = await operatorWith();
    const before = everything(operator);
    const csv =
      'Name,Phone\nAda L,0491570006\nGrace Hopper,0491570156\nNew,0491570158\nNewer,0491570158\nBad,12\n';
    const list = operator.file('list.csv', csv);
    const rehearsed = objectAt(await operator.json(['contacts', 'import', list, '--dry-run']));
    expect(everything(operator)).toEqual(before);
    const { dryRun, changes, ...plan } = rehearsed;
    expect(dryRun).toBe(true);
    expect(changes).toEqual([
      {
        line: 2,
        contactId: 1,
        phoneNumber: '+61491570006',
        name: 'Ada L',
        fields: [{ field: 'name', before: 'Ada Lovelace', after: 'Ada L' }],
      },
      { line: 4, contactId: null, phoneNumber: '+61491570158', name: 'New', fields: [] },
    ]);
    const done = objectAt(await operator.json(['contacts', 'import', list]));
    expect(plan).toEqual(done);
    expect(done).toMatchObject({ created: 1 });
  });

  it('imports 5,000 rows', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const rows = Array.from({ length: 5000 }, (_, n) => `Person ${n},+614${String(10_000_000 + n)},${n}`);
    const csv = `Name,Phone,Serial No\n${rows.join('\n')}\n`;
    const ran = await operator.voicebot(['contacts', 'import', operator.file('big.csv', csv), '--json']);
    expect(ran).toMatchObject({ code: 0, json: { imported: 5000, created: 5000, rejected: 0 } });
    expect(operator.rows('select count(*) as n, max(id) as last from contacts')).toEqual([
      { n: 5000, last: 5000 },
    ]);
  });
});

describe('contacts import imports the good rows and lists the bad ones', () => {
  const mixed = [
    'Name,Phone,Time Zone,Note',
    'Ada,0491570006,,"two',
    'lines"',
    '',
    'Short,0412,,',
    'None,,,',
    'Letters,call me,,',
    'Excel,6.14916E+10,,',
    'Extension,0491570006 ext 5,,',
    'Mars,0491570156,Mars/Olympus,',
    'Comma,0491570157,,Sydney, NSW',
    'Bo,0491570158,,',
  ].join('\n');

  it('by the line at which a JSON list is broken', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const { code, stderr } = await operator.voicebot(['contacts', 'import', '-'], {
      stdin: '[{"name": "Ada"},\n {"name": "Bob" "phone": "0491570006"}]',
    });
    expect(code).toBe(2);
    expect(stderr).toMatch(/line 2: a comma is missing\.\nNothing was imported/);
  });

  it('by line and reason, with the value, in JSON', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const ran = await operator.voicebot(['contacts', 'import', '-', '--json'], { stdin: mixed });
    expect(ran.code).toBe(6);
    expect(ran.json).toMatchObject({ success: true, imported: 2, created: 2, rejected: 7 });
    expect(listAt(ran.json, 'rejects')).toMatchObject([
      { line: 5, reason: expect.stringMatching(/too short/), row: { Name: 'Short', Phone: '0412' } },
      { line: 6, reason: expect.stringMatching(/no phone number/) },
      { line: 7, reason: expect.stringMatching(/letters/) },
      { line: 8, reason: expect.stringMatching(/scientific notation/) },
      { line: 9, reason: expect.stringMatching(/extension/) },
      { line: 10, reason: expect.stringMatching(/Mars\/Olympus.*time zone/) },
      { line: 11, reason: expect.stringMatching(/5 cells.*header.*4/) },
    ]);
    expect(operator.rows('select name from contacts')).toEqual([{ name: 'Ada' }, { name: 'Bo' }]);
  });

  it('for people on standard error, with what is wrong with which value', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const ran = await operator.voicebot(['contacts', 'import', '-'], { stdin: mixed });
    expect(ran).toMatchObject({ code: 6, stdout: '✓ 2 rows: 2 new, 0 updated, 0 unchanged\n' });
    expect(ran.stderr).toContain('7 rejected');
    expect(ran.stderr).toMatch(/5 +Phone +0412 +too short for AU/);
    expect(ran.stderr).toMatch(/7 +Phone +call me +it has letters/);
    expect(ran.stderr).toContain('--rejects FILE');
  });

  it('says how many more there are than a screen shows', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const stdin = `Name,Phone\n${'Bad,12\n'.repeat(25)}Ada,0491570006\n`;
    const ran = await operator.voicebot(['contacts', 'import', '-'], { stdin });
    expect(ran.code).toBe(6);
    expect(ran.stderr).toContain('25 rejected');
    expect(ran.stderr).toContain('and 15 more');
  });

  it('--rejects: once corrected, the file imports as if the list had been right', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const list = operator.file(
      'list.csv',
      'Name,Phone,Notes,Notes\nAda,0491570006,a,b\nBo,04915701,"c,d",e\n',
    );
    const rejects = join(operator.home, 'rejects.csv');
    expect((await operator.voicebot(['contacts', 'import', list, '--rejects', rejects])).code).toBe(6);
    const written = readFileSync(rejects, 'utf8');
    expect(written).toContain('not a number in use in AU');
    operator.file('rejects.csv', written.replaceAll('04915701', '0491570156'));
    expect(await operator.json(['contacts', 'import', rejects])).toMatchObject({
      created: 1,
      updated: 0,
      rejected: 0,
    });
    expect(await operator.json(['contacts', 'show', 'Bo'])).toMatchObject({
      contact: { phoneNumber: '+61491570156', customFields: { notes: 'c,d', notes_2: 'e' } },
    });
    expect(objectAt(await operator.json(['contacts', 'show', 'Bo']), 'contact', 'customFields')).toEqual({
      notes: 'c,d',
      notes_2: 'e',
    });
  });

  it('--rejects loses no cell of a row with too many', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const list = operator.file('list.csv', 'Name,Phone,Town\nBo,0491570156,Sydney, New South Wales\n');
    const rejects = join(operator.home, 'rejects.csv');
    await operator.voicebot(['contacts', 'import', list, '--rejects', rejects]);
    expect(readFileSync(rejects, 'utf8')).toContain('New South Wales');
  });

  it('--rejects FILE that cannot be written is refused before anything is imported', async () => {
    const operator = await operatorWith();
    const before = everything(operator);
    const list = operator.file('list.csv', 'Name,Phone\nBo,0491570158\nBad,12\n');
    const nowhere = join(operator.home, 'no-such-folder/rejects.csv');
    const { code, stdout, stderr } = await operator.voicebot([
      ...['contacts', 'import', list],
      ...['--rejects', nowhere],
    ]);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('no-such-folder'),
    });
    expect(everything(operator)).toEqual(before);
  });

  it('--rejects FILE never overwrites the list itself', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const csv = 'Name,Phone\nBo,0491570158\nBad,12\n';
    const list = operator.file('list.csv', csv);
    const ran = await operator.voicebot(['contacts', 'import', 'list.csv', '--rejects', './list.csv']);
    expect(readFileSync(list, 'utf8')).toBe(csv);
    expect(ran.code).toBe(2);
  });
});

describe('contacts import refuses a whole file, and changes nothing', () => {
  const good = 'Name,Phone\nNew,0491570158\n';
  const big = `Name,Phone\n${Array.from({ length: 3000 }, (_, n) => `P${n},+614${String(10_000_000 + n)}`).join('\n')}\n`;

  it('with an error that says what is wrong', async () => {
    const operator = await operatorWith();
    mkdirSync(join(operator.home, 'folder.csv'));
    const before = everything(operator);
    const files: { what: string; content?: string | Buffer; options?: string[]; says: RegExp }[] = [
      {
        what: 'no phone column',
        content: 'Name,Postcode\nAda,2000\n',
        says: /no phone column.*Name, Postcode/s,
      },
      { what: 'empty', content: '', says: /no rows/ },
      { what: 'nothing but blank lines', content: '\n\n  \n', says: /no rows/ },
      { what: 'missing', says: /no file .*missing\.csv/ },
      { what: 'a quote left open at the end', content: `${big}"Ada,0491570006\n`, says: /line 3002/ },
      {
        what: 'text after a cell in quotes',
        content: `${big}"Hope, Bob" Jr,0491570006\n`,
        says: /line 3002.*quote/,
      },
      {
        what: 'UTF-8 with damage',
        content: Buffer.concat([
          Buffer.from(`${big}Chloë,0491570006\nZoë,0491570156\nZo`),
          Buffer.from([0xeb]),
        ]),
        says: /UTF-8: line 3004/,
      },
      { what: 'a PDF', content: '%PDF-1.7\n', says: /is a PDF, not a table/ },
      {
        what: '--map names no column',
        content: good,
        options: ['--map', 'Tel=phone'],
        says: /"Tel".*Name, Phone/s,
      },
      {
        what: '--map names no field',
        content: good,
        options: ['--map', 'Phone=Zip Code'],
        says: /"Zip Code"/,
      },
      {
        what: '--map takes the phone away',
        content: good,
        options: ['--map', 'Phone=ignore'],
        says: /phone column/,
      },
      { what: '--map is no pair', content: good, options: ['--map', 'Phone'], says: /"Phone".*name=value/s },
      { what: '--country is none', content: good, options: ['--country', 'Oz'], says: /"OZ"/i },

      { what: 'folder', says: /folder\.csv.* (?:folder|directory)/ },
    ];
    const refused = files.map(({ what, content, options = [], says }) => {
      const name = `${what.replace(/^--/, '')}.csv`;
      if (content !== undefined) operator.file(name, content);
      return { words: ['contacts', 'import', name, ...options], code: 2, says };
    });
    expect(await wrongRefusals(operator, refused)).toEqual([]);
    expect(everything(operator)).toEqual(before);
  });

  it('standard input is called that in errors, not by the name of its copy', async () => {
    const operator = await openOperator({ sharesProcess: true });
    for (const stdin of ['', 'Name\nAda\n', 'Name,Phone\n"Ada,0491570006\n', 'BEGIN:VCARD\n']) {
      const { code, stderr } = await operator.voicebot(['contacts', 'import', '-'], { stdin });
      expect(code).toBe(2);
      expect(stderr).toMatch(/standard input/i);
      expect(stderr).not.toMatch(/tmp|\.csv/);
    }
  });
});

describe('a column that never reaches the agent', () => {
  const csv = 'Name,Phone,Direction,Call Id,Greeting,Plan\nAda,0491570006,north,7,Hi,gold\n';

  it('is named at the import, in text and in JSON, with what to do', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const ran = await operator.voicebot(['contacts', 'import', '-'], { stdin: csv });
    const warnings = ran.stderr.split('\n').filter((line) => line.startsWith('! '));
    expect(warnings).toEqual([
      expect.stringMatching(/Direction never reaches your agent.*--map 'Direction=my_direction'/),
      expect.stringMatching(/Call Id never reaches your agent/),
      expect.stringMatching(/Greeting never reaches your agent/),
    ]);
    const again = await operator.json(['contacts', 'import', '-', '--dry-run'], { stdin: csv });
    expect(again).toMatchObject({
      hiddenColumns: [
        { column: 'Direction', field: 'direction' },
        { column: 'Call Id', field: 'call_id' },
        { column: 'Greeting', field: 'greeting' },
      ],
    });
    const mapped = ['Direction=my_direction', 'Call Id=my_call_id', 'Greeting=ignore'];
    const done = await operator.json(
      ['contacts', 'import', '-', ...mapped.flatMap((pair) => ['--map', pair])],
      { stdin: csv },
    );
    expect(done).not.toHaveProperty('hiddenColumns');
    expect(await operator.json(['call', '1', '--dry-run'])).toMatchObject({
      request: { dynamicVariables: { my_direction: 'north', plan: 'gold' } },
    });
  });
});
