import { describe, expect, it } from 'vitest';
import {
  numberOf,
  openWithContacts,
  openWithDue,
  requestsTo,
  scheduleCalls,
} from '../operations/calling/due-calls.ts';
import { openOperator } from '../support/operator.ts';
import { listAt, objectAt } from '../support/people.ts';
import { wrongRefusals } from '../support/refusals.ts';

const statuses = 'select status, error_message as why from scheduled_calls order by id';

describe('dnc add', () => {
  it('lists numbers without a contact, with reason, source, date and who', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const env = { USER: 'nora' };
    const added = await operator.json(['dnc', 'add', '0491 570 006', '+64211234567', '--reason', 'asked'], {
      env,
    });
    expect(added).toMatchObject({ success: true, added: 2, cancelledCalls: [] });
    expect(listAt(await operator.json(['dnc', 'list']), 'entries')).toEqual([
      {
        phoneNumber: '+61491570006',
        reason: 'asked',
        source: 'operator',
        createdAt: expect.stringMatching(/^2026-.*Z$/),
        addedBy: 'nora',
      },
      expect.objectContaining({ phoneNumber: '+64211234567' }),
    ]);
    operator.clock.advance(60);
    expect(await operator.json(['dnc', 'add', '0491570006', '--reason', 'again'])).toMatchObject({
      added: 0,
      entries: [{ reason: 'asked' }],
    });
    await operator.voicebot(['contacts', 'add', '--name', 'Ada', '--phone', '0491570006']);
    expect(objectAt(await operator.json(['contacts', 'show', '1']), 'contact')).toMatchObject({
      doNotCall: true,
    });
  });

  it('cancels the calls that were not placed, with the reason, also by the beginning of a number', async () => {
    const operator = await openWithDue(3);
    expect(await operator.json(['dnc', 'add', numberOf(1), '--reason', 'asked'])).toMatchObject({
      cancelledCalls: [1],
    });
    expect(await operator.json(['dnc', 'add', `${numberOf(3).slice(0, -1)}*`])).toMatchObject({
      cancelledCalls: [2, 3],
    });
    expect(operator.rows(statuses)).toEqual([
      { status: 'CANCELLED', why: `do-not-call: ${numberOf(1)}, asked` },
      { status: 'CANCELLED', why: 'do-not-call: +6149158000*' },
      { status: 'CANCELLED', why: 'do-not-call: +6149158000*' },
    ]);
    await operator.voicebot(['process-due']);
    expect(requestsTo(operator)).toEqual([]);
    expect(await operator.voicebot(['call', '2', '--yes', '--json'])).toMatchObject({
      code: 5,
      json: { error: { code: 'do_not_call', message: expect.stringContaining('(+6149158000*)') } },
    });
  });

  it('finds a number among many beginnings', async () => {
    const operator = await openWithContacts(2);
    const prefixes = Array.from({ length: 30 }, (_, n) => `+6421${n + 10}*`);
    await operator.voicebot(['dnc', 'add', ...prefixes, `${numberOf(1)}*`]);
    expect((await operator.voicebot(['call', '1', '--yes'])).code).toBe(5);
    expect((await operator.voicebot(['call', '2', '--yes'])).code).toBe(0);
  });

  it('refuses what is no number, and then adds nothing', async () => {
    const operator = await openWithContacts(1);
    const refused = ['12', '6113*', '+*', '*', '+61x*', '000', '+6149157000612345*'].map((word) => ({
      words: ['dnc', 'add', '0491570006', word],
      code: 2,
      says: /cannot be on the do-not-call list/,
    }));
    expect(await wrongRefusals(operator, refused)).toEqual([]);
    expect(operator.rows('select * from do_not_call_numbers')).toEqual([]);
  });
});

describe('dnc remove', () => {
  it('needs --yes, and lets the number be called again unless another entry covers it', async () => {
    const operator = await openWithContacts(2);
    await operator.voicebot(['dnc', 'add', numberOf(1), '+6149158*']);
    expect((await operator.voicebot(['dnc', 'remove', numberOf(1)])).code).toBe(2);
    expect(await operator.json(['dnc', 'remove', numberOf(1), '--yes'])).toMatchObject({
      removed: [numberOf(1)],
      stillListed: [{ phoneNumber: numberOf(1), by: '+6149158*' }],
    });
    expect((await operator.voicebot(['call', '1', '--yes'])).code).toBe(5);
    expect((await operator.voicebot(['contacts', 'edit', '2', '--may-call'])).stderr).toContain(
      'still not called',
    );
    await operator.voicebot(['dnc', 'remove', '+6149158*', '--yes']);
    expect(await operator.voicebot(['call', '1', '--yes'])).toMatchObject({ code: 0 });
    expect(operator.rows('select do_not_call_at as mark from contacts')).toEqual([
      { mark: null },
      { mark: null },
    ]);
  });

  it('keeps the marks of contacts that have an entry of their own', async () => {
    const operator = await openWithContacts(2);
    await operator.voicebot(['contacts', 'edit', '1', '--do-not-call']);
    await operator.voicebot(['dnc', 'add', '+6149158*']);
    await operator.voicebot(['dnc', 'remove', '+6149158*', '--yes']);
    expect((await operator.voicebot(['call', '1', '--yes'])).code).toBe(5);
    expect((await operator.voicebot(['call', '2', '--yes'])).code).toBe(0);
  });

  it('says where nothing is listed', async () => {
    const operator = await openWithContacts(1);
    await operator.voicebot(['dnc', 'add', '+6149158*']);
    expect(await operator.voicebot(['dnc', 'remove', numberOf(1), '--yes'])).toMatchObject({
      code: 3,
      stderr: expect.stringMatching(/only as \+6149158\*.*\n.*dnc remove "\+6149158\*"/),
    });
  });
});

describe('the mark of a contact', () => {
  it('becomes an entry, which outlives the contact and cancels its calls at once', async () => {
    const operator = await openWithContacts(3);
    await scheduleCalls(
      operator,
      [1, 2].map((id) => ({ id, seconds: 60 })),
    );
    await operator.voicebot(['contacts', 'edit', '1', '--do-not-call']);
    const stdin = `Phone,Do Not Call\n${numberOf(2)},yes\n${numberOf(9)},yes\n`;
    await operator.voicebot(['contacts', 'import', '-'], { stdin });
    expect(operator.rows(statuses).map(({ status }) => status)).toEqual(['CANCELLED', 'CANCELLED']);
    await operator.voicebot(['contacts', 'remove', '1', '--yes']);
    expect(listAt(await operator.json(['dnc', 'list']), 'entries')).toMatchObject([
      { phoneNumber: numberOf(1), source: 'contact' },
      { phoneNumber: numberOf(2), source: 'import' },
      { phoneNumber: numberOf(9), source: 'import' },
    ]);
  });

  it('cancels the calls of a contact that gets a listed number', async () => {
    const operator = await openWithContacts(1);
    await scheduleCalls(operator, [{ id: 1, seconds: 60 }]);
    await operator.voicebot(['dnc', 'add', '0491570006']);
    await operator.voicebot(['contacts', 'edit', '1', '--phone', '0491570006']);
    expect(operator.rows(statuses)).toMatchObject([{ status: 'CANCELLED' }]);
  });
});

describe('dnc import and export', () => {
  it('read back what they wrote', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const env = { USER: '=nora' };
    await operator.voicebot(['dnc', 'add', '0491570006', '+6113*', '--reason', 'says "no", twice'], { env });
    await operator.voicebot(['contacts', 'add', '--phone', '0491570156', '--do-not-call']);
    const { stdout } = await operator.voicebot(['dnc', 'export']);
    const other = await openOperator({ sharesProcess: true });
    expect(await other.json(['dnc', 'import', '-'], { stdin: stdout })).toMatchObject({
      added: 3,
      rejected: 0,
    });
    expect((await other.voicebot(['dnc', 'export'])).stdout).toBe(stdout);
    expect(await other.json(['dnc', 'import', '-'], { stdin: stdout })).toMatchObject({
      listed: 3,
      added: 0,
    });
  });

  it('take any list, cancel calls, and name the rows that have no number', async () => {
    const operator = await openWithDue(1);
    const stdin = `Name;Mobile\nAda;${numberOf(1)}\nBad;12\nGrace;0491 570 156\n`;
    const run = await operator.voicebot(['dnc', 'import', '-', '--json'], { stdin });
    expect(run).toMatchObject({
      code: 6,
      json: { listed: 2, added: 2, rejected: 1, rejects: [{ line: 3 }], cancelledCalls: [1] },
    });
  });

  it('take only the numbers that a column marks', async () => {
    const operator = await openOperator({ sharesProcess: true });
    const stdin = 'Phone,Do Not Call\n0491570006,yes\n0491570156,no\n0491570157,\n0491570158,perhaps\n';
    expect(await operator.json(['dnc', 'import', '-'], { stdin })).toMatchObject({ listed: 2, notListed: 2 });
  });
});
