import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { SavePolicy } from '../../../src/domain/contacts/merging/merge.ts';
import { newOwnerPolicies } from '../../../src/domain/contacts/merging/new-owner.ts';
import type { SavedRow } from '../../../src/domain/contacts/merging/saved-row.ts';
import { openList } from '../../../src/lists/open-list.ts';
import { findNewOwners } from '../../../src/operations/import/find-new-owners.ts';
import type { ImportResult } from '../../../src/operations/import/import-result.ts';
import { importRows } from '../../../src/operations/import/import-rows.ts';
import { columnsOf } from '../../../src/operations/import/map-columns.ts';
import { importToUndo, undoImport } from '../../../src/operations/import/undo-import.ts';
import type { Store } from '../../../src/operations/ports/store.ts';
import { openStore } from '../../../src/store/open-store.ts';
import { openSqlite } from '../../../src/store/sqlite/connection/sqlite.ts';

const migrations = fileURLToPath(new URL('../../../drizzle', import.meta.url));
const stopping = { signal: new AbortController().signal, onProgress: () => undefined };
const folder = mkdtempSync(join(tmpdir(), 'voicebot-owners-'));
let store: Store;

beforeAll(() => {
  store = openStore({ path: join(folder, 'voicebot.db'), migrations });
});

beforeEach(() => {
  const database = openSqlite(join(folder, 'voicebot.db'));
  for (const table of ['contacts', 'do_not_call_numbers', 'import_changes', 'imports'])
    database.exec(`delete from ${table}`);
  database.close();
});

afterAll(() => {
  store.close();
  rmSync(folder, { recursive: true, force: true });
});

type Told = [line: number, result: SavedRow['result'], owner: string | undefined];

async function importing(content: string, policy: Partial<SavePolicy> = {}, dryRun = false) {
  const path = join(folder, 'list.csv');
  writeFileSync(path, content);
  const list = await openList(path, { label: 'list.csv' });
  const { headers } = (await list.readHead(stopping)) ?? { headers: [] };
  const told: Told[] = [];
  const columns = columnsOf(headers, {}, 'list.csv');
  const result = await importRows(store, list, {
    ...{ label: 'list.csv', columns, country: 'AU', tags: [], dryRun, now: () => new Date(), ...stopping },
    policy: { onDuplicate: 'update', overwriteEmpty: false, onNewOwner: 'reject', ...policy },
    onReject: () => undefined,
    onSaved: ({ line }, { result, owner }) => {
      if (owner !== undefined) told.push([line, result, owner]);
    },
  });
  const found = await findNewOwners(store, list, { columns, country: 'AU', ...stopping });
  return { result, told, found };
}

/** Imports a list as a rehearsal first, which has to tell and count the same. */
async function rehearsedAndImported(content: string, policy: Partial<SavePolicy> = {}) {
  const rehearsed = await importing(content, policy, true);
  const { result, told } = await importing(content, policy);
  const { marked: _, ...counts } = result;
  const { marked: _m, ...rehearsedCounts } = rehearsed.result;
  expect([rehearsedCounts, rehearsed.told]).toEqual([counts, told]);
  return { result, told };
}

const names = async () => (await store.listContacts({})).map(({ name }) => name);

const counts = ({ created, updated, unchanged, shared, kept, replaced, rejected }: ImportResult) =>
  Object.fromEntries(
    Object.entries({ created, updated, unchanged, shared, kept, replaced, rejected }).filter(
      ([, n]) => n > 0,
    ),
  );

const phone = '0412345678';

describe('two people with one number in one list', () => {
  const cases: [
    what: string,
    rows: string[],
    counts: Record<string, number>,
    told: Told[],
    kept: string[],
  ][] = [
    [
      'two names',
      ['Ann Ash,,gold', 'Bob Birch,,silver'],
      { created: 1, shared: 1 },
      [[3, 'shared', 'Ann Ash']],
      ['Ann Ash'],
    ],
    ['one person twice', ['Ann Ash,,gold', 'ash ann,,silver'], { created: 1, unchanged: 1 }, [], ['Ann Ash']],
    [
      'two people, each twice',
      ['Ann Ash,,', 'Bob Birch,,', 'Ann Ash,,gold', 'Bob Birch,b@x.com,'],
      { created: 1, unchanged: 1, shared: 2 },
      [
        [3, 'shared', 'Ann Ash'],
        [5, 'shared', 'Ann Ash'],
      ],
      ['Ann Ash'],
    ],
    [
      'two names with one e-mail',
      ['Ann Ash,a@x.com,', 'Bob Birch,A@X.com,'],
      { created: 1, unchanged: 1 },
      [],
      ['Ann Ash'],
    ],
    [
      'a row without a name first, which is anyone’s',
      [',,gold', 'Ann Ash,,', 'Bob Birch,,'],
      { created: 1, unchanged: 1, shared: 1 },
      [[4, 'shared', 'Ann Ash']],
      ['Ann Ash'],
    ],
    [
      'six people',
      ['Ann,,', 'Bob,,', 'Cy,,', 'Di,,', 'Ed,,', 'Flo,,'],
      { created: 1, shared: 5 },
      [3, 4, 5, 6, 7].map((line) => [line, 'shared', 'Ann']),
      ['Ann'],
    ],
  ];

  const written = (rows: string[]) =>
    ['Name,Phone,Email,Plan', ...rows.map((row) => row.replace(',', `,${phone},`))].join('\n');

  it.each(cases)('%s', async (_, rows, expected, told, kept) => {
    const first = await rehearsedAndImported(written(rows));
    expect([counts(first.result), first.told, await names()]).toEqual([expected, told, kept]);
    const again = await rehearsedAndImported(written(rows));
    const { created = 0, unchanged = 0, ...rest } = expected;
    expect([counts(again.result), again.told]).toEqual([{ ...rest, unchanged: created + unchanged }, told]);
  });

  it('are told apart when thousands of rows are between them, and with any policy for numbers that are known', async () => {
    const others = Array.from({ length: 2100 }, (_, n) => `P${n},+614${10_000_000 + n},,`);
    const [ann, bob] = [`Ann,${phone},,`, `Bob,${phone},,`];
    const list = ['Name,Phone,Email,Plan', ann, ...others, bob, ann, `,${phone},,gold`, bob].join('\n');
    for (const onDuplicate of ['skip', 'update'] as const) {
      const { result, told } = await rehearsedAndImported(list, { onDuplicate });
      expect([result.shared, told]).toEqual([
        2,
        [
          [2103, 'shared', 'Ann'],
          [2106, 'shared', 'Ann'],
        ],
      ]);
    }
    expect((await importing(list, { onDuplicate: 'error' })).result).toMatchObject({
      shared: 0,
      rejected: 2105,
    });
  });

  it('a mark of either is one of the number', async () => {
    const list = `Name,Phone,DNC\nAnn,${phone},\nBob,${phone},yes\n`;
    expect((await importing(list)).result).toMatchObject({ created: 1, shared: 1, marked: 1 });
    expect((await store.listContacts({}))[0]?.doNotCallAt).not.toBeNull();
  });
});

describe('a number that changes hands', () => {
  const one = `Name,Phone,Email,Balance,Tags,Timezone,Company\nAnn Ash,${phone},ann@example.com,$950,vip,Australia/Perth,Acme\n`;
  const two = `Name,Phone\nBob Birch,${phone}\n`;
  const bob = {
    name: 'Bob Birch',
    email: null,
    businessName: null,
    timezone: null,
    customFields: {},
    tags: [],
  };
  const told = { reject: 'new_owner', keep: 'kept', replace: 'replaced' } as const;
  const expected = { reject: { rejected: 1 }, keep: { kept: 1 }, replace: { replaced: 1 } };

  it.each(newOwnerPolicies)('%s', async (onNewOwner) => {
    await importing(one);
    const [ann] = await store.listContacts({});
    const { found } = await importing(two, { onNewOwner }, true);
    const owner = { line: 2, phoneNumber: '+61412345678', name: 'Bob Birch', owner: 'Ann Ash' };
    expect(found).toEqual({ count: 1, first: [owner] });
    const ran = await rehearsedAndImported(two, { onNewOwner });
    expect([counts(ran.result), ran.told]).toEqual([
      expected[onNewOwner],
      [[2, told[onNewOwner], 'Ann Ash']],
    ]);
    const [contact] = await store.listContacts({});
    expect(contact).toMatchObject(onNewOwner === 'replace' ? { ...bob, id: ann?.id } : { ...ann });
    const again = await rehearsedAndImported(two, { onNewOwner });
    expect(counts(again.result)).toEqual(onNewOwner === 'replace' ? { unchanged: 1 } : expected[onNewOwner]);
    if (onNewOwner !== 'replace') return;
    const options = { now: () => new Date(), ...stopping };
    await undoImport(store, await importToUndo(store), options);
    const { updatedAt: _, ...before } = ann ?? {};
    expect((await store.listContacts({}))[0]).toMatchObject(before);
  });

  const variations: [what: string, list: string, counts: Record<string, number>, name: string][] = [
    ['to nobody who is named', `Phone,Plan\n${phone},gold\n`, { updated: 1 }, 'Ann Ash'],
    ['to the same person, married', `Name,Phone\nAnn Birch,${phone}\n`, { updated: 1 }, 'Ann Birch'],
    [
      'to someone with the same e-mail',
      `Name,Phone,Email\nB,${phone},Ann@Example.com\n`,
      { updated: 1 },
      'B',
    ],
    [
      'back and forth within the list',
      `Name,Phone\nBob,${phone}\nAnn Ash,${phone}\n`,
      { replaced: 1, shared: 1 },
      'Bob',
    ],
    [
      'to two people, of whom the first has it',
      `Name,Phone\nBob,${phone}\nCy,${phone}\n`,
      { replaced: 1, shared: 1 },
      'Bob',
    ],
    [
      'to one person in two rows',
      `Name,Phone,Plan\nBob,${phone},\nBob,${phone},gold\n`,
      { replaced: 1, unchanged: 1 },
      'Bob',
    ],
  ];

  it.each(variations)('%s, with replace', async (_, list, expected, name) => {
    await importing(one);
    const { result } = await rehearsedAndImported(list, { onNewOwner: 'replace' });
    expect([counts(result), await names()]).toEqual([expected, [name]]);
  });

  it('is no reason against a row about the contact, behind the one that is rejected', async () => {
    const others = Array.from({ length: 1100 }, (_, n) => `P${n},+614${10_000_000 + n},`);
    for (const between of [[], others]) {
      await importing(one);
      const rows = [`Bob,${phone},`, ...between, `Ann Ash,${phone},new@example.com`];
      const { result } = await rehearsedAndImported(['Name,Phone,Email', ...rows].join('\n'));
      expect(result).toMatchObject({ created: between.length, updated: 1, rejected: 1 });
      expect((await store.listContacts({}))[0]?.email).toBe('new@example.com');
    }
  });

  it('keeps the mark of the number for its new owner', async () => {
    await importing(`Name,Phone,DNC\nAnn Ash,${phone},yes\n`);
    await importing(two, { onNewOwner: 'replace' });
    expect(await store.listContacts({})).toMatchObject([
      { name: 'Bob Birch', doNotCallAt: expect.any(Date) },
    ]);
  });

  it('brings the cells of the rejected row, to be corrected', async () => {
    await importing(one);
    const { result } = await importing(two);
    expect(result).toMatchObject({ rejected: 1, newOwners: 1 });
  });
});
