import { describe, expect, it } from 'vitest';
import { addContact } from '../../../src/operations/contacts/add-contact.ts';
import { openEmptyStore } from '../../support/empty-store.ts';

const now = new Date('2026-03-01T00:00:00Z');

describe('addContact', () => {
  it('adds one of two contacts with the same number, even if both are added at the same moment', async () => {
    const store = openEmptyStore();
    const add = (name: string) =>
      addContact(store, { phoneNumber: '0491 570 006', name }, { country: 'AU', now });
    const [first, second] = await Promise.allSettled([add('Ada'), add('Grace')]);
    expect(first).toMatchObject({ status: 'fulfilled', value: { contact: { id: 1, name: 'Ada' } } });
    expect(second).toMatchObject({
      status: 'rejected',
      reason: { kind: 'refused', code: 'phone_number_taken', facts: { contactId: 1 } },
    });
    expect(await store.listContacts({})).toMatchObject([{ id: 1, name: 'Ada' }]);
  });

  it('reads every field, and leaves out the empty ones', async () => {
    const store = openEmptyStore();
    const input = {
      ...{ phoneNumber: '(02) 5550 1234', name: ' Ada ', email: '', businessName: 'Engines' },
      ...{ timezone: 'australia/perth', customFields: { 'Plan Tier': 'gold', note: ' ' } },
      ...{ doNotCall: true, tags: ['vip', 'VIP'] },
    };
    expect((await addContact(store, input, { country: 'AU', now })).contact).toMatchObject({
      ...{ phoneNumber: '+61255501234', name: 'Ada', email: null, businessName: 'Engines' },
      ...{ timezone: 'Australia/Perth', customFields: { plan_tier: 'gold' }, tags: ['vip'] },
      doNotCallAt: now,
    });
  });
});
