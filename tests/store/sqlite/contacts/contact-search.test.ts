import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { z } from 'zod';
import type { ContactDraft } from '../../../../src/domain/contacts/contact.ts';
import { contactOrders } from '../../../../src/domain/contacts/contact-filter.ts';
import type { ContactQuery } from '../../../../src/operations/ports/contact-store.ts';
import type { Store } from '../../../../src/operations/ports/store.ts';
import { type Database, openDatabase } from '../../../../src/store/sqlite/connection/database.ts';
import { listQuery } from '../../../../src/store/sqlite/contacts/contact-queries.ts';
import { contactStore } from '../../../../src/store/sqlite/contacts/contacts.ts';
import { migrations } from '../../../operations/calling/due-calls.ts';
import { openEmptyStore } from '../../../support/empty-store.ts';

const now = new Date(Date.UTC(2026, 2, 1, 22));

const numberOf = (n: number) => `+6149157${String(n).padStart(4, '0')}`;

/** Few letters, so that words meet; with accents, capitals, signs that are words of their own, and punctuation. */
const letters = [...'aAbñÑéE山ア철19', 'e\u0301'];
const word = fc.string({ unit: fc.constantFrom(...letters), minLength: 1, maxLength: 3 });
const gap = fc.constantFrom(' ', '-', '@', '. ', '  ', "'", '"', '*', ':', '\n');
const text = fc.array(fc.tuple(word, gap), { maxLength: 3 }).map((parts) => parts.flat().join(''));
const filled = text.map((value) => value.trim() || 'a');
const person = fc.record({
  name: text,
  email: filled,
  businessName: filled,
  customFields: fc.dictionary(fc.constantFrom('plan', 'note'), filled),
  tags: fc.uniqueArray(word, { maxLength: 2, selector: (tag) => tag.toLowerCase() }),
});
const query = fc.array(
  fc.oneof(word, text, fc.constantFrom('*', '"', 'AND', '4915', '0491 57', '157', '1', '9-1')),
  {
    maxLength: 3,
  },
);

/** Text without what accents add and capitals change, and with signs of scripts without spaces as words of their own. */
const plain = (value: string) =>
  value
    .normalize('NFC')
    .replace(/[山ア철]/gu, ' $& ')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC')
    .toLowerCase();
const wordsIn = (value: string) =>
  plain(value)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** Whether words stand next to each other in a field, the last as a beginning. */
function standsIn(field: string[], words: string[]): boolean {
  return field.some((_, from) =>
    words.every((one, at) => {
      const there = field[from + at] ?? '';
      return at === words.length - 1 ? there.startsWith(one) : there === one;
    }),
  );
}

/** The rule as `ContactFilter` states it, word by word. */
function meets(draft: ContactDraft | undefined, search: string): boolean {
  if (!draft) return false;
  const { name = '', email = '', businessName = '', customFields, tags = [] } = draft;
  const fields = [name, email, businessName, ...Object.values(customFields), ...tags].map(wordsIn);
  const spoken = plain(search)
    .split(/\s+/)
    .filter((one) => wordsIn(one).length > 0);
  const words = spoken.map(wordsIn);
  if (words.length === 0) return false;
  const isInNumber = (text: string) => {
    const digits = text.replace(/[\s()+./-]/g, '').replace(/^0+/, '');
    return /^\d{3,}$/.test(digits) && draft.phoneNumber.includes(digits);
  };
  const isWord = (one: string[]) => fields.some((field) => standsIn(field, one));
  if (isInNumber(search)) return true;
  if (/^[\s()+./\d-]*\d[\s()+./-]*\d[\s()+./-]*\d[\s()+./\d-]*$/.test(search)) return words.every(isWord);
  return spoken.every(
    (one) =>
      isWord(wordsIn(one)) || isInNumber(one) || (/^\d+$/.test(one) && draft.phoneNumber.includes(one)),
  );
}

const draftOf = (one: Omit<ContactDraft, 'phoneNumber'>, n: number): ContactDraft => ({
  ...one,
  phoneNumber: numberOf(n),
});

async function found(store: Store, query: ContactQuery): Promise<number[]> {
  return (await store.listContacts(query)).map(({ id }) => id);
}

const step = fc.oneof(
  fc.record({ kind: fc.constant('save' as const), who: fc.nat(5), as: person }),
  fc.record({ kind: fc.constant('remove' as const), who: fc.nat(5) }),
  fc.record({ kind: fc.constant('tag' as const), who: fc.nat(5), tag: word, isGiven: fc.boolean() }),
  fc.record({ kind: fc.constant('edit' as const), who: fc.nat(5), name: filled }),
  fc.record({ kind: fc.constant('search' as const), text }),
);

type Step = typeof step extends fc.Arbitrary<infer S> ? S : never;

async function take(store: Store, one: Step): Promise<void> {
  if (one.kind === 'search') {
    await store.listContacts({ search: one.text });
    return;
  }
  if (one.kind === 'save') {
    await store.saveContacts([draftOf(one.as, one.who)], now);
    return;
  }
  const known = await store.contactByPhoneNumber(numberOf(one.who));
  if (!known) return;
  if (one.kind === 'remove') await store.removeContact(known.id);
  else if (one.kind === 'tag') await store.setTag([known.id], one.tag, one.isGiven);
  else await store.editContact(known.id, { name: one.name }, now);
}

describe('the index of searches', () => {
  it('finds whom the rule says, and nobody else', async () => {
    const store = openEmptyStore();
    let next = 1;
    await fc.assert(
      fc.asyncProperty(
        fc.array(person, { minLength: 1, maxLength: 6 }),
        fc.array(query, { minLength: 1, maxLength: 6 }),
        async (people, queries) => {
          const drafts = people.map((one) => draftOf(one, next++));
          await store.saveContacts(drafts, now);
          const ids = await Promise.all(
            drafts.map(async ({ phoneNumber }) => (await store.contactByPhoneNumber(phoneNumber))?.id ?? 0),
          );
          const least = Math.min(...ids);
          for (const words of queries) {
            const search = words.join(' ');
            const expected = ids.filter((_, n) => meets(drafts[n], search));
            const hits = (await found(store, { search })).filter((id) => id >= least);
            expect(hits, JSON.stringify({ search, drafts })).toEqual(expected);
          }
        },
      ),
      { numRuns: 250 },
    );
  });

  it('is right after whatever was done, in whatever order', async () => {
    const store = openEmptyStore();
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), query, async (steps, words) => {
        for (const one of steps) await take(store, one);
        const all = await store.listContacts({});
        const search = words.join(' ');
        const expected = all
          .filter(({ name, email, businessName, customFields, tags, phoneNumber }) => {
            const texts = { name, email: email ?? '', businessName: businessName ?? '' };
            return meets({ ...texts, customFields, tags, phoneNumber }, search);
          })
          .map(({ id }) => id);
        expect(await found(store, { search }), JSON.stringify({ search, all })).toEqual(expected);
      }),
      { numRuns: 150 },
    );
  });

  it('makes no error of any text, and finds a field by its own value', async () => {
    const store = openEmptyStore();
    let n = 0;
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.string({ unit: fc.constantFrom(...'"*()^:-+{}\\\'%=,; \0\n\tANDORT'), maxLength: 12 }),
    );
    await fc.assert(
      fc.asyncProperty(any, any, async (search, value) => {
        n++;
        const customFields = { plan: value };
        await store.saveContacts([{ name: value, phoneNumber: numberOf(n), customFields }], now);
        await store.listContacts({ search });
        await store.listContacts({ where: [{ field: 'plan', value: search }], tags: [search] });
        await store.contactsNamed(search, 5);
        const id = (await store.contactByPhoneNumber(numberOf(n)))?.id ?? 0;
        for (const field of ['plan', 'name'])
          expect(await found(store, { where: [{ field, value }] }), JSON.stringify(value)).toContain(id);
        if (/[a-z0-9]/i.test(value)) expect(await found(store, { search: value })).toContain(id);
      }),
      { numRuns: 400 },
    );
  });
});

describe('what contacts list asks of SQLite', () => {
  it('scans no contacts, whatever is chosen, sorted or leafed through', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'voicebot-plans-'));
    const database = openDatabase({ path: join(folder, 'voicebot.db'), migrations });
    onTestFinished(() => {
      database.close();
      rmSync(folder, { recursive: true, force: true });
    });
    await contactStore(database).indexForSearch(() => undefined);
    const chosen: ContactQuery[] = [
      { tags: ['vip'] },
      { tags: ['đại lý', 'vip'] },
      { search: 'p1' },
      { search: '0491 570 006', limit: 50 },
      { where: [{ field: 'plan', value: 'gold' }] },
      { search: 'p1', tags: ['vip'], limit: 50 },
      { afterId: 100, limit: 50 },
    ];
    const orders = contactOrders.flatMap((by) => [true, false].map((descending) => ({ by, descending })));
    const sorted = orders
      .filter(({ by }) => by !== 'id')
      .flatMap((order): ContactQuery[] => [
        { order, limit: 50 },
        { order, limit: 50, offset: 50 },
      ]);
    const plans = async (queries: ContactQuery[], isWrong: RegExp) =>
      Promise.all(
        queries.map(async (one) => ({
          query: one,
          wrong: (await planOf(database, one)).filter((line) => isWrong.test(line)),
        })),
      );
    const right = (queries: ContactQuery[]) => queries.map((one) => ({ query: one, wrong: [] }));
    expect(await plans(chosen, /^SCAN contacts\b/)).toEqual(right(chosen));
    const chosenAndSorted = orders.flatMap((order): ContactQuery[] => [
      { search: 'p1', order, limit: 50 },
      { tags: ['vip'], order, limit: 50 },
    ]);
    expect(await plans(chosenAndSorted, /^SCAN contacts\b/)).toEqual(right(chosenAndSorted));
    // A page of a list that is sorted is read off the index, and nothing is sorted.
    expect(await plans(sorted, /^SCAN contacts$|B-TREE/)).toEqual(right(sorted));
  });
});

/** How SQLite would answer a query. */
function planOf(database: Database, query: ContactQuery): Promise<string[]> {
  const plan = z.array(z.object({ detail: z.string() }));
  return database.read((db) =>
    plan
      .parse(db.all(sql`explain query plan ${listQuery(db, query).getSQL()}`))
      .map(({ detail }) => detail)
      // The tags of each contact that is shown, which are put in order.
      .filter((detail) => !/contact_tags/.test(detail)),
  );
}
