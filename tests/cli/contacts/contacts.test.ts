import { describe, expect, it } from 'vitest';
import { openOperator } from '../../support/operator.ts';
import { everything, listAt, objectAt, operatorWith } from '../../support/people.ts';
import { wrongRefusals } from '../../support/refusals.ts';

const many = `Name,Mobile,Email,Company
Ada Lovelace,0491 570 006,ada@example.com,Analytical Engines
Ada Byron,0491 570 156,,
Anna O'Brien,0491 570 157,ANNA@Example.com,Engines & Sons
Émile Zola,0491 570 158,,
Grace,0491 570 159,,
Grace Hopper,0491 570 313,,Navy
Mary Anne Smith-Jones,0491 570 737,,
`;

describe('<contact> is an id, a phone number, or a name or e-mail that fits exactly one', () => {
  it('finds', async () => {
    const { json } = await operatorWith(many, { sharesProcess: true });
    const fits: [string, number][] = [
      ['2', 2],
      ['0491570006', 1],
      ['0491 570 006', 1],
      ['(0491) 570-006', 1],
      ['+61491570006', 1],
      ['+61 491 570 006', 1],
      ['61491570006', 1],
      ['0011 61 491 570 006', 1],
      ['Ada Lovelace', 1],
      ['ADA LOVELACE', 1],
      [' ada  lovelace ', 1],
      ['lovelace', 1],
      ['lovelace ada', 1],
      ['Byron', 2],
      ['anna', 3],
      ["o'brien", 3],
      ['anna@example.com', 3],
      ['ada@EXAMPLE.com', 1],
      ['émile zola', 4],
      ['ÉMILE', 4],
      ['emile', 4],
      ['Emile Zola', 4],
      ['E\u0301mile', 4],
      ['grace', 5],
      ['GRACE', 5],
      ['hopper', 6],
      ['anne', 7],
      ['smith-jones', 7],
    ];
    const found = await Promise.all(
      fits.map(async ([text]) => [text, objectAt(await json(['contacts', 'show', text]))['contact']]),
    );
    expect(found).toEqual(fits.map(([text, id]) => [text, expect.objectContaining({ id })]));
  });

  it('and finds nobody else', async () => {
    const { voicebot } = await operatorWith(many, { sharesProcess: true });
    const nobody = [
      'ann',
      'ad',
      'Love',
      'lovelace byron',
      'Ada Lovelac',
      '99',
      '0491570110',
      'example.com',
      '%',
      '_',
    ];
    const found = await Promise.all(
      nobody.map(async (text) => {
        const { code, stdout, stderr } = await voicebot(['contacts', 'show', text]);
        return { text, code, stdout, named: stderr.startsWith('error: No contact') };
      }),
    );
    expect(found).toEqual(nobody.map((text) => ({ text, code: 3, stdout: '', named: true })));
  });

  it('and names whom a slip may have meant', async () => {
    const { voicebot } = await operatorWith(many, { sharesProcess: true });
    const slips = [
      ['Ada Lovelac', '1 (Ada Lovelace, +61491570006)?'],
      ['adda', '1 (Ada Lovelace, +61491570006) or 2 (Ada Byron, +61491570156)?'],
      ['grcae hoper', '6 (Grace Hopper, +61491570313)?'],
      ['emil', '4 (Émile Zola, +61491570158)?'],
    ] as const;
    for (const [text, near] of slips) {
      const { stderr } = await voicebot(['contacts', 'show', text]);
      expect(stderr).toContain(`Did you mean ${near}`);
    }
  });

  it('names the candidates where more than one fits', async () => {
    const { voicebot } = await operatorWith(many, { sharesProcess: true });
    const { code, stdout, stderr } = await voicebot(['contacts', 'show', 'ada']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toMatch(/^error: "ada" matches more than one contact/);
    for (const part of ['1', 'Ada Lovelace', '+61491570006', '2', 'Ada Byron', '+61491570156'])
      expect(stderr).toContain(part);
    expect(stderr).not.toContain('Anna');
  });

  it('two who have the same whole name are candidates, however they are written', async () => {
    const { voicebot, json } = await operatorWith(
      'Name,Phone\nBo Li,0491570006\nBO LI,0491570156\nBo,0491570157\n',
      { sharesProcess: true },
    );
    expect((await voicebot(['contacts', 'show', 'bo li'])).code).toBe(2);
    expect(await json(['contacts', 'show', 'bo'])).toMatchObject({ contact: { id: 3 } });
  });
});

describe('contacts list', () => {
  it('lists all in order of arrival, or as many as asked for, or those that match', async () => {
    const { json } = await operatorWith(many, { sharesProcess: true });
    const searches: [string[], number[]][] = [
      [[], [1, 2, 3, 4, 5, 6, 7]],
      [
        ['--limit', '2'],
        [1, 2],
      ],
      [
        ['--limit', '0'],
        [1, 2, 3, 4, 5, 6, 7],
      ],
      [
        ['--search', 'ada'],
        [1, 2],
      ],
      [['--search', 'love ada'], [1]],
      [
        ['--search', 'engines'],
        [1, 3],
      ],
      [
        ['--search', 'example.com'],
        [1, 3],
      ],
      [['--search', '0491 570 737'], [7]],
      [['--search', '+61491570737'], [7]],
      [['--search', '737'], [7]],
      [['--search', 'Émile'], [4]],
      [['--search', 'émile'], [4]],
      [['--search', 'ÉMILE'], [4]],
      [['--search', 'nobody'], []],
      [['--search', '%'], []],
      [['--search', "o'b"], [3]],
      [['--search', 'grace', '--limit', '1'], [5]],
    ];
    const found = await Promise.all(
      searches.map(async ([words]) => [
        words,
        listAt(await json(['contacts', 'list', ...words]), 'contacts').map(({ id }) => id),
      ]),
    );
    expect(found).toEqual(searches);
  });

  it('is a table for people, and says where there is nothing', async () => {
    const { voicebot } = await operatorWith(many, { sharesProcess: true });
    const { stdout, stderr } = await voicebot(['contacts', 'list', '--limit', '2']);
    expect(stdout).toBe(
      [
        'ID  Name          Phone         E-mail           Business',
        '1   Ada Lovelace  +61491570006  ada@example.com  Analytical Engines',
        '2   Ada Byron     +61491570156',
        '',
      ].join('\n'),
    );
    expect(stderr).toBe('Showing 1–2 of 7. Next: --page 2; all: --limit 0.\n');
    const none = await voicebot(['contacts', 'list', '--search', 'nobody']);
    expect(none.stdout).toBe('');
    expect(none.stderr).toContain('No contact matches');
  });
});

describe('contacts add, edit and remove', () => {
  it('adds with every field, custom ones too', async () => {
    const { json } = await openOperator({ sharesProcess: true });
    const added = await json([
      ...['contacts', 'add', '--phone', '0491 570 006', '--name', ' Ada ', '--email', 'a@x.com'],
      ...['--business-name', 'Acme', '--business-website', 'acme.com', '--timezone', 'australia/perth'],
      ...['--set', 'Plan Tier=gold'],
    ]);
    expect(added).toMatchObject({
      success: true,
      contact: {
        id: 1,
        name: 'Ada',
        phoneNumber: '+61491570006',
        email: 'a@x.com',
        businessName: 'Acme',
        businessWebsite: 'acme.com',
        timezone: 'Australia/Perth',
        customFields: { plan_tier: 'gold' },
      },
    });
    expect(await json(['contacts', 'show', '1'])).toMatchObject({ contact: objectAt(added, 'contact') });
  });

  it('--set takes the key up to the first =, as --var does', async () => {
    const { json } = await openOperator({ sharesProcess: true });
    const words = ['contacts', 'add', '--phone', '0491570006', '--set', 'link=https://x.com/?a=b'];
    expect(await json(words)).toMatchObject({ contact: { customFields: { link: 'https://x.com/?a=b' } } });
  });

  it('edits what is said, clears what is said to be empty, and leaves the rest', async () => {
    const operator = await operatorWith(`${many.trim()}\n`);
    await operator.json([
      'contacts',
      'edit',
      '1',
      '--set',
      'tier=gold',
      '--set',
      'note=x',
      '--timezone',
      'Australia/Perth',
    ]);
    operator.clock.advance(60);
    const words = ['--name', 'Countess', '--email', '', '--set', 'note=', '--phone', '0491 571 266'];
    expect(await operator.json(['contacts', 'edit', 'lovelace', ...words])).toMatchObject({
      success: true,
      contact: {
        id: 1,
        name: 'Countess',
        phoneNumber: '+61491571266',
        email: null,
        businessName: 'Analytical Engines',
        timezone: 'Australia/Perth',
        updatedAt: expect.stringMatching(/^2026-03-01T22:01:0\d\.\d{3}Z$/),
      },
    });
    expect(operator.rows('select custom_fields from contacts where id = 1')).toEqual([
      { custom_fields: '{"tier":"gold"}' },
    ]);
  });

  it('refuses what would be wrong, and changes nothing', async () => {
    const operator = await operatorWith(many, { sharesProcess: true });
    const before = everything(operator);
    const refused = [
      {
        words: ['contacts', 'add', '--phone', '0491570156'],
        code: 5,
        says: /contact 2 \(Ada Byron\)/,
      },
      {
        words: ['contacts', 'edit', '1', '--phone', '0491570156'],
        code: 5,
        says: /contact 2 \(Ada Byron\)/,
      },
      { words: ['contacts', 'add', '--phone', '12'], code: 2, says: /"12" is not a phone number/ },
      {
        words: ['contacts', 'edit', '1', '--phone', 'x'],
        code: 2,
        says: /"x" is not a phone number/,
      },
      { words: ['contacts', 'edit', '1'], code: 2, says: /--name/ },
      {
        words: ['contacts', 'edit', '1', '--timezone', 'AEST'],
        code: 2,
        says: /"AEST" is not a time zone/,
      },
      { words: ['contacts', 'edit', '99', '--name', 'X'], code: 3, says: /id 99/ },
      { words: ['contacts', 'edit', '1', '--set', '=x'], code: 2, says: /"=x"/ },
      {
        words: ['contacts', 'edit', '1', '--set', '!=x'],
        code: 2,
        says: /"!"/,
      },
      { words: ['contacts', 'remove', '99', '--yes'], code: 3, says: /id 99/ },
      {
        words: ['contacts', 'remove', '1'],
        code: 2,
        says: /Ada Lovelace \+61491570006.*--yes/s,
      },
      { words: ['contacts', 'remove', '1', '--no-input'], code: 2, says: /--yes/ },
    ];
    expect(await wrongRefusals(operator, refused)).toEqual([]);
    expect(everything(operator)).toEqual(before);
  });

  it('removes with --yes, and keeps the record of the calls', async () => {
    const operator = await operatorWith(many, { sharesProcess: true });
    await operator.json(['call', '1']);
    expect(await operator.json(['contacts', 'remove', '1', '--yes'])).toMatchObject({
      success: true,
      contact: { id: 1, name: 'Ada Lovelace' },
    });
    expect((await operator.voicebot(['contacts', 'show', '1'])).code).toBe(3);
    expect(await operator.json(['calls', 'list'])).toMatchObject({
      calls: [{ id: 1, contactId: null, toNumber: '+61491570006', contact: null }],
    });
    expect((await operator.voicebot(['calls', 'list'])).stdout).toContain('+61491570006');
  });

  it('refuses to remove somebody whose calls wait, until they are cancelled', async () => {
    const operator = await operatorWith(many, { sharesProcess: true });
    await operator.json(['schedule', '1', '--at', '+10m']);
    const before = everything(operator);
    const refused = await operator.voicebot(['contacts', 'remove', '1', '--yes']);
    expect({ code: refused.code, stdout: refused.stdout }).toEqual({ code: 5, stdout: '' });
    expect(refused.stderr).toContain('voicebot scheduled cancel 1');
    expect(everything(operator)).toEqual(before);
    await operator.voicebot(['scheduled', 'cancel', '1']);
    expect((await operator.voicebot(['contacts', 'remove', '1', '--yes'])).code).toBe(0);
    expect(await operator.json(['scheduled', 'show', '1'])).toMatchObject({
      scheduledCall: { status: 'CANCELLED', contact: null, contactId: null },
    });
  });
});

describe('contacts export', () => {
  const odd = [
    'Name,Phone,Email,Business,Website,Timezone,Plan Tier,2nd Choice,Notes,Notes',
    '"Lovelace, ""Ada""",0491570006,a@x.com,"A, B & C",https://x.com/?a=1,Australia/Perth,gold,x,"one',
    'two",z',
    ',0491570156,,,,,,,,',
    '=1+1,0491570157,,,,,,,-5,',
    'Émile 🎉,0491570158,,,,UTC,,,,',
  ].join('\n');
  const known = (contacts: Record<string, unknown>[]) =>
    contacts.map(({ id: _i, createdAt: _c, updatedAt: _u, ...contact }) => contact);

  it('imports back to the same contacts', async () => {
    const operator = await operatorWith(odd, { sharesProcess: true });
    const { stdout } = await operator.voicebot(['contacts', 'export']);
    expect(stdout.split('\n')[0]).toBe(
      'name,phone,email,business_name,business_website,timezone,tags,do_not_call,plan_tier,_2nd_choice,notes,notes_2,custom:name',
    );
    operator.file('.config/voicebot/other/.env', '');
    const again = ['contacts', 'import', '-', '--profile', 'other'];
    expect(await operator.json(again, { stdin: stdout })).toMatchObject({ created: 4, rejected: 0 });
    const [one, other] = await Promise.all([
      operator.json(['contacts', 'list']),
      operator.json(['contacts', 'list', '--profile', 'other']),
    ]);
    expect(known(listAt(other, 'contacts'))).toEqual(known(listAt(one, 'contacts')));
    expect(await operator.json(['contacts', 'import', '-'], { stdin: stdout })).toMatchObject({
      unchanged: 4,
      updated: 0,
    });
  });

  it('imports back where custom fields are called like columns that import knows', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const custom = ['mobile=0491570156', 'first_name=Countess', 'website=w', 'tel=5'];
    const set = custom.flatMap((pair) => ['--set', pair]);
    await operator.json(['contacts', 'add', '--phone', '0491570006', '--name', 'Ada', ...set]);
    const { stdout } = await operator.voicebot(['contacts', 'export']);
    operator.file('.config/voicebot/other/.env', '');
    await operator.json(['contacts', 'import', '-', '--profile', 'other'], { stdin: stdout });
    const [one, other] = await Promise.all([
      operator.json(['contacts', 'list']),
      operator.json(['contacts', 'list', '--profile', 'other']),
    ]);
    expect(known(listAt(other, 'contacts'))).toEqual(known(listAt(one, 'contacts')));
  });

  it('is the list itself with --json, a header alone for nobody, and more than a page of people', async () => {
    const operator = await operatorWith('Name,Phone\n', { sharesProcess: true });
    expect((await operator.voicebot(['contacts', 'export'])).stdout).toBe(
      'name,phone,email,business_name,business_website,timezone,tags,do_not_call\n',
    );
    expect(await operator.json(['contacts', 'export'])).toEqual({ contacts: [] });
    const rows = Array.from({ length: 1001 }, (_, n) => `P${n},+614${String(10_000_000 + n)}`);
    await operator.voicebot(['contacts', 'import', '-'], { stdin: `Name,Phone\n${rows.join('\n')}\n` });
    expect((await operator.voicebot(['contacts', 'export'])).stdout.trimEnd().split('\n')).toHaveLength(1002);
    const [exported, listed] = await Promise.all([
      operator.json(['contacts', 'export']),
      operator.json(['contacts', 'list']),
    ]);
    expect(listed).toEqual({ ...Object(exported), total: 1001, nextPage: null });
  });
});

describe('a custom field that never reaches the agent', () => {
  it('is named when it is set by hand, in text and in JSON, and not when it is cleared', async () => {
    const { voicebot, json } = await openOperator({ sharesProcess: true });
    const added = await voicebot(
      'contacts add --phone 0491570006 --set direction=north --set plan=gold'.split(' '),
    );
    expect(added.code).toBe(0);
    expect(added.stderr).toBe(
      '! The field direction never reaches your agent, which gets another {{direction}}. Use another name, such as my_direction.\n',
    );
    const edited = await json(['contacts', 'edit', '1', '--set', 'Call Id=7', '--set', 'direction=']);
    expect(edited).toMatchObject({ success: true, hiddenFields: ['call_id'] });
    expect(await json(['contacts', 'edit', '1', '--name', 'Ada'])).not.toHaveProperty('hiddenFields');
  });
});
