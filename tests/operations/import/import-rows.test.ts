import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openList } from '../../../src/lists/open-list.ts';
import { type ImportOptions, importRows } from '../../../src/operations/import/import-rows.ts';
import { columnsOf } from '../../../src/operations/import/map-columns.ts';
import { readList } from '../../../src/operations/import/read-list.ts';
import type { Store } from '../../../src/operations/ports/store.ts';
import { openStore } from '../../../src/store/open-store.ts';

const migrations = fileURLToPath(new URL('../../../drizzle', import.meta.url));
const { signal } = new AbortController();
const reading = { signal, onProgress: () => undefined };

/** Opens a store, and a list that each request opens again. `marks`: how many numbers each transaction marked. */
function openStoreAndList(content: string) {
  const folder = mkdtempSync(join(tmpdir(), 'voicebot-import-'));
  const store = openStore({ path: join(folder, 'voicebot.db'), migrations });
  onTestFinished(() => {
    store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const path = join(folder, 'list');
  writeFileSync(path, content);
  const marks: number[] = [];
  const counting: Store = {
    ...store,
    markDoNotCall: (numbers, ...others) => {
      marks.push(numbers.length);
      return store.markDoNotCall(numbers, ...others);
    },
  };
  const open = () => openList(path, { label: 'leads.csv' });
  const apply = async (mapping: Record<string, string>, options: Partial<ImportOptions> = {}) => {
    const list = await open();
    const { headers } = (await list.readHead(reading)) ?? { headers: [] };
    return importRows(counting, list, {
      label: 'leads.csv',
      columns: columnsOf(headers, mapping, 'leads.csv'),
      country: 'AU',
      policy: { onDuplicate: 'update', overwriteEmpty: false, onNewOwner: 'reject' },
      tags: [],
      dryRun: false,
      now: () => new Date(),
      ...reading,
      onReject: () => undefined,
      onSaved: () => undefined,
      ...options,
    });
  };
  return { store, marks, open, apply };
}

describe('a list that a program imports', () => {
  const list = 'Who,Reach\nAda,0491570006\nBo,12\nCy,0491570156\n';
  const mapping = { Who: 'name', Reach: 'phone' };

  it('is read in one request and imported in another, with the columns from between them', async () => {
    const { store, open, apply } = openStoreAndList(list);
    expect(await readList(store, await open(), reading)).toEqual({
      headers: ['Who', 'Reach'],
      doubtfulTexts: [],
      formulasWithoutResult: 0,
      firstRows: [
        ['Ada', '0491570006'],
        ['Bo', '12'],
        ['Cy', '0491570156'],
      ],
      remembered: undefined,
    });
    expect(await store.lastImport()).toBeUndefined();
    expect(await apply(mapping)).toMatchObject({ created: 2, rejected: 1, stoppedAfter: undefined });
    expect((await store.listContacts({})).map(({ name }) => name)).toEqual(['Ada', 'Cy']);
  });

  it('gives the same result in a dry run, which changes nothing', async () => {
    const { store, apply } = openStoreAndList(list);
    const previewed = await apply(mapping, { dryRun: true });
    expect(await store.listContacts({})).toEqual([]);
    expect(await store.lastImport()).toBeUndefined();
    expect(await apply(mapping)).toEqual(previewed);
  });

  it('counts the numbers that must not be called: marked, listed, or so by this list', async () => {
    const rows = [
      ...['Listed,0491570006,', 'By its beginning,+61390101234,', 'Marked before,0491570156,'],
      ...['Marked here,0491570157,yes', 'Again,0491570157,yes', 'Free,0491570158,'],
    ];
    const { store, apply } = openStoreAndList(['Name,Phone,DNC', ...rows].join('\n'));
    const [at, policy] = [new Date(), { overwriteEmpty: false, onNewOwner: 'keep' } as const];
    await store.saveContacts([{ phoneNumber: '+61491570156', customFields: {}, doNotCall: true }], at);
    await store.saveContacts([{ phoneNumber: '+61390101234', customFields: {} }], at);
    const entry = { source: 'operator', reason: null, addedBy: null, createdAt: at } as const;
    await store.suppress(
      ['+61491570006', '+613*'].map((phoneNumber) => ({ ...entry, phoneNumber })),
      at,
    );
    for (const dryRun of [true, false])
      expect(await apply({}, { dryRun })).toMatchObject({ doNotCall: 4, created: 3 });
    for (const onDuplicate of ['skip', 'update'] as const)
      expect(await apply({}, { policy: { ...policy, onDuplicate } })).toMatchObject({ doNotCall: 4 });
  });

  it('is refused when it is read if it is broken far from its beginning', async () => {
    const rows = Array.from({ length: 3000 }, (_, n) => `P${n},+614${10_000_000 + n}`);
    const { store, open } = openStoreAndList(['Who,Reach', ...rows, '"Bo" Ltd,0491570006'].join('\n'));
    await expect(readList(store, await open(), reading)).rejects.toMatchObject({
      code: 'invalid_csv',
      message: expect.stringContaining('line 3002'),
    });
  });

  it('marks contacts do-not-call whose rows are skipped, a thousand in a transaction', async () => {
    const people = Array.from({ length: 2500 }, (_, n) => `P${n},+614${10_000_000 + n}`);
    const { store, marks, apply } = openStoreAndList(
      ['Name,Phone,DNC', ...people.map((row) => `${row},yes`)].join('\n'),
    );
    await store.saveContacts(
      people.map((_, n) => ({ phoneNumber: `+614${10_000_000 + n}`, customFields: {} })),
      new Date(),
    );
    const policy = { onDuplicate: 'skip', overwriteEmpty: false, onNewOwner: 'reject' } as const;
    expect(await apply({}, { policy })).toMatchObject({ skipped: 2500, marked: 2500 });
    expect(marks).toEqual([1000, 1000, 500]);
    expect((await store.listContacts({})).filter(({ doNotCallAt }) => doNotCallAt === null)).toEqual([]);
  });
});
