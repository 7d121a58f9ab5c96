import { describe, expect, it } from 'vitest';
import { type Operator, openOperator } from '../../support/operator.ts';
import { everything, listAt, objectAt, operatorWith } from '../../support/people.ts';
import { wrongRefusals } from '../../support/refusals.ts';

const full = `Name,Phone,Email,Company,Website,Timezone,Plan,Note,Tags,Do Not Call
Ada,0491570006,ada@x.com,Acme,acme.com,Australia/Perth,gold,old,vip; Sydney,
Bo,0491570156,bo@x.com,,,,,,,yes
`;

const others = (count: number, cells = '') =>
  Array.from({ length: count }, (_, n) => `Person ${n},+614${String(10_000_000 + n)}${cells}`);

const importing = ({ voicebot }: Operator, stdin: string, ...words: string[]) =>
  voicebot(['contacts', 'import', '-', '--json', ...words], { stdin });

async function contact({ json }: Operator, who: string): Promise<Record<string, unknown>> {
  const { createdAt, updatedAt, state, postcode, zones, zonesFrom, ...rest } = objectAt(
    await json(['contacts', 'show', who]),
    'contact',
  );
  return rest;
}

/** Returns every row that an import could change. */
function rowsOf(operator: Operator): unknown {
  const tables = ['contacts', 'contact_tags', 'imports', 'import_changes', 'contact_search_queue'];
  return [everything(operator), ...tables.map((table) => operator.rows(`select * from ${table} order by 1`))];
}

describe('contacts import --on-duplicate', () => {
  const list = 'Name,Phone,Plan\nAda L,0491570006,silver\nCy,0491570157,\nCy B,0491570157,gold\n';
  const policies = [
    {
      policy: 'update',
      code: 0,
      counts: { created: 1, updated: 1, unchanged: 1, skipped: 0, rejected: 0, imported: 3 },
      ada: { name: 'Ada L', customFields: { plan: 'silver', note: 'old' } },
      cy: { name: 'Cy', customFields: { plan: 'gold' } },
    },
    {
      policy: 'skip',
      code: 0,
      counts: { created: 1, updated: 0, unchanged: 0, skipped: 2, rejected: 0, imported: 1 },
      ada: { name: 'Ada', customFields: { plan: 'gold', note: 'old' } },
      cy: { name: 'Cy', customFields: {} },
    },
    {
      policy: 'error',
      code: 6,
      counts: { created: 1, updated: 0, unchanged: 0, skipped: 0, rejected: 2, imported: 1 },
      ada: { name: 'Ada', customFields: { plan: 'gold', note: 'old' } },
      cy: { name: 'Cy', customFields: {} },
    },
  ];

  for (const { policy, code, counts, ada, cy } of policies) {
    it(`${policy}: for a known contact, and for a number that the list has twice`, async () => {
      const operator = await operatorWith(full, { sharesProcess: true });
      const rehearsed = await importing(operator, list, '--on-duplicate', policy, '--dry-run');
      const ran = await importing(operator, list, '--on-duplicate', policy);
      expect(ran.code).toBe(code);
      expect(rehearsed.code).toBe(code);
      expect(ran.json).toMatchObject(counts);
      expect(rehearsed.json).toMatchObject(counts);
      expect(await contact(operator, '0491570006')).toMatchObject(ada);
      const { customFields, ...rest } = await contact(operator, '0491570157');
      expect({ name: rest['name'], customFields }).toEqual(cy);
    });

    it(`${policy}: for a number that comes again a thousand rows later`, async () => {
      const operator = await operatorWith(full, { sharesProcess: true });
      const rows = ['Name,Phone,Plan', 'Cy,0491570157,', ...others(1100, ','), 'Cy B,0491570157,gold'];
      const rehearsed = await importing(operator, rows.join('\n'), '--on-duplicate', policy, '--dry-run');
      const ran = await importing(operator, rows.join('\n'), '--on-duplicate', policy);
      const { skipped, rejected, unchanged } = counts;
      const repeat = { skipped: Math.min(1, skipped), rejected: Math.min(1, rejected), unchanged };
      expect(ran.json).toMatchObject({ created: 1101, updated: 0, ...repeat });
      expect(rehearsed.json).toMatchObject({ created: 1101, updated: 0, ...repeat });
      const { customFields, ...rest } = await contact(operator, '0491570157');
      expect({ name: rest['name'], customFields }).toEqual(cy);
      expect(ran.code).toBe(code);
    });
  }

  it('error says for each rejected row whose number it is', async () => {
    const operator = await operatorWith(full, { sharesProcess: true });
    const ran = await importing(operator, list, '--on-duplicate', 'error');
    expect(listAt(ran.json, 'rejects')).toMatchObject([
      { line: 2, reason: expect.stringMatching(/\+61491570006 already belongs to contact 1 \(Ada\)/) },
      { line: 4, reason: expect.stringMatching(/\+61491570157 is in an earlier row of this list/) },
    ]);
  });

  it('update counts a contact once, whatever batches its rows are in', async () => {
    const operator = await operatorWith(full, { sharesProcess: true });
    const rows = [
      ...['Name,Phone,Plan,Seat', 'Ada L,0491570006,,'],
      ...others(1100, ',,'),
      ...['Ada M,0491570006,,12A', 'Bo,0491570156,silver,'],
    ].join('\n');
    const rehearsed = await importing(operator, rows, '--dry-run');
    const ran = await importing(operator, rows);
    const counts = { created: 1100, updated: 2, unchanged: 1 };
    expect(ran.json).toMatchObject(counts);
    expect(rehearsed.json).toMatchObject(counts);
    expect(await contact(operator, '1')).toMatchObject({
      name: 'Ada L',
      customFields: { plan: 'gold', note: 'old', seat: '12A' },
    });
    operator.clock.advance(60);
    expect((await importing(operator, rows)).json).toMatchObject({ created: 0, updated: 0, unchanged: 1103 });
  });

  it('has no other values', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const words = ['contacts', 'import', 'x.csv', '--on-duplicate', 'merge'];
    expect(await wrongRefusals(operator, [{ words, code: 2, says: /update, skip, error/ }])).toEqual([]);
  });
});

describe('an empty cell in contacts import', () => {
  const ada = {
    id: 1,
    name: 'Ada',
    phoneNumber: '+61491570006',
    email: 'ada@x.com',
    businessName: 'Acme',
    businessWebsite: 'acme.com',
    timezone: 'Australia/Perth',
    customFields: { plan: 'gold', note: 'old' },
    tags: ['Sydney', 'vip'],
    doNotCall: false,
    doNotCallEntry: null,
  };
  const emptied = 'Name,Phone,Email,Plan,Tags\n,0491570006,,,\n';

  it('changes nothing by default', async () => {
    const operator = await operatorWith(full, { sharesProcess: true });
    expect((await importing(operator, emptied)).json).toMatchObject({ unchanged: 1 });
    expect(await contact(operator, '1')).toEqual(ada);
  });

  it('clears its field with --overwrite-empty, and no field without a column', async () => {
    const operator = await operatorWith(full, { sharesProcess: true });
    const ran = await importing(operator, emptied, '--overwrite-empty');
    expect(ran.json).toMatchObject({ updated: 1 });
    expect(await contact(operator, '1')).toEqual({
      ...ada,
      name: '',
      email: null,
      customFields: { note: 'old' },
    });
    operator.clock.advance(60);
    expect((await importing(operator, emptied, '--overwrite-empty')).json).toMatchObject({ unchanged: 1 });
  });

  it('clears business, website and time zone too, and a name in two columns only if both are empty', async () => {
    const operator = await operatorWith(full, { sharesProcess: true });
    const list = 'First Name,Last Name,Phone,Company,Website,Timezone\nAda,,0491570006,,,\n,,0491570156,,,\n';
    await importing(operator, list, '--overwrite-empty');
    const cleared = { businessName: null, businessWebsite: null, timezone: null };
    expect(await contact(operator, '1')).toEqual({ ...ada, ...cleared });
    expect(await contact(operator, '2')).toMatchObject({ name: '', email: 'bo@x.com' });
  });

  const repeats: [what: string, between: number][] = [
    ['next to it', 0],
    ['a thousand rows later', 1100],
  ];
  for (const [what, between] of repeats) {
    it(`of a second row for the same number clears nothing that the first row sets (${what})`, async () => {
      const operator = await operatorWith(full, { sharesProcess: true });
      const rows = [
        ...['Name,Phone,Email,Plan', 'Ada B,0491570006,b@x.com,'],
        ...others(between, ',,'),
        ',0491570006,,platinum',
      ];
      await importing(operator, rows.join('\n'), '--overwrite-empty');
      expect(await contact(operator, '1')).toEqual({
        ...ada,
        name: 'Ada B',
        email: 'b@x.com',
        customFields: { plan: 'platinum', note: 'old' },
      });
    });
  }

  it('of a second row a thousand rows later clears nothing either', async () => {
    const operator = await operatorWith(full, { sharesProcess: true });
    const rows = ['Name,Phone,Email', 'Ada,0491570006,ada@x.com', ...others(1100, ','), ',0491570006,'];
    await importing(operator, rows.join('\n'), '--overwrite-empty');
    expect(await contact(operator, '1')).toEqual(ada);
  });
});

describe('a do-not-call mark survives every import', () => {
  const lists: [what: string, list: string, words: string[]][] = [
    ['without the column', 'Name,Phone\nBo,0491570156\n', []],
    ['with an empty cell', 'Phone,Do Not Call\n0491570156,\n', ['--overwrite-empty']],
    ['that says no', 'Phone,Do Not Call\n0491570156,no\n', []],
    ['that says no, with --overwrite-empty', 'Phone,DNC\n0491570156,No\n', ['--overwrite-empty']],
    ['that says no twice', 'Phone,Do Not Call\n0491570156,no\n0491570156,false\n', ['--overwrite-empty']],
  ];
  for (const [what, list, words] of lists) {
    it(what, async () => {
      const operator = await operatorWith(full, { sharesProcess: true });
      const since = operator.rows('select do_not_call_at from contacts where id = 2');
      operator.clock.advance(3600);
      expect((await importing(operator, list, ...words)).code).toBe(0);
      expect(await contact(operator, '2')).toMatchObject({ doNotCall: true });
      expect(operator.rows('select do_not_call_at from contacts where id = 2')).toEqual(since);
    });
  }

  it('and is set if one of two rows has it, in either order, near or far', async () => {
    for (const cells of [
      ['yes', 'no'],
      ['no', 'yes'],
      ['', 'x'],
    ])
      for (const between of [0, 1100]) {
        const operator = await openOperator({ sharesProcess: true });
        const rows = [`Cy,0491570157,${cells[0]}`, ...others(between, ','), `Cy,0491570157,${cells[1]}`];
        await importing(operator, `Name,Phone,Do Not Call\n${rows.join('\n')}\n`);
        expect(await contact(operator, '1'), `${cells} ${between}`).toMatchObject({ doNotCall: true });
      }
  });

  it('and a cell that is neither yes nor no rejects the row', async () => {
    const operator = await operatorWith(full, { sharesProcess: true });
    const ran = await importing(operator, 'Name,Phone,Do Not Call\nCy,0491570157,perhaps\n');
    expect(ran).toMatchObject({ code: 6, json: { created: 0, rejected: 1 } });
    expect(listAt(ran.json, 'rejects')).toMatchObject([{ column: 'Do Not Call', value: 'perhaps' }]);
  });
});

describe('contacts import and tags', () => {
  it('--tag is added to every contact, besides their tags and those of the list', async () => {
    const operator = await operatorWith(full, { sharesProcess: true });
    const list = 'Name,Phone,Tags\nAda,0491570006,"VIP, new"\nBo,0491570156,\nCy,0491570157,perth\n';
    const ran = await importing(operator, list, '--tag', 'March', '--tag', 'Perth', '--tag', 'march');
    expect(ran.json).toMatchObject({ created: 1, updated: 2 });
    expect((await contact(operator, '1'))['tags']).toEqual(['March', 'new', 'Perth', 'Sydney', 'vip']);
    expect((await contact(operator, '2'))['tags']).toEqual(['March', 'Perth']);
    expect((await contact(operator, '3'))['tags']).toEqual(['March', 'perth']);
    operator.clock.advance(60);
    const again = await importing(operator, list, '--tag', 'MARCH', '--tag', 'PERTH');
    expect(again.json).toMatchObject({ unchanged: 3, updated: 0 });
  });

  it('a tag in other capitals beyond ASCII is the same tag', async () => {
    const operator = await operatorWith('Name,Phone,Tags\nAda,0491570006,Đại lý\n', { sharesProcess: true });
    expect((await importing(operator, 'Phone,Tags\n0491570006,ĐẠI LÝ\n')).json).toMatchObject({
      unchanged: 1,
    });
    expect((await contact(operator, '1'))['tags']).toEqual(['Đại lý']);
  });

  it('an invalid tag is refused before anything is read', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const refused = ['', ' ', 'a,b', 'a;b', 'x'.repeat(51)].map((tag) => ({
      words: ['contacts', 'import', 'list.csv', '--tag', tag],
      code: 2,
      says: /cannot be a tag/,
    }));
    expect(await wrongRefusals(operator, refused)).toEqual([]);
  });
});

describe('contacts import --dry-run', () => {
  const list = [
    'Name,Phone,Email,Plan,Tags,Do Not Call',
    'Ada L,0491570006,,platinum,NEW,yes',
    'Bo,0491570156,,,,no',
    'Cy,0491570157,cy@x.com,gold,a;b,yes',
    'Ada M,0491570006,other@x.com,,,',
    'Bad,12,,,,',
  ].join('\n');

  it('prints field by field what would change, and changes no row of any table', async () => {
    const operator = await operatorWith(full, { sharesProcess: true });
    const before = rowsOf(operator);
    const words = ['--dry-run', '--tag', 'March', '--overwrite-empty'];
    const ran = await importing(operator, list, ...words);
    expect(ran.code).toBe(6);
    expect(ran.json).toMatchObject({ dryRun: true, created: 1, updated: 2, unchanged: 1, rejected: 1 });
    expect(listAt(ran.json, 'changes')).toEqual([
      {
        ...{ line: 2, contactId: 1, phoneNumber: '+61491570006', name: 'Ada L' },
        fields: [
          { field: 'name', before: 'Ada', after: 'Ada L' },
          { field: 'email', before: 'ada@x.com', after: 'other@x.com' },
          { field: 'plan', before: 'gold', after: 'platinum' },
          { field: 'tags', before: 'Sydney; vip', after: 'Sydney; vip; NEW; March' },
          { field: 'doNotCall', before: '', after: 'yes' },
        ],
      },
      {
        ...{ line: 3, contactId: 2, phoneNumber: '+61491570156', name: 'Bo' },
        fields: [
          { field: 'email', before: 'bo@x.com', after: '' },
          { field: 'tags', before: '', after: 'March' },
        ],
      },
      { line: 4, contactId: null, phoneNumber: '+61491570157', name: 'Cy', fields: [] },
    ]);
    expect(rowsOf(operator)).toEqual(before);
    const done = await importing(operator, list, ...words.slice(1));
    const { dryRun, changes, ...counts } = objectAt(ran.json);
    expect(done.json).toEqual(counts);
  });

  it('finds nothing to change after the import, and neither does a third import', async () => {
    const operator = await operatorWith(full, { sharesProcess: true });
    const words = ['--tag', 'March', '--overwrite-empty'];
    await importing(operator, list, ...words);
    const before = everything(operator);
    for (const extra of [['--dry-run'], [], []]) {
      operator.clock.advance(60);
      const ran = await importing(operator, list, ...words, ...extra);
      expect(ran.json).toMatchObject({ created: 0, updated: 0, unchanged: 4, rejected: 1 });
    }
    expect(everything(operator)).toEqual(before);
  });

  it('prints a table for people', async () => {
    const operator = await operatorWith(full, { sharesProcess: true });
    const ran = await operator.voicebot(['contacts', 'import', '-', '--dry-run'], { stdin: list });
    expect(ran.stdout).toContain('Dry run of 4 rows: 1 new, 1 updated, 2 unchanged');
    expect(ran.stderr).toMatch(/Ada L \+61491570006 +name +Ada +Ada L/);
    expect(ran.stderr).toMatch(/Cy \+61491570157 +new/);
  });
});
