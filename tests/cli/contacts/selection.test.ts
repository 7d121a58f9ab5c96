import { describe, expect, it } from 'vitest';
import { openStore } from '../../../src/store/open-store.ts';
import { migrations } from '../../operations/calling/due-calls.ts';
import { inOneProcess } from '../../support/one-process.ts';
import { type Operator, openOperator } from '../../support/operator.ts';
import { everything, listAt, objectAt, operatorWith } from '../../support/people.ts';
import { wrongRefusals } from '../../support/refusals.ts';

const list = `Name,Phone,Email,Company,Website,Timezone,Plan Tier,Note,Tags,Do Not Call
Ada Lovelace,0491570006,ada@example.com,Analytical Engines,engines.org,Australia/Perth,Gold,"a=b ""c"" 100%",vip; Sydney,
Nguyễn Văn Ân,0491570156,an@pho.vn,Phở & Sons,,Asia/Ho_Chi_Minh,gold plated,NEAR(x y),VIP,
山田太郎,0491570157,taro@yamada.jp,サーバー株式会社,,Asia/Tokyo,GOLD,*,,yes
김철수,0491570158,,Đặng Ørsted,,,silver,a AND b OR NOT c,,
𠮷野 Zoë,0491570159,zoe@example.com,O'Brien-Smith,,UTC,,-^:(),sydney,
Émile Zola,0491570313,EMILE@Example.com,,,,Straße,x,,
`;

const ids = (document: unknown) => listAt(document, 'contacts').map(({ id }) => id);

async function found({ json }: Operator, words: string[]): Promise<unknown[]> {
  return ids(await json(['contacts', 'list', ...words]));
}

/** What is found for each of these, in the order in which they stand. */
async function expectFound(operator: Operator, cases: [words: string[], ids: number[]][]): Promise<void> {
  const lines = cases.map(([words]) => ({ words: ['contacts', 'list', ...words, '--json'] }));
  const ran = await inOneProcess(operator, lines);
  expect(ran.map(({ json }, index) => [cases[index]?.[0], ids(json)])).toEqual(cases);
}

const expectWhere = (operator: Operator, cases: [string, number[]][]) =>
  expectFound(
    operator,
    cases.map(([where, who]) => [['--where', where], who]),
  );

describe('--where finds those whose field is this', () => {
  it('a field that everybody has, capitals or not, and a number in any form', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    const cases: [string, number[]][] = [
      ['name=ada lovelace', [1]],
      ['name=ADA LOVELACE', [1]],
      ['name=Ada', []],
      ['name=NGUYỄN VĂN ÂN', [2]],
      ['name=Nguyen Van An', []],
      ['name=山田太郎', [3]],
      ['name=émile zola', [6]],
      ['email=emile@example.COM', [6]],
      ['email=', [4]],
      ['business_name=phở & sons', [2]],
      ['businessName=Phở & Sons', [2]],
      ['business_website=engines.org', [1]],
      ['business_website=', [2, 3, 4, 5, 6]],
      ['timezone=utc', [5]],
      ['timezone=', [4, 6]],
      ['phone=+61491570157', [3]],
      ['phone=0491 570 157', [3]],
      ['phone_number=61491570157', [3]],
      ['phone=0491570', []],
      ['do_not_call=yes', [3]],
      ['do_not_call=NO', [1, 2, 4, 5, 6]],
      ['do_not_call=perhaps', []],
    ];
    await expectWhere(operator, cases);
  });

  it('a field of the operator’s own, whatever the value holds', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    const cases: [string, number[]][] = [
      ['plan_tier=gold', [1, 3]],
      ['Plan Tier=GOLD', [1, 3]],
      ['planTier= gold ', [1, 3]],
      ['plan_tier=gold plated', [2]],
      ['plan_tier=plated gold', []],
      ['plan_tier=gol', []],
      ['plan_tier=straße', [6]],
      ['plan_tier=', [5]],
      ['note=a=b "c" 100%', [1]],
      ['note=NEAR(x y)', [2]],
      ['note=near(X Y)', [2]],
      ['note=x y', []],
      ['note=*', [3]],
      ['note=%', []],
      ['note=a AND b OR NOT c', [4]],
      ['note=-^:()', [5]],
      ["note='", []],
      ['note="', []],
    ];
    await expectWhere(operator, cases);
  });

  it('all of it, where it is given twice', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    await expectFound(operator, [
      [['--where', 'plan_tier=gold', '--where', 'do_not_call=no'], [1]],
      [['--where', 'plan_tier=gold', '--tag', 'vip'], [1]],
      [['--search', 'example.com', '--where', 'timezone=UTC'], [5]],
      [['--where', 'plan_tier=gold', '--where', 'plan_tier=silver'], []],
    ]);
  });

  it('wants to know which field', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    const refused = ['gold', '=gold', '!=gold', ''].map((where) => ({
      words: ['contacts', 'list', '--where', where],
      code: 2,
      says: /does not say which field/,
    }));
    for (const field of ['nothing', 'constructor', 'plan_teir']) {
      const says = new RegExp(`No contact has a field "${field}"`);
      refused.push({ words: ['contacts', 'list', '--where', `${field}=gold`], code: 2, says });
    }
    expect(await wrongRefusals(operator, refused)).toEqual([]);
  });
});

describe('--search finds those with words that begin with it', () => {
  it('in any field, tag or script, or with this in their number', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    const cases: [string, number[]][] = [
      ['ada', [1]],
      ['LOVE ad', [1]],
      ['ovelace', []],
      ['nguyen', [2]],
      ['NGUYEN van', [2]],
      ['Nguyễn', [2]],
      ['pho', [2]],
      ['山田', [3]],
      ['太郎', [3]],
      ['太', [3]],
      ['サーバー', [3]],
      ['ｻｰﾊﾞｰ', [3]],
      ['株式', [3]],
      ['철수', [4]],
      ['김', [4]],
      ['dang', [4]],
      ['ĐẶNG', [4]],
      ['orsted', [4]],
      ['𠮷野', [5]],
      ['野', [5]],
      ['zoe', [5]],
      ['zoë', [5]],
      ['Zoe\u0308', [5]],
      ["o'brien", [5]],
      ['brien smi', [5]],
      ['emile', [6]],
      ['example', [1, 5, 6]],
      ['ada@example.com', [1]],
      ['@example.com', [1, 5, 6]],
      ['engines.org', [1]],
      ['analyt', [1]],
      ['gold', [1, 2, 3]],
      ['plated', [2]],
      ['vip', [1, 2]],
      ['syd', [1, 5]],
      ['0491570157', [3]],
      ['0491 570 157', [3]],
      ['+61 491 570 157', [3]],
      ['61 157', []],
      ['(0491) 570-157', [3]],
      ['570157', [3]],
      ['570 15', [2, 3, 4, 5]],
      ['70157', [3]],
      ['57', [1, 2, 3, 4, 5, 6]],
      ['13', [6]],
      ['zola 313', [6]],
      ['zola 0491570313', [6]],
      ['zola 70157', []],
      ['100', [1]],
      ['AND', [4]],
      ['NOT', [4]],
      ['near', [2]],
      ['ada OR zola', []],
      ['name:ada', []],
      ['ad*', [1]],
      ['"ada', [1]],
      ['^ada', [1]],
      ['ada -zola', []],
      ['', []],
      [' ', []],
      ['*', []],
      ['"', []],
      ['%', []],
      ['()', []],
      ['🎉', []],
      ['🎉 ada', [1]],
      ['perth', []],
    ];
    // Through the store, for the program takes a while to start.
    const store = openStore({ path: operator.database, migrations });
    const all = cases.map(async ([search]) => [
      search,
      (await store.listContacts({ search })).map(({ id }) => id),
    ]);
    expect(await Promise.all(all)).toEqual(cases);
    store.close();
    await expectFound(
      operator,
      cases.filter((_, n) => n % 9 === 0).map(([text, who]) => [[`--search=${text}`], who]),
    );
  });
});

describe('what is found follows what is done', () => {
  it('at once, however the contacts change', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    const steps: { words: string[]; stdin?: string; now: [search: string, ids: number[]][] }[] = [
      { words: ['contacts', 'tags'], now: [['gold', [1, 2, 3]]] },
      {
        words: [
          'contacts',
          'edit',
          '1',
          '--name',
          'Grace',
          '--set',
          'plan_tier=tin',
          '--phone',
          '0491570737',
        ],
        now: [
          ['ada', [1]],
          ['lovelace', []],
          ['grace', [1]],
          ['gold', [2, 3]],
          ['tin', [1]],
          ['570006', []],
          ['570737', [1]],
        ],
      },
      {
        words: ['contacts', 'tag', 'winter', '2', '6'],
        now: [
          ['winter', [2, 6]],
          ['wint', [2, 6]],
        ],
      },
      { words: ['contacts', 'untag', 'WINTER', '2'], now: [['winter', [6]]] },
      // The newest goes, and the next one has a number that the index has never had.
      {
        words: ['contacts', 'remove', '6', '--yes'],
        now: [
          ['zola', []],
          ['winter', []],
        ],
      },
      {
        words: ['contacts', 'add', '--phone', '0491570738', '--name', 'Zola', '--tag', 'winter'],
        now: [
          ['zola', [7]],
          ['winter', [7]],
        ],
      },
      { words: ['contacts', 'remove', '7', '--yes'], now: [['zola', []]] },
      {
        words: ['contacts', 'import', '-', '--tag', 'winter'],
        stdin: 'Name,Phone,Plan Tier\nZola,0491570738,tin\nVăn,0491570156,tin\n',
        now: [
          ['zola', [8]],
          ['winter', [2, 8]],
          ['nguyen', []],
          ['van', [2]],
          ['tin', [1, 2, 8]],
        ],
      },
      {
        words: ['contacts', 'import', '--undo', '--yes'],
        now: [
          ['zola', []],
          ['winter', []],
          ['nguyen', [2]],
          ['tin', [1]],
          ['gold', [2, 3]],
        ],
      },
      {
        words: ['contacts', 'import', '-', '--overwrite-empty'],
        stdin: 'Name,Phone,Plan Tier\n,0491570156,\n',
        now: [
          ['nguyen', []],
          ['gold', [3]],
        ],
      },
    ];
    for (const { words, stdin, now } of steps) {
      operator.clock.advance(60);
      const ran = await operator.voicebot(words, stdin === undefined ? {} : { stdin });
      expect(ran, words.join(' ')).toMatchObject({ code: 0 });
      await expectFound(
        operator,
        now.map(([text, who]) => [['--search', text], who]),
      );
    }
    await expectFound(operator, [
      [['--where', 'plan_tier=tin'], [1]],
      [['--where', 'plan_tier=gold'], [3]],
    ]);
  });

  it('nobody is missed or found twice when everybody goes and comes again without a search between', async () => {
    const operator = await operatorWith('Name,Phone\nAda,0491570006\nBo,0491570156\n', {
      sharesProcess: true,
    });
    await expectFound(operator, [[['--search', 'ada'], [1]]]);
    for (const id of ['1', '2']) await operator.voicebot(['contacts', 'remove', id, '--yes']);
    await operator.voicebot(['contacts', 'add', '--phone', '0491570006', '--name', 'Ada']);
    await operator.voicebot(['contacts', 'remove', '3', '--yes']);
    await operator.voicebot(['contacts', 'add', '--phone', '0491570006', '--name', 'Ada']);
    await operator.voicebot(['contacts', 'edit', '4', '--name', 'Adam']);
    await expectFound(operator, [
      [['--search', 'ada'], [4]],
      [['--search', 'bo'], []],
    ]);
  });
});

describe('contacts tag, untag and tags', () => {
  it('give a tag, take it and count it, capitals or not', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    const { json } = operator;
    expect(await json(['contacts', 'tags'])).toMatchObject({
      tags: [
        { tag: 'Sydney', contacts: 2 },
        { tag: 'vip', contacts: 2 },
      ],
    });
    expect(await json(['contacts', 'tag', 'Vip', '1-3', '0491570158'])).toMatchObject({
      success: true,
      ...{ tag: 'Vip', changed: 2, unchanged: 2 },
    });
    await expectFound(operator, [
      [
        ['--tag', 'vIP'],
        [1, 2, 3, 4],
      ],
    ]);
    expect(await json(['contacts', 'untag', 'VIP', '1', '2', '5'])).toMatchObject({
      changed: 2,
      unchanged: 1,
    });
    await expectFound(operator, [
      [
        ['--tag', 'vip'],
        [3, 4],
      ],
      [['--tag', 'vip', '--tag', 'sydney'], []],
      [
        ['--tag', 'SYDNEY'],
        [1, 5],
      ],
    ]);
    await operator.voicebot(['contacts', 'untag', 'vip', '--tag', 'vip']);
    const refused = ['syd', '%', 'vip'].map((tag) => ({
      words: ['contacts', 'list', '--tag', tag],
      code: 2,
      says: new RegExp(`No contact has the tag "${tag}"[^]*The tags are: Sydney`),
    }));
    expect(await wrongRefusals(operator, refused)).toEqual([]);
    expect(listAt(await json(['contacts', 'tags']), 'tags')).toHaveLength(1);
  });

  it('capitals beyond ASCII are no other tag', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    await operator.voicebot(['contacts', 'tag', 'Đại lý', '1', '2']);
    expect(await operator.json(['contacts', 'tag', 'ĐẠI LÝ', '2', '3'])).toMatchObject({ changed: 1 });
    await expectFound(operator, [
      [
        ['--tag', 'đại lý'],
        [1, 2, 3],
      ],
    ]);
    expect(listAt(await operator.json(['contacts', 'tags']), 'tags')).toContainEqual({
      ...{ tag: 'Đại lý', contacts: 3 },
    });
    expect(await operator.json(['contacts', 'untag', 'đẠi lÝ', '1'])).toMatchObject({ changed: 1 });
  });

  it('by filter, and of those named by id and number, ranges and standard input, only who meets it', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    const { json } = operator;
    expect(await json(['contacts', 'tag', 'a', '--where', 'plan_tier=gold'])).toMatchObject({ changed: 2 });
    expect(await json(['contacts', 'tag', 'b', '1-3', '--where', 'plan_tier=gold'])).toMatchObject({
      changed: 2,
    });
    expect(await json(['contacts', 'tag', 'c', '6', '0491570006', '--search', 'example'])).toMatchObject({
      changed: 2,
    });
    expect(await json(['contacts', 'tag', 'd', '-', '--tag', 'vip'], { stdin: '2\n5\n' })).toMatchObject({
      changed: 1,
    });
    await expectFound(operator, [
      [
        ['--tag', 'a'],
        [1, 3],
      ],
      [
        ['--tag', 'b'],
        [1, 3],
      ],
      [
        ['--tag', 'c'],
        [1, 6],
      ],
      [['--tag', 'd'], [2]],
    ]);
  });

  it('refuse what would be nobody, and change nothing', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    const before = operator.rows('select * from contact_tags order by 1, 2');
    const refused = [
      { words: ['contacts', 'tag', 'x'], code: 2, says: /No contact was named/ },
      { words: ['contacts', 'tag', 'x', '99', '1'], code: 3, says: /id 99/ },
      { words: ['contacts', 'tag', 'x', '--tag', 'nobody'], code: 2, says: /the tag "nobody"/ },
      { words: ['contacts', 'untag', 'vip', '4', '--tag', 'vip'], code: 3, says: /None of these/ },
      { words: ['contacts', 'tag', 'a,b', '1'], code: 2, says: /cannot be a tag/ },
      { words: ['contacts', 'tag', '', '1'], code: 2, says: /cannot be a tag/ },
    ];
    expect(await wrongRefusals(operator, refused)).toEqual([]);
    expect(operator.rows('select * from contact_tags order by 1, 2')).toEqual(before);
  });
});

describe('a selection is the same wherever it is made', () => {
  const selections: [string[], number[]][] = [
    [
      ['--tag', 'vip'],
      [1, 2],
    ],
    [['--where', 'plan_tier=silver'], [4]],
    [
      ['--search', 'example.com'],
      [1, 5, 6],
    ],
    [['--search', 'example.com', '--tag', 'sydney', '--where', 'timezone=UTC'], [5]],
  ];
  for (const [words, who] of selections)
    it(`${words.join(' ')}`, async () => {
      const operator = await operatorWith(list, { sharesProcess: true });
      const { json } = operator;
      expect(await found(operator, words)).toEqual(who);
      expect(ids(await json(['contacts', 'export', ...words]))).toEqual(who);
      const csv = await operator.voicebot(['contacts', 'export', ...words]);
      expect(csv.stdout.trimEnd().split('\n')).toHaveLength(who.length + 1);
      const scheduled = await json(['schedule', ...words, '--at', '+10m']);
      expect(listAt(scheduled, 'scheduledCalls').map(({ contactId }) => contactId)).toEqual(who);
      await json(['contacts', 'tag', 'chosen', ...words]);
      expect(await found(operator, ['--tag', 'chosen'])).toEqual(who);
      const both = ['contacts', 'tag', 'both', '5', '2', '1-4', ...words];
      await json(both);
      expect(await found(operator, ['--tag', 'both'])).toEqual(who.filter((id) => id < 6));
      const bothAgain = ['6', '5', '4', '1-3', ...words, '--at', '+10m', '--if-scheduled', 'again'];
      const again = await json(['schedule', ...bothAgain, '--dry-run']);
      expect(listAt(again, 'scheduledCalls').map(({ contactId }) => contactId)).toEqual(
        [6, 5, 4, 1, 2, 3].filter((id) => who.includes(id)),
      );
    });

  it('nobody: exit 3, and nothing is scheduled; an empty list and export are none', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    const before = everything(operator);
    const nobody = [
      ['--tag', 'vip', '--where', 'plan_tier=lead'],
      ['--where', 'plan_tier=lead'],
      ['--search', 'nobody'],
      ['--search', '***'],
    ];
    const refused = nobody.flatMap((words) => [
      { words: ['schedule', ...words, '--at', '+10m'], code: 3, says: /No contact matches/ },
      { words: ['schedule', '1', '4', ...words, '--at', '+10m'], code: 3, says: /None of these/ },
    ]);
    refused.push({ words: ['schedule', '--at', '+10m'], code: 2, says: /No contact was named/ });
    expect(await wrongRefusals(operator, refused)).toEqual([]);
    expect(everything(operator)).toEqual(before);
    for (const words of nobody) {
      expect(await found(operator, words)).toEqual([]);
      expect(await operator.json(['contacts', 'export', ...words])).toEqual({ contacts: [] });
    }
  });

  it('2,500 people at once', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const rows = Array.from(
      { length: 2600 },
      (_, n) => `P${n},+614${10_000_000 + n},${n < 2500 ? 'in' : ''}`,
    );
    await operator.voicebot(['contacts', 'import', '-'], { stdin: `Name,Phone,Group\n${rows.join('\n')}\n` });
    const all = Array.from({ length: 2500 }, (_, n) => n + 1);
    expect(await found(operator, ['--where', 'group=in'])).toEqual(all);
    expect(await operator.json(['contacts', 'tag', 'in', '--search', 'in'])).toMatchObject({ changed: 2500 });
    const scheduled = await operator.json(['schedule', '--tag', 'in', '--at', '+10m', '--every', '1s']);
    expect(listAt(scheduled, 'scheduledCalls').map(({ contactId }) => contactId)).toEqual(all);
    expect(await operator.json(['contacts', 'untag', 'in', '1-2600'])).toMatchObject({
      ...{ changed: 2500, unchanged: 100 },
    });
  });
});

describe('contacts list --sort, --page and --limit', () => {
  it('sorts, and leafs through what is sorted and chosen', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    await operator.voicebot(['contacts', 'add', '--phone', '0491570110', '--name', 'bob']);
    await expectFound(operator, [
      [
        ['--sort', 'id'],
        [1, 2, 3, 4, 5, 6, 7],
      ],
      [['--sort=-id'], [7, 6, 5, 4, 3, 2, 1]],
      [
        ['--sort', 'phone', '--limit', '2'],
        [1, 7],
      ],
      [
        ['--sort', 'name', '--limit', '3'],
        [1, 7, 2],
      ],
      [['--sort=-name', '--limit', '1'], [5]],
      [
        ['--sort=email', '--search', 'example'],
        [1, 6, 5],
      ],
      [
        ['--sort=-email', '--search', 'example'],
        [5, 6, 1],
      ],
      [
        ['--limit', '3', '--page', '1'],
        [1, 2, 3],
      ],
      [
        ['--limit', '3', '--page', '2'],
        [4, 5, 6],
      ],
      [['--limit', '3', '--page', '3'], [7]],
      [['--limit', '3', '--page', '4'], []],
      [
        ['--page', '1'],
        [1, 2, 3, 4, 5, 6, 7],
      ],
      [['--page', '2'], []],
      [['--tag', 'vip', '--sort=-id', '--limit', '1', '--page', '2'], [1]],
    ]);
  });

  it('refuses what is no order, page or limit, and says where a page is empty', async () => {
    const operator = await operatorWith(list, { sharesProcess: true });
    const refused = [
      { words: ['contacts', 'list', '--sort', 'tags'], code: 2, says: /cannot be sorted by "tags"/ },
      { words: ['contacts', 'list', '--sort', ''], code: 2, says: /cannot be sorted/ },
      { words: ['contacts', 'list', '--page', '0'], code: 2, says: /"0" is not a whole number/ },
      { words: ['contacts', 'list', '--limit', 'x'], code: 2, says: /"x" is not a whole number/ },
    ];
    expect(await wrongRefusals(operator, refused)).toEqual([]);
    const empty = await operator.voicebot(['contacts', 'list', '--page', '9']);
    expect(empty).toMatchObject({ code: 0, stdout: '', stderr: expect.stringContaining('no page 9') });
  });
});

describe('a tag that dies half-way', () => {
  it('is given by the same command again', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const store = openStore({ path: operator.database, migrations });
    const drafts = Array.from({ length: 1500 }, (_, n) => ({
      ...{ phoneNumber: `+614${10_000_000 + n}`, name: `P${n}`, customFields: {} },
    }));
    await store.saveContacts(drafts, operator.clock.now());
    store.close();
    const tag = ['contacts', 'tag', 'in', '1-1500', '--json'];
    const { dieAt } = await import('../../crashes/crashing.ts');
    await dieAt(operator, 'after-setTag:1', tag);
    expect(await operator.json(tag)).toMatchObject({ changed: 500, unchanged: 1000 });
    expect(objectAt(await operator.json(['contacts', 'tags']), 'tags', 0)).toEqual({
      tag: 'in',
      contacts: 1500,
    });
    expect(await found(operator, ['--search', 'p1499 in'])).toEqual([1500]);
  });
});
