import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContactDraft } from '../../../../src/domain/contacts/contact.ts';
import type { ContactQuery } from '../../../../src/operations/ports/contact-store.ts';
import type { Store } from '../../../../src/operations/ports/store.ts';
import { openEmptyStore } from '../../../support/empty-store.ts';

const now = new Date(Date.UTC(2026, 2, 1, 22));

const numberOf = (n: number) => `+6149157${String(n).padStart(4, '0')}`;

/** Few letters, so that words match often: with accents, capitals, and characters that are words of their own. */
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

/** Returns text without accents and capitals, with characters of scripts without spaces as words of their own. */
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

/** Returns whether words are next to each other in a field, the last as the start of a word. */
function containsPhrase(field: string[], words: string[]): boolean {
  return field.some((_, from) =>
    words.every((expected, index) => {
      const actual = field[from + index] ?? '';
      return index === words.length - 1 ? actual.startsWith(expected) : actual === expected;
    }),
  );
}

/** Returns whether a contact matches a search, by the rule in `ContactFilter`. */
function meets(draft: ContactDraft | undefined, search: string): boolean {
  if (!draft) return false;
  const { name = '', email = '', businessName = '', customFields, tags = [] } = draft;
  const fields = [name, email, businessName, ...Object.values(customFields), ...tags].map(wordsIn);
  const terms = plain(search)
    .split(/\s+/)
    .filter((term) => wordsIn(term).length > 0);
  const words = terms.map(wordsIn);
  if (words.length === 0) return false;
  const isInNumber = (text: string) => {
    const digits = text.replace(/[\s()+./-]/g, '').replace(/^0+/, '');
    return /^\d{3,}$/.test(digits) && draft.phoneNumber.includes(digits);
  };
  const isInField = (phrase: string[]) => fields.some((field) => containsPhrase(field, phrase));
  if (isInNumber(search)) return true;
  if (/^[\s()+./\d-]*\d[\s()+./-]*\d[\s()+./-]*\d[\s()+./\d-]*$/.test(search)) return words.every(isInField);
  return terms.every(
    (term) =>
      isInField(wordsIn(term)) ||
      isInNumber(term) ||
      (/^\d+$/.test(term) && draft.phoneNumber.includes(term)),
  );
}

const draftOf = (fields: Omit<ContactDraft, 'phoneNumber'>, n: number): ContactDraft => ({
  ...fields,
  phoneNumber: numberOf(n),
});

async function idsFor(store: Store, query: ContactQuery): Promise<number[]> {
  return (await store.listContacts(query)).map(({ id }) => id);
}

const anyStep = fc.oneof(
  fc.record({ kind: fc.constant('save' as const), who: fc.nat(5), as: person }),
  fc.record({ kind: fc.constant('remove' as const), who: fc.nat(5) }),
  fc.record({ kind: fc.constant('tag' as const), who: fc.nat(5), tag: word, isTagged: fc.boolean() }),
  fc.record({ kind: fc.constant('edit' as const), who: fc.nat(5), name: filled }),
  fc.record({ kind: fc.constant('search' as const), text }),
);

type Step = typeof anyStep extends fc.Arbitrary<infer S> ? S : never;

async function takeStep(store: Store, step: Step): Promise<void> {
  if (step.kind === 'search') {
    await store.listContacts({ search: step.text });
    return;
  }
  if (step.kind === 'save') {
    await store.saveContacts([draftOf(step.as, step.who)], now);
    return;
  }
  const known = await store.contactByPhoneNumber(numberOf(step.who));
  if (!known) return;
  if (step.kind === 'remove') await store.removeContact(known.id);
  else if (step.kind === 'tag') await store.setTag([known.id], step.tag, step.isTagged);
  else await store.editContact(known.id, { name: step.name }, now);
}

describe('the search index', () => {
  it('finds exactly the contacts that match the rule', async () => {
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
            const hits = (await idsFor(store, { search })).filter((id) => id >= least);
            expect(hits, JSON.stringify({ search, drafts })).toEqual(expected);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('is right after any steps in any order', async () => {
    const store = openEmptyStore();
    await fc.assert(
      fc.asyncProperty(fc.array(anyStep, { minLength: 1, maxLength: 15 }), query, async (steps, words) => {
        for (const step of steps) await takeStep(store, step);
        const all = await store.listContacts({});
        const search = words.join(' ');
        const expected = all
          .filter(({ name, email, businessName, customFields, tags, phoneNumber }) => {
            const texts = { name, email: email ?? '', businessName: businessName ?? '' };
            return meets({ ...texts, customFields, tags, phoneNumber }, search);
          })
          .map(({ id }) => id);
        expect(await idsFor(store, { search }), JSON.stringify({ search, all })).toEqual(expected);
      }),
      { numRuns: 70 },
    );
  });

  it('accepts any text, and finds a field by its own value', async () => {
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
          expect(await idsFor(store, { where: [{ field, value }] }), JSON.stringify(value)).toContain(id);
        if (/[a-z0-9]/i.test(value)) expect(await idsFor(store, { search: value })).toContain(id);
      }),
      { numRuns: 150 },
    );
  });
});
