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

  it.each([
    ['before-suppress', [], 'PENDING'],
    ['after-suppress', [{ phone_number: '+6149158*' }], 'CANCELLED'],
  ])('dnc add, at %s: the entry and the cancelled calls, or neither', async (at, entries, status) => {
    const operator = await openWithDue(2);
    await dieAt(operator, at, ['dnc', 'add', '+6149158*']);
    expect(operator.rows('select phone_number from do_not_call_numbers')).toEqual(entries);
    expect(statusesOf(operator)).toEqual([status, status]);
  });

  it.each([
    ['before-addToken', ['create'], 1, 0],
    ['after-addToken', ['create'], 2, 0],
    ['before-revokeToken', ['revoke', '1', '--yes'], 1, 0],
    ['after-revokeToken', ['revoke', '1', '--yes'], 1, 1],
  ])('tokens, at %s: all or nothing', async (at, words, tokens, revoked) => {
    const operator = await openOperator();
    await operator.voicebot(['tokens', 'create']);
    await dieAt(operator, at, ['tokens', ...words]);
    const counts = 'select count(*) as tokens, count(revoked_at) as revoked from tokens';
    expect(operator.rows(counts)).toEqual([{ tokens, revoked }]);
  });

  it.each(['after-layOutCalls', 'before-liftHalt'])(
    'resume, at %s: the halt stands until everything is laid out',
    async (at) => {
      const operator = await openWithDue(2);
      await operator.voicebot(['halt']);
      await dieAt(operator, at, ['resume']);
      await operator.voicebot(['process-due']);
      expect(statusesOf(operator)).toEqual(['PENDING', 'PENDING']);
      await operator.voicebot(['resume']);
      operator.clock.advance(600);
      await operator.voicebot(['process-due']);
      expect(statusesOf(operator)).toEqual(['COMPLETED/registered', 'COMPLETED/registered']);
    },
  );

  it.each([
    ['before-recordWash', 0],
    ['after-recordWash', 1],
  ])(
    'dnc wash, at %s: what was washed and what is listed, or neither; repeating it does both',
    async (at, n) => {
      const operator = await openWithContacts(1);
      const file = operator.file('washed.csv', 'Phone,Do Not Call\n+61491580001,yes\n');
      const words = ['dnc', 'wash', file, '--date', '2026-02-20', '--register', 'DNCR'];
      const counts = () =>
        operator.rows(`select (select count(*) from washed_numbers) as washed,
        (select count(*) from do_not_call_numbers) as listed, (select count(*) from washes) as washes`);
      await dieAt(operator, at, words);
      expect(counts()).toEqual([{ washed: n, listed: n, washes: 1 }]);
      await operator.voicebot(words);
      expect(counts()).toEqual([{ washed: 1, listed: 1, washes: 1 }]);
    },
  );
});
