import { describe, expect, it } from 'vitest';
import { listAt } from '../../support/people.ts';
import { numberOf, openWithContacts, openWithDue, requestsTo, ringsOf, scheduleCalls } from './due-calls.ts';

const calls = 'select status, attempts, error_message as why from scheduled_calls order by id';
const why = 'do-not-call: +61491580002, marked do-not-call at Retell';

describe('a number that Retell has marked do-not-call', () => {
  it('ends its calls uncharged, is entered in the list, and is not asked for again', async () => {
    const operator = await openWithDue(3);
    await scheduleCalls(operator, [{ id: 2, seconds: 3600 }]);
    operator.simulator.contact(numberOf(2), true);
    const run = await operator.voicebot(['process-due']);
    expect(run.stdout).toContain('not called: marked do-not-call: marked do-not-call at Retell');
    expect(operator.rows(calls)).toEqual([
      { status: 'COMPLETED', attempts: 1, why: null },
      { status: 'CANCELLED', attempts: 0, why },
      { status: 'COMPLETED', attempts: 1, why: null },
      { status: 'CANCELLED', attempts: 0, why },
    ]);
    expect(listAt(await operator.json(['dnc', 'list']), 'entries')).toMatchObject([
      { phoneNumber: numberOf(2), source: 'retell' },
    ]);
    expect(operator.rows('select status from calls order by id')).toMatchObject([
      {},
      { status: 'not_placed' },
      {},
    ]);
    expect(operator.rows('select refusals_in_a_row as n from ledger')).toEqual([{ n: 0 }]);
    operator.clock.advance(7200);
    await operator.voicebot(['process-due']);
    expect(requestsTo(operator, numberOf(2))).toHaveLength(1);
    expect(Object.keys(ringsOf(operator))).toEqual([numberOf(1), numberOf(3)]);
  });

  it('is refused by call', async () => {
    const operator = await openWithContacts(1);
    operator.simulator.contact(numberOf(1), true);
    expect(await operator.voicebot(['call', '1', '--yes', '--json'])).toMatchObject({
      code: 5,
      json: { error: { code: 'do_not_call' } },
    });
    expect(ringsOf(operator)).toEqual({});
  });

  it('is known by its contact, not by words: another 400 is a refusal, charged and tried again', async () => {
    const operator = await openWithDue(2);
    operator.simulator.contact(numberOf(1), false);
    for (const id of [1, 2])
      operator.simulator.addFault({ on: 'create', kind: 'status', status: 400, toNumber: numberOf(id) });
    await operator.voicebot(['process-due']);
    expect(operator.rows(calls)).toMatchObject([
      { status: 'PENDING', attempts: 1 },
      { status: 'PENDING', attempts: 1 },
    ]);
    expect(operator.rows('select * from do_not_call_numbers')).toEqual([]);
  });

  it('is a refusal like any other while Retell cannot be asked for the contact', async () => {
    const operator = await openWithDue(1);
    operator.simulator.contact(numberOf(1), true);
    operator.simulator.addFault({ on: 'contact', kind: 'error-before' });
    await operator.voicebot(['process-due']);
    expect(operator.rows(calls)).toMatchObject([{ status: 'PENDING', attempts: 1 }]);
    operator.clock.advance(120);
    await operator.voicebot(['process-due']);
    expect(operator.rows(calls)).toMatchObject([{ status: 'CANCELLED', attempts: 1 }]);
  });
});

describe('dnc sync', () => {
  it('marks on both sides what either has marked, and cancels calls', async () => {
    const operator = await openWithDue(4);
    for (const [id, mark] of [
      [1, true],
      [2, false],
      [3, false],
    ] as const)
      operator.simulator.contact(numberOf(id), mark);
    // More than one page.
    for (let other = 0; other < 150; other++)
      operator.simulator.contact(`+6149157${String(other).padStart(4, '0')}`, other % 50 === 0);
    await operator.voicebot(['dnc', 'add', numberOf(2), numberOf(9)]);
    expect(await operator.json(['dnc', 'sync'])).toEqual({
      success: true,
      contacts: 153,
      added: 4,
      marked: 1,
      cancelledCalls: [1],
    });
    expect(operator.simulator.marked()).toContain(numberOf(2));
    expect(operator.simulator.marked()).not.toContain(numberOf(3));
    expect(await operator.json(['dnc', 'sync'])).toMatchObject({ added: 0, marked: 0 });
    await operator.voicebot(['process-due']);
    expect(Object.keys(ringsOf(operator))).toEqual([numberOf(3), numberOf(4)]);
  });

  it('fails while Retell cannot be reached', async () => {
    const operator = await openWithContacts(1);
    operator.simulator.addFault({ on: 'any', kind: 'error-before' });
    expect((await operator.voicebot(['dnc', 'sync'])).code).toBe(75);
  });
});
