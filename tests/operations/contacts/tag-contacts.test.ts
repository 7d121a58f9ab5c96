import { describe, expect, it } from 'vitest';
import { tagContacts } from '../../../src/operations/contacts/tag-contacts.ts';
import { openEmptyStore } from '../../support/empty-store.ts';

const now = new Date('2026-03-01T00:00:00Z');

async function openWith(count: number) {
  const store = openEmptyStore();
  const drafts = Array.from({ length: count }, (_, n) => ({
    ...{ phoneNumber: `+614${10_000_000 + n}`, customFields: {} },
  }));
  await store.saveContacts(drafts, now);
  return store;
}

describe('tagContacts', () => {
  it('tags a thousand at a time, with a pause on its own clock in which others can write', async () => {
    const store = await openWith(2500);
    const selection = { words: ['1-2500'], filter: undefined };
    const pauses: { ms: number; tags: unknown }[] = [];
    const progress: [number, number][] = [];
    const result = await tagContacts(
      store,
      { tag: 'vip', isTagged: true, selection },
      {
        country: 'AU',
        clock: { sleep: async (ms) => void pauses.push({ ms, tags: await store.listTags() }) },
        onProgress: (contacts, share) => progress.push([contacts, share]),
      },
    );
    expect(result).toEqual({ tag: 'vip', changed: 2500, unchanged: 0 });
    expect(pauses).toEqual([
      { ms: 5, tags: [{ tag: 'vip', contacts: 1000 }] },
      { ms: 5, tags: [{ tag: 'vip', contacts: 2000 }] },
    ]);
    expect(progress).toEqual([
      [1000, 0.4],
      [2000, 0.8],
      [2500, 1],
    ]);
  });

  it('counts what did not have to change', async () => {
    const store = await openWith(3);
    const clock = { sleep: async () => undefined };
    const tag = (isTagged: boolean, words: string[]) =>
      tagContacts(
        store,
        { tag: 'vip', isTagged, selection: { words, filter: undefined } },
        { country: 'AU', clock },
      );
    expect(await tag(true, ['1', '2'])).toMatchObject({ changed: 2, unchanged: 0 });
    expect(await tag(true, ['1-3'])).toMatchObject({ changed: 1, unchanged: 2 });
    expect(await tag(false, ['1'])).toMatchObject({ changed: 1, unchanged: 0 });
    expect(await tag(false, ['1-3'])).toMatchObject({ changed: 2, unchanged: 1 });
  });
});
