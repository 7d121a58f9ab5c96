import { describe, expect, it } from 'vitest';
import type { ContactDraft } from '../../../src/domain/contacts/contact.ts';
import { firstAddress } from '../../../src/domain/contacts/contact-text.ts';
import { mergeDrafts } from '../../../src/domain/contacts/merging/merge.ts';
import { personName } from '../../../src/domain/contacts/names.ts';
import { readDoNotCall } from '../../../src/domain/contacts/suppression/do-not-call.ts';
import { tagsIn } from '../../../src/domain/contacts/tags.ts';
import { timeZoneInList } from '../../../src/domain/lists/cells/time-zone-in-lists.ts';

describe('tags', () => {
  it.each([
    ['VIP; Newsletter,  Winter 2026 ', ['VIP', 'Newsletter', 'Winter 2026']],
    ['* myContacts ::: Customers ::: * starred', ['Customers']],
    ['"VIP","Blog reader"', ['VIP', 'Blog reader']],
    ['VIP;vip;Vip', ['VIP']],
    ['one\ntwo', ['one', 'two']],
    ['a\u0007b', ['ab']],
    [`${'🎉'.repeat(60)}`, ['🎉'.repeat(60)]],
    ['*VIP; * vip;**gold', ['*VIP', '* vip', '**gold']],
    ['* My Contacts ::: * friends ::: * Friends of Bob', ['* Friends of Bob']],
    ['; , *', []],
    ['', []],
  ])('%j are %j', (text, tags) => {
    expect(tagsIn(text)).toEqual(tags);
  });
});

describe('a do-not-call cell', () => {
  it.each(['yes', 'Y', 'TRUE', '1', 'x', 'Do not call', 'Do Not Allow', '✓'])('%j is a mark', (text) =>
    expect(readDoNotCall(text)).toBe(true),
  );
  it.each(['no', 'N', 'False', '0', 'Allow'])('%j is not a mark', (text) =>
    expect(readDoNotCall(text)).toBe(false),
  );
  it.each(['maybe', 'since 2024', '2', '-', 'ok', 'constructor'])('%j is neither', (text) =>
    expect(readDoNotCall(text)).toBeUndefined(),
  );
});

describe('a time zone', () => {
  it.each([
    ['Australia/Perth', 'Australia/Perth'],
    ['australia/sydney', 'Australia/Sydney'],
    ['UTC +10:00 Australia Sydney', 'Australia/Sydney'],
    ['australia_slash_sydney', 'Australia/Sydney'],
    ['UTC -05:00 America New York', 'America/New_York'],
    ['america_slash_new_york', 'America/New_York'],
    ['UTC -03:00 America Argentina Buenos Aires', 'America/Argentina/Buenos_Aires'],
    ['AUS Eastern Standard Time', undefined],
    ['UTC +10:00', undefined],
    ['AEST', undefined],
  ])('%j is %j', (text, zone) => {
    expect([timeZoneInList(text), timeZoneInList(text)]).toEqual([zone, zone]);
  });
});

describe('a name in parts', () => {
  it.each([
    [{ firstName: 'Ada', lastName: 'Lovelace' }, 'Ada Lovelace'],
    [{ firstName: 'Ada', middleName: 'King', lastName: 'Lovelace' }, 'Ada King Lovelace'],
    [{ lastName: 'Nguyễn' }, 'Nguyễn'],
    [{ firstName: '伟', lastName: '王' }, '王伟'],
    [{ firstName: '민준', lastName: '김' }, '김민준'],
    [{ firstName: 'Wei', lastName: '王' }, 'Wei 王'],
    [{}, ''],
  ])('%j is %j', (parts, name) => {
    expect(personName(parts)).toBe(name);
  });
});

describe('an e-mail cell', () => {
  it.each([
    ['a@x.com', 'a@x.com'],
    ['a@x.com ::: b@x.com', 'a@x.com'],
    ['a@x.com; b@x.com', 'a@x.com'],
    ['Ada Lovelace <a@x.com>', 'Ada Lovelace <a@x.com>'],
    ['none', 'none'],
  ])('%j gives %j', (text, address) => {
    expect(firstAddress(text)).toBe(address);
  });
});

describe('two rows of the same contact', () => {
  const phoneNumber = '+61491570006';
  const row = (draft: Partial<ContactDraft>): ContactDraft => ({ phoneNumber, customFields: {}, ...draft });

  it('have the tags of both and the mark of either, and are empty where both are', () => {
    const first = row({
      tags: ['VIP'],
      emptied: { fields: ['email', 'timezone'], customKeys: ['plan', 'note'] },
    });
    const second = row({
      tags: ['vip', 'Winter'],
      doNotCall: true,
      email: 'a@x.com',
      customFields: { plan: 'gold' },
      emptied: { fields: ['timezone'], customKeys: ['note'] },
    });
    const both = {
      phoneNumber,
      tags: ['VIP', 'Winter'],
      doNotCall: true,
      email: 'a@x.com',
      customFields: { plan: 'gold' },
      emptied: { fields: ['timezone'], customKeys: ['note'] },
    };
    expect(mergeDrafts(first, second)).toEqual(both);
    expect(mergeDrafts(second, first)).toEqual({ ...both, tags: ['vip', 'Winter'] });
  });

  it('are not empty where one has no column', () => {
    const emptied = { fields: ['email' as const], customKeys: [] };
    expect(mergeDrafts(row({ emptied }), row({ email: 'a@x.com' }))).toEqual(row({ email: 'a@x.com' }));
  });
});
