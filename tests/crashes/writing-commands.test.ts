import { describe, expect, it } from 'vitest';
import { openWithContacts, openWithDue } from '../operations/calling/due-calls.ts';
import { openOperator } from '../support/operator.ts';
import { dieAt, statusesOf } from './crashing.ts';

describe('a command that dies while it writes', () => {
  const people = Array.from({ length: 1500 }, (_, n) => `P${n},+614915${70_000 + n}`);
  const csv = ['Name,Phone', ...people].join('\n');

  it.each([
    ['before-saveContacts', 0],
    ['after-saveContacts', 1000],
    ['before-saveContacts:2', 1000],
    ['after-saveContacts:2', 1500],
  ])(
    'an import, at %s: whole batches are saved, and repeating the import adds the rest',
    async (at, saved) => {
      const operator = await openOperator();
      const file = operator.file('people.csv', csv);
      await dieAt(operator, at, ['contacts', 'import', file]);
      const contacts = 'select count(*) as n, count(distinct phone_number) as numbers from contacts';
      expect(operator.rows(contacts)).toEqual([{ n: saved, numbers: saved }]);
      expect(await operator.json(['contacts', 'import', file])).toMatchObject({
        created: 1500 - saved,
        unchanged: saved,
      });
      expect(operator.rows(contacts)).toEqual([{ n: 1500, numbers: 1500 }]);
    },
  );

  it.each([
    ['before-scheduleCalls', []],
    ['after-scheduleCalls', ['PENDING', 'PENDING', 'PENDING']],
  ])('scheduling, at %s: all or none', async (at, statuses) => {
    const operator = await openWithContacts(3);
    await dieAt(operator, at, ['schedule', '1-3', '--at', '+1h', '--yes']);
    expect(statusesOf(operator)).toEqual(statuses);
  });

  it.each([
    ['before-cancelScheduledCalls', 'PENDING'],
    ['after-cancelScheduledCalls', 'CANCELLED'],
  ])('cancelling, at %s: all or none', async (at, status) => {
    const operator = await openWithDue(3);
    await dieAt(operator, at, ['scheduled', 'cancel', '1-3', '--yes']);
    expect(statusesOf(operator)).toEqual([status, status, status]);
  });
});
