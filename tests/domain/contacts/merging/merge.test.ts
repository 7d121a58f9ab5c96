import { describe, expect, it } from 'vitest';
import type { Contact, ContactDraft } from '../../../../src/domain/contacts/contact.ts';
import { mergeContact, newContact, type SavePolicy } from '../../../../src/domain/contacts/merging/merge.ts';
import type { FieldChange, SaveResult } from '../../../../src/domain/contacts/merging/saved-row.ts';

const phoneNumber = '+61491570006';
const before = new Date('2026-01-01T00:00:00Z');
const now = new Date('2026-03-01T00:00:00Z');

const ada: Contact = {
  id: 7,
  name: 'Ada Lovelace',
  phoneNumber,
  email: 'ada@example.com',
  businessName: null,
  businessWebsite: null,
  timezone: null,
  customFields: { plan: 'gold' },
  tags: ['vip'],
  doNotCallAt: null,
  createdAt: before,
  updatedAt: before,
};

const update: SavePolicy = { onDuplicate: 'update', overwriteEmpty: false, onNewOwner: 'reject' };
const overwrite: SavePolicy = { onDuplicate: 'update', overwriteEmpty: true, onNewOwner: 'reject' };
const skip: SavePolicy = { onDuplicate: 'skip', overwriteEmpty: false, onNewOwner: 'reject' };
const error: SavePolicy = { onDuplicate: 'error', overwriteEmpty: false, onNewOwner: 'reject' };

interface Case {
  what: string;
  known?: Partial<Contact>;
  draft: Partial<ContactDraft>;
  policy?: SavePolicy;
  result: SaveResult;
  /** Field, before, after. */
  changes?: [string, string, string][];
  /** Who else has the number, or had it. */
  owner?: string;
}

const cases: Case[] = [
  { what: 'a row with a number alone changes nothing', draft: {}, result: 'unchanged' },
  {
    what: 'a row with the same values changes nothing',
    draft: { name: ada.name, tags: ['VIP'] },
    result: 'unchanged',
  },
  {
    what: 'a row replaces values and adds missing ones',
    draft: { name: 'Ada King', businessName: 'Engines', timezone: 'Europe/London' },
    result: 'updated',
    changes: [
      ['name', 'Ada Lovelace', 'Ada King'],
      ['businessName', '', 'Engines'],
      ['timezone', '', 'Europe/London'],
    ],
  },
  {
    what: 'custom fields are merged key by key, even "constructor"',
    draft: { customFields: { plan: 'tin', constructor: 'x' } },
    result: 'updated',
    changes: [
      ['plan', 'gold', 'tin'],
      ['constructor', '', 'x'],
    ],
  },
  {
    what: 'tags are added, never removed',
    draft: { tags: ['Vip', 'sydney'] },
    result: 'updated',
    changes: [['tags', 'vip', 'vip; sydney']],
  },
  {
    what: 'empty cells change nothing',
    draft: { emptied: { fields: ['name', 'email'], customKeys: ['plan'] } },
    result: 'unchanged',
  },
  {
    what: 'empty cells clear values with overwriteEmpty',
    policy: overwrite,
    draft: { emptied: { fields: ['name', 'email'], customKeys: ['plan'] } },
    result: 'updated',
    changes: [
      ['name', 'Ada Lovelace', ''],
      ['email', 'ada@example.com', ''],
      ['plan', 'gold', ''],
    ],
  },
  {
    what: 'empty cells of a repeated number clear nothing, even with overwriteEmpty',
    policy: overwrite,
    draft: { isRepeat: true, emptied: { fields: ['email'], customKeys: ['plan'] } },
    result: 'unchanged',
  },
  {
    what: 'a list marks a contact do-not-call',
    draft: { doNotCall: true },
    result: 'updated',
    changes: [['doNotCall', '', 'yes']],
  },
  {
    what: 'a list without the mark does not clear it',
    known: { doNotCallAt: before },
    draft: { name: ada.name },
    policy: overwrite,
    result: 'unchanged',
  },
  {
    what: 'a repeated number only fills gaps',
    draft: {
      isRepeat: true,
      name: 'Ada King',
      businessName: 'Engines',
      customFields: { plan: 'tin', a: 'b' },
    },
    result: 'updated',
    changes: [
      ['businessName', '', 'Engines'],
      ['a', '', 'b'],
    ],
  },
  {
    what: 'a repeated number fills in an empty name',
    known: { name: '' },
    draft: { isRepeat: true, name: 'Bo' },
    result: 'updated',
    changes: [['name', '', 'Bo']],
  },
  {
    what: 'a repeated number of someone else adds nothing',
    draft: { isRepeat: true, name: 'Bo Li', businessName: 'Engines', tags: ['sydney'] },
    result: 'shared',
    owner: ada.name,
  },
  {
    what: 'a new owner is rejected',
    draft: { name: 'Bo Li', tags: ['sydney'] },
    result: 'new_owner',
    owner: ada.name,
  },
  {
    what: 'a new owner changes nothing of a contact that is kept',
    policy: { ...overwrite, onNewOwner: 'keep' },
    draft: { name: 'Bo Li', emptied: { fields: ['email'], customKeys: ['plan'] } },
    result: 'kept',
    owner: ada.name,
  },
  {
    what: 'a new owner takes over nothing of the old one',
    policy: { ...update, onNewOwner: 'replace' },
    draft: { name: 'Bo Li', customFields: { seat: '12A' }, tags: ['sydney'] },
    result: 'replaced',
    owner: ada.name,
    changes: [
      ['name', 'Ada Lovelace', 'Bo Li'],
      ['email', 'ada@example.com', ''],
      ['plan', 'gold', ''],
      ['seat', '', '12A'],
      ['tags', 'vip', 'sydney'],
    ],
  },
  {
    what: 'a new owner of a marked number is marked',
    known: { doNotCallAt: before, tags: [], customFields: {}, email: null },
    policy: { ...update, onNewOwner: 'replace' },
    draft: { name: 'Bo Li' },
    result: 'replaced',
    owner: ada.name,
    changes: [['name', 'Ada Lovelace', 'Bo Li']],
  },
  {
    what: 'a new owner is skipped like anyone else',
    policy: { ...skip, onNewOwner: 'replace' },
    draft: { name: 'Bo Li' },
    result: 'skipped',
    changes: [['name', 'Ada Lovelace', 'Bo Li']],
  },
  {
    what: 'a skipped row reports what it would change',
    policy: skip,
    draft: { name: 'Ada King' },
    result: 'skipped',
    changes: [['name', 'Ada Lovelace', 'Ada King']],
  },
  {
    what: 'a duplicate row is one even if it changes nothing',
    policy: error,
    draft: {},
    result: 'duplicate',
  },
  {
    what: 'a repeated number is not a duplicate of what its own list created',
    policy: error,
    draft: { isRepeat: true, email: 'ada@example.com' },
    result: 'unchanged',
  },
];

describe('mergeContact', () => {
  it.each(cases)('$what', ({ known, draft, policy = update, result, changes = [], owner }) => {
    const contact = { ...ada, ...known };
    const merge = mergeContact(contact, { phoneNumber, customFields: {}, ...draft }, policy, now);
    const fields = changes.map(([field, old, after]): FieldChange => ({ field, before: old, after }));
    expect(merge.row).toEqual({
      result,
      known: contact,
      changes: fields,
      ...(owner === undefined ? {} : { owner }),
    });
  });

  it('dates a new mark now and keeps the date of an old one', () => {
    const draft: ContactDraft = { phoneNumber, customFields: {}, doNotCall: true };
    expect(mergeContact(ada, draft, update, now).details.doNotCallAt).toEqual(now);
    const marked = { ...ada, doNotCallAt: before };
    expect(mergeContact(marked, draft, update, now).details.doNotCallAt).toEqual(before);
  });

  it('returns every detail of the merged contact', () => {
    const draft: ContactDraft = {
      phoneNumber,
      name: 'Ada King',
      customFields: { note: 'x' },
      tags: ['sydney'],
    };
    expect(mergeContact(ada, draft, update, now).details).toEqual({
      phoneNumber,
      name: 'Ada King',
      email: 'ada@example.com',
      businessName: null,
      businessWebsite: null,
      timezone: null,
      customFields: { plan: 'gold', note: 'x' },
      tags: ['vip', 'sydney'],
      doNotCallAt: null,
    });
  });
});

describe('newContact', () => {
  const empty = {
    phoneNumber,
    name: '',
    email: null,
    businessName: null,
    businessWebsite: null,
    timezone: null,
    customFields: {},
    tags: [],
    doNotCallAt: null,
  };

  it.each<[what: string, draft: Partial<ContactDraft>, contact: object]>([
    ['nothing but a number', {}, {}],
    ['the texts of the row', { name: 'Ada', email: 'a@x.com' }, { name: 'Ada', email: 'a@x.com' }],
    ['each tag once, whatever its case', { tags: ['vip', 'VIP', 'é', 'É'] }, { tags: ['vip', 'é'] }],
    ['a mark dated now', { doNotCall: true }, { doNotCallAt: now }],
  ])('has %s', (_, draft, contact) => {
    expect(newContact({ phoneNumber, customFields: {}, ...draft }, now)).toEqual({ ...empty, ...contact });
  });
});
