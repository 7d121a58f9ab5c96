import { describe, expect, it } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';
import { dieAt } from '../../crashes/crashing.ts';
import { requestsTo } from '../../operations/calling/due-calls.ts';
import { type Operator, openOperator } from '../../support/operator.ts';
import { contactsOf, everything, objectAt, operatorAfter, operatorWith } from '../../support/people.ts';
import { wrongRefusals } from '../../support/refusals.ts';

const first = `Name,Phone,Email,Company,Website,Timezone,Plan,Note,Tags,Do Not Call
Ada,0491570006,ada@x.com,Acme,acme.com,Australia/Perth,gold,old,vip,
Bo,0491570156,,,,,,,,
Cy,0491570157,cy@x.com,,,,,,,yes
`;
const second = `Name,Phone,Email,Company,Website,Timezone,Plan,Seat,Tags,Do Not Call
Ada Lovelace,0491570006,new@x.com,Engines,engines.com,UTC,silver,12A,March,yes
Bo,0491570156,,,,,,,March,
Di,0491570158,di@x.com,,,,gold,,March,
Ed,0491570159,,,,,,,,yes
`;
const undo = ['contacts', 'import', '--undo', '--yes', '--json'];

async function importing(operator: Operator, stdin: string, ...words: string[]): Promise<void> {
  operator.clock.advance(60);
  const { code, stderr } = await operator.voicebot(['contacts', 'import', '-', ...words], { stdin });
  if (code !== 0) throw new Error(stderr);
  operator.clock.advance(60);
}

/** Returns contacts as an operator sees them, without the time of the last change. */
async function seen(operator: Operator): Promise<Record<string, unknown>[]> {
  return (await contactsOf(operator)).map(({ updatedAt, ...contact }) => contact);
}

/** Returns contacts as an undo of the second list leaves them: with the do-not-call mark that it brought Ada. */
const withMarkOfAda = (contacts: Record<string, unknown>[]) =>
  contacts.map((contact) => (contact['id'] === 1 ? { ...contact, doNotCall: true } : contact));

/** Imports two lists. @returns as `before` what an undo leaves: the contacts after the first, and the mark that the second brought */
async function imported(): Promise<{ operator: Operator; before: Record<string, unknown>[] }> {
  const before = withMarkOfAda(await seen(await operatorWith(first, { sharesProcess: true })));
  const operator = await operatorAfter(
    'import-undo: imported',
    async () => {
      const made = await operatorWith(first, { sharesProcess: true });
      await importing(made, second);
      return made;
    },
    { sharesProcess: true },
  );
  return { operator, before };
}

const rowsLeft = ({ rows }: Operator) => rows('select * from import_changes');

describe('contacts import --undo', () => {
  it('removes the contacts that the import created, and restores every field that it changed', async () => {
    const { operator, before } = await imported();
    const ran = await operator.voicebot(undo);
    expect(ran).toMatchObject({ code: 0, json: { success: true, removed: 2, restored: 2, left: [] } });
    expect(await seen(operator)).toEqual(before);
    expect(operator.rows('select * from contact_tags order by 1')).toEqual([{ contact_id: 1, tag: 'vip' }]);
    expect(rowsLeft(operator)).toEqual([]);
  });

  it('restores what --overwrite-empty cleared', async () => {
    const operator = await operatorWith(first, { sharesProcess: true });
    const before = await seen(operator);
    const cells = 'Name,Phone,Email,Company,Website,Timezone,Plan,Note\n,0491570006,,,,,,\n';
    await importing(operator, cells, '--overwrite-empty');
    expect(await seen(operator)).not.toEqual(before);
    await operator.voicebot(undo);
    expect(await seen(operator)).toEqual(before);
  });

  it('removes the tags that the import added, and no tag that was added by hand', async () => {
    const operator = await operatorWith(first, { sharesProcess: true });
    await importing(operator, second, '--tag', 'VIP');
    await operator.voicebot(['contacts', 'tag', 'mine', '1', '2']);
    expect(await operator.json(undo)).toMatchObject({ removed: 2, restored: 2 });
    expect((await seen(operator)).map(({ tags }) => tags)).toEqual([['mine', 'vip'], ['mine'], []]);
  });

  it('undoes rows about the same contact that are a thousand rows apart', async () => {
    const operator = await operatorWith(first, { sharesProcess: true });
    const before = await seen(operator);
    const others = Array.from({ length: 1100 }, (_, n) => `Person ${n},+614${String(10_000_000 + n)},,`);
    const rows = [
      ...['Name,Phone,Plan,Tags', 'Ada,0491570006,silver,one', 'Di,0491570158,,one'],
      ...others,
      ...['Ada,0491570006,,two', 'Di,0491570158,gold,two', 'Bo,0491570156,gold,'],
    ];
    await importing(operator, rows.join('\n'));
    expect(await operator.json(undo)).toMatchObject({ removed: 1101, restored: 2, left: [] });
    expect(await seen(operator)).toEqual(before);
    expect(operator.rows('select * from contact_tags')).toHaveLength(1);
  });

  it('undoes only the last import, and only once', async () => {
    const { operator } = await imported();
    await operator.voicebot(undo);
    const before = everything(operator);
    const refused = [{ words: undo.slice(0, 4), code: 5, says: /has already been undone/ }];
    expect(await wrongRefusals(operator, refused)).toEqual([]);
    expect(everything(operator)).toEqual(before);
    await importing(operator, 'Name,Phone\nEd,0491570159\n');
    expect(await operator.json(undo)).toMatchObject({ removed: 1, restored: 0 });
    expect(everything(operator)).toEqual(before);
  });

  it('is not affected by a dry run or a refused list after the import', async () => {
    const { operator, before } = await imported();
    const stdin = 'Name,Phone\nAda,0491570006\n';
    await operator.voicebot(['contacts', 'import', '-', '--dry-run'], { stdin });
    await operator.voicebot(['contacts', 'import', '-'], { stdin: 'Name\nAda\n' });
    await operator.voicebot(undo);
    expect(await seen(operator)).toEqual(before);
  });

  it('asks first, and is refused if it cannot ask or there is nothing to undo', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const nothing = [{ words: undo.slice(0, 4), code: 3, says: /Nothing has been imported/ }];
    expect(await wrongRefusals(operator, nothing)).toEqual([]);
    await importing(operator, first);
    const before = everything(operator);
    const refused = [
      { words: undo.slice(0, 3), code: 2, says: /--yes/ },
      { words: [...undo.slice(0, 3), '--no-input'], code: 2, says: /--yes/ },
      { words: [...undo.slice(0, 4), 'list.csv'], code: 2, says: /no file/ },
    ];
    expect(await wrongRefusals(operator, refused)).toEqual([]);
    expect(everything(operator)).toEqual(before);
  });

  it('leaves contacts that were edited since, and lists them', async () => {
    const { operator, before } = await imported();
    await operator.voicebot(['contacts', 'edit', '1', '--set', 'note=mine']);
    await operator.voicebot(['contacts', 'edit', '5', '--do-not-call']);
    const kept = (await seen(operator)).filter(({ id }) => id === 1 || id === 5);
    const ran = await operator.voicebot(undo.slice(0, 4));
    expect(ran.code).toBe(6);
    expect(ran.stdout).toContain('1 removed, 1 restored');
    expect(ran.stderr).toMatch(/left as they are: 1, 5/);
    expect(await seen(operator)).toEqual([kept[0], ...before.slice(1), kept[1]]);
    expect((await operator.voicebot(undo)).code).toBe(5);
  });

  it('skips contacts that were removed since', async () => {
    const { operator, before } = await imported();
    for (const id of ['2', '4']) await operator.voicebot(['contacts', 'remove', id, '--yes']);
    const ran = await operator.voicebot(undo);
    expect(ran).toMatchObject({ code: 0, json: { removed: 1, restored: 1, left: [] } });
    expect(await seen(operator)).toEqual(before.filter(({ id }) => id !== 2));
  });
});

describe('contacts import --undo and calls', () => {
  it('is refused once a contact that the import created or changed was called', async () => {
    for (const [who, mayCall] of [
      ['2', false],
      ['4', false],
      ['1', true],
    ] as const) {
      const { operator } = await imported();
      if (mayCall) await operator.voicebot(['contacts', 'edit', who, '--may-call']);
      expect((await operator.voicebot(['call', who])).code).toBe(0);
      const before = everything(operator);
      const refused = [
        { words: undo.slice(0, 4), code: 5, says: /1 call to contacts of .* was placed or attempted since/ },
      ];
      expect(await wrongRefusals(operator, refused), who).toEqual([]);
      expect(everything(operator)).toEqual(before);
    }
  });

  it('is refused while calls are scheduled, lists them, and works once they are cancelled', async () => {
    const { operator, before } = await imported();
    await operator.voicebot(['schedule', '4', '2', '--at', '+10m']);
    const refused = [{ words: undo.slice(0, 4), code: 5, says: /scheduled calls 1, 2/ }];
    expect(await wrongRefusals(operator, refused)).toEqual([]);
    await operator.voicebot(['scheduled', 'cancel', '1', '2', '--yes']);
    expect(await operator.json(undo)).toMatchObject({ removed: 2, restored: 2 });
    expect(await seen(operator)).toEqual(before);
    expect(requestsTo(operator)).toEqual([]);
  });

  it('is refused once a scheduled call was placed by process-due', async () => {
    const { operator } = await imported();
    await operator.voicebot(['schedule', '4', '--at', '+1m']);
    operator.clock.advance(120);
    await operator.voicebot(['process-due']);
    expect(requestsTo(operator)).toHaveLength(1);
    const refused = [{ words: undo.slice(0, 4), code: 5, says: /placed or attempted since/ }];
    expect(await wrongRefusals(operator, refused)).toEqual([]);
  });

  it('counts a call that was scheduled before the import and placed after it', async () => {
    const operator = await operatorWith(first, { sharesProcess: true });
    await operator.voicebot(['schedule', '2', '--at', '+1m']);
    await importing(operator, second);
    await operator.voicebot(['process-due']);
    const refused = [{ words: undo.slice(0, 4), code: 5, says: /placed or attempted since/ }];
    expect(await wrongRefusals(operator, refused)).toEqual([]);
  });

  it('ignores earlier calls, and calls to contacts that the import did not change', async () => {
    const operator = await operatorWith(first, { sharesProcess: true });
    await operator.voicebot(['call', '1']);
    await operator.voicebot(['schedule', '1', '--at', '+10m']);
    const before = await seen(operator);
    const calls = everything(operator).slice(1);
    await importing(operator, `${second}Fi,0491570313,,,,,,,,\n`);
    await importing(operator, second.replace('Di,', 'Diana,'));
    await operator.voicebot(['call', '2']);
    const [scheduled] = everything(operator).slice(1);
    expect(await operator.json(undo)).toMatchObject({ removed: 0, restored: 1 });
    expect((await seen(operator)).map(({ name }) => name)).toEqual([
      ...['Ada Lovelace', 'Bo', 'Cy', 'Di', 'Ed', 'Fi'],
    ]);
    expect(everything(operator)[1]).toEqual(scheduled);
    expect(calls[1]).toHaveLength(1);
    expect(before).toHaveLength(3);
  });
});

describe('contacts import, cut short', () => {
  const many = ['Name,Phone,Plan', 'Ada,0491570006,silver']
    .concat(Array.from({ length: 2500 }, (_, n) => `Person ${n},+614${String(10_000_000 + n)},gold`))
    .concat('Bo,0491570156,silver')
    .join('\n');

  async function cutShort(): Promise<{ operator: Operator; before: Record<string, unknown>[] }> {
    const before = await seen(await operatorWith(first, { sharesProcess: true }));
    const operator = await operatorAfter(
      'import-undo: cut short',
      async () => {
        const made = await operatorWith(first, { sharesProcess: true });
        made.clock.advance(60);
        await dieAt(made, 'after-saveContacts:2', ['contacts', 'import', made.file('many.csv', many)]);
        made.clock.advance(60);
        return made;
      },
      { sharesProcess: true },
    );
    return { operator, before };
  }

  it('is undone as far as it got', async () => {
    const { operator, before } = await cutShort();
    expect(await operator.json(undo)).toMatchObject({ removed: 1999, restored: 1, left: [] });
    expect(await seen(operator)).toEqual(before);
  });

  it('continues when it is imported again', async () => {
    const { operator } = await cutShort();
    const list = operator.file('many.csv', many);
    const again = await operator.json(['contacts', 'import', list]);
    expect(again).toMatchObject({ created: 501, updated: 1, unchanged: 2000 });
  });

  const other = 'Name,Phone\nEd,0491570313\nFi,0491570737\n';

  it('is not continued by another list of the same name, and --undo undoes only that list', async () => {
    const { operator } = await cutShort();
    const imported = await seen(operator);
    const list = operator.file('many.csv', other);
    expect(await operator.json(['contacts', 'import', list])).toMatchObject({ created: 2 });
    expect(await operator.json(undo)).toMatchObject({ removed: 2, restored: 0, left: [] });
    expect(await seen(operator)).toEqual(imported);
  });

  it('is not continued by another list from standard input, and --undo undoes only that list', async () => {
    const operator = await operatorWith(first, { sharesProcess: true });
    const env = { VOICEBOT_CRASH_AT: 'after-saveContacts:2', TMPDIR: operator.home };
    const { code } = await operator.start(['contacts', 'import', '-'], { stdin: many, env }).ended;
    expect(code).toBeNull();
    const imported = await seen(operator);
    expect(imported).toHaveLength(2002);
    await importing(operator, other);
    expect(await operator.json(undo)).toMatchObject({ removed: 2, restored: 0, left: [] });
    expect(await seen(operator)).toEqual(imported);
  });

  it('continues under another name, because it is the same list', async () => {
    const { operator, before } = await cutShort();
    const list = operator.file('again.csv', many);
    expect(await operator.json(['contacts', 'import', list])).toMatchObject({ created: 501 });
    expect(await operator.json(undo)).toMatchObject({ removed: 2500, left: [] });
    expect(await seen(operator)).toEqual(before);
  });

  it('is never continued if an older version did not record its content', async () => {
    const { operator } = await cutShort();
    const imported = await seen(operator);
    const database = openSqlite(operator.database);
    database.exec('update imports set digest = null');
    database.close();
    const list = operator.file('many.csv', many);
    expect(await operator.json(['contacts', 'import', list])).toMatchObject({ created: 501, updated: 1 });
    expect(await operator.json(undo)).toMatchObject({ removed: 501, restored: 1, left: [] });
    expect(await seen(operator)).toEqual(imported);
  });

  it('is undone as a whole once it has been continued', async () => {
    const { operator, before } = await cutShort();
    await operator.json(['contacts', 'import', operator.file('many.csv', many)]);
    expect(await operator.json(undo)).toMatchObject({ removed: 2500, left: [] });
    expect(await seen(operator)).toEqual(before);
  });

  const points = ['after-undoImport:1', 'after-undoImport:2', 'after-undoImport:3', 'before-endUndo'];
  for (const point of points) {
    it(`has an undo that is killed ${point} and then continued to its end`, async () => {
      const { operator, before } = await cutShort();
      await operator.voicebot(['contacts', 'edit', '10', '--name', 'Mine']);
      await dieAt(operator, point, undo);
      operator.clock.advance(60);
      const ran = await operator.voicebot(undo);
      expect(ran).toMatchObject({ code: 6, json: { success: true, left: [10] } });
      const [mine] = (await seen(operator)).filter(({ id }) => id === 10);
      expect(await seen(operator)).toEqual([...before, mine]);
      expect((await operator.voicebot(undo)).code).toBe(5);
      expect(rowsLeft(operator)).toEqual([]);
    });
  }

  it('has nothing to undo if it was killed before its first row, and leaves the import before it', async () => {
    const { operator } = await imported();
    const now = await seen(operator);
    const list = operator.file('many.csv', many);
    await dieAt(operator, 'before-beginImport', ['contacts', 'import', list]);
    expect(await operator.json([...undo.slice(0, 3), '--yes'])).toMatchObject({ removed: 2, restored: 2 });
    await importing(operator, second);
    await dieAt(operator, 'after-beginImport', ['contacts', 'import', list]);
    const { removed, restored } = objectAt(await operator.json(undo));
    expect({ removed, restored }).toEqual({ removed: 0, restored: 0 });
    expect((await seen(operator)).map(({ name }) => name)).toEqual(now.map(({ name }) => name));
  });

  it('is complete and can be undone if it was killed at its very end', async () => {
    for (const point of ['before-endImport', 'after-endImport']) {
      const operator = await operatorWith(first, { sharesProcess: true });
      const before = withMarkOfAda(await seen(operator));
      operator.clock.advance(60);
      await dieAt(operator, point, ['contacts', 'import', operator.file('second.csv', second)]);
      operator.clock.advance(60);
      expect(await operator.json(undo), point).toMatchObject({ removed: 2, restored: 2, left: [] });
      expect(await seen(operator), point).toEqual(before);
    }
  });
});
