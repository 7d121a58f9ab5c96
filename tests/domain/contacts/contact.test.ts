import { describe, expect, it } from 'vitest';
import { type Contact, type ContactChanges, changedContact } from '../../../src/domain/contacts/contact.ts';

const before = new Date('2026-01-01T00:00:00Z');
const now = new Date('2026-03-01T00:00:00Z');

const details = {
  name: 'Ada Lovelace',
  phoneNumber: '+61491570006',
  email: 'ada@example.com',
  businessName: null,
  businessWebsite: null,
  timezone: null,
  customFields: { plan: 'gold', note: 'x' },
  tags: ['vip'],
  doNotCallAt: null,
};
const ada: Contact = { ...details, id: 7, createdAt: before, updatedAt: before };

describe('changedContact', () => {
  it.each<[what: string, changes: ContactChanges, known: Partial<Contact>, changed: object]>([
    ['changes nothing without changes', {}, {}, {}],
    [
      'replaces a number and a name',
      { phoneNumber: '+61491570156', name: 'Ada' },
      {},
      { phoneNumber: '+61491570156', name: 'Ada' },
    ],
    ['clears a field', { email: null }, {}, { email: null }],
    [
      'replaces a custom field and keeps the others',
      { customFields: { plan: 'tin' } },
      {},
      { customFields: { plan: 'tin', note: 'x' } },
    ],
    [
      'appends a new custom field',
      { customFields: { a: 'b' } },
      {},
      { customFields: { plan: 'gold', note: 'x', a: 'b' } },
    ],
    [
      'removes custom fields, and ignores unknown ones',
      { customFields: { plan: null, nothing: null } },
      {},
      { customFields: { note: 'x' } },
    ],
    ['dates a new do-not-call mark now', { doNotCall: true }, {}, { doNotCallAt: now }],
    [
      'keeps the date of an existing mark',
      { doNotCall: true },
      { doNotCallAt: before },
      { doNotCallAt: before },
    ],
    [
      'keeps a mark that it does not mention',
      { name: 'Ada' },
      { doNotCallAt: before },
      { name: 'Ada', doNotCallAt: before },
    ],
    ['clears a mark', { doNotCall: false }, { doNotCallAt: before }, { doNotCallAt: null }],
  ])('%s', (_, changes, known, changed) => {
    expect(changedContact({ ...ada, ...known }, changes, now)).toEqual({ ...details, ...changed });
  });
});
