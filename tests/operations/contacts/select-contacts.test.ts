import { describe, expect, it } from 'vitest';
import type { ContactFilter } from '../../../src/domain/contacts/contact-filter.ts';
import { exportTable } from '../../../src/operations/contacts/export-contacts.ts';
import { selectContacts } from '../../../src/operations/contacts/selecting/select-contacts.ts';
import { openEmptyStore } from '../../support/empty-store.ts';

const now = new Date('2026-03-01T00:00:00Z');
const country = 'AU';

async function openWithThree() {
  const store = openEmptyStore();
  const drafts = [
    { name: 'Ada', phoneNumber: '+61491570006', customFields: { plan: 'gold' }, tags: ['vip', 'new'] },
    { name: 'Grace', phoneNumber: '+61491570156', customFields: { mobile: 'x' } },
    { name: 'Linus', phoneNumber: '+61491570157', customFields: {}, doNotCall: true as const },
  ];
  await store.saveContacts(drafts, now);
  return store;
}

describe('selectContacts', () => {
  it.each<[what: string, words: string[], filter: ContactFilter | undefined, ids: number[]]>([
    ['by name, in that order and once', ['3', '1-2', 'ada'], undefined, [3, 1, 2]],
    ['by filter, in order of id', [], { tags: ['VIP'] }, [1]],
    [
      'by both: the named ones that meet the filter',
      ['3', '2', '1'],
      { where: [{ field: 'plan', value: '' }] },
      [3, 2],
    ],
    ['by a number in any format', [], { where: [{ field: 'phone', value: '0491 570 156' }] }, [2]],
  ])('selects %s', async (_, words, filter, ids) => {
    const store = await openWithThree();
    const selected = await selectContacts(store, { words, filter }, { country });
    expect(selected.map(({ id }) => id)).toEqual(ids);
  });

  it.each<[code: string, words: string[], filter: ContactFilter | undefined]>([
    ['nobody_chosen', [], undefined],
    ['nobody_matches', [], { search: 'nobody' }],
    ['nobody_matches', ['2'], { tags: ['vip'] }],
    ['contact_not_found', ['1', '9'], undefined],
    ['contact_not_found', ['9'], { tags: ['vip'] }],
    // A mistyped field would otherwise select everybody: nobody has it.
    ['unknown_field', [], { where: [{ field: 'paln', value: '' }] }],
  ])('refuses with %s', async (code, words, filter) => {
    const store = await openWithThree();
    await expect(selectContacts(store, { words, filter }, { country })).rejects.toMatchObject({ code });
  });

  it('reports the indexing that a search has to wait for', async () => {
    const store = await openWithThree();
    const progress: [number, number][] = [];
    const onIndexing = (contacts: number, share: number) => progress.push([contacts, share]);
    await selectContacts(store, { words: [], filter: { search: 'ada' } }, { country, onIndexing });
    expect(progress).toEqual([[3, 1]]);
  });
});

describe('exportTable', () => {
  it('has a column for every custom field, by a header that an import takes for one', async () => {
    const { headers, rows } = await exportTable(await openWithThree(), undefined, { country });
    expect(headers.slice(-3)).toEqual(['do_not_call', 'plan', 'custom:mobile']);
    const table = [];
    for await (const cells of rows) table.push(cells);
    expect(table).toEqual([
      ['Ada', '+61491570006', '', '', '', '', 'new; vip', '', 'gold', ''],
      ['Grace', '+61491570156', '', '', '', '', '', '', '', 'x'],
      ['Linus', '+61491570157', '', '', '', '', '', 'yes', '', ''],
    ]);
  });

  it('has only the columns that its own contacts need', async () => {
    const filter = { tags: ['vip'] };
    const { headers } = await exportTable(await openWithThree(), filter, { country });
    expect(headers.at(-1)).toBe('plan');
  });
});
