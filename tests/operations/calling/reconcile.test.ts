import { describe, expect, it } from 'vitest';
import type { Fault } from '../../../src/telephony/simulator/faults.ts';
import type { Operator } from '../../support/operator.ts';
import { deadAddress } from '../../telephony/retell-stub.ts';
import { numberOf, onceEach, openWithContacts, openWithDue, requestsTo, ringsOf } from './due-calls.ts';

const faultyNumber = numberOf(2);
const always = Number.POSITIVE_INFINITY;

/** Gives up soon on a request that gets no response. */
const impatient = { env: { VOICEBOT_REQUEST_TIMEOUT: '1s' } };

type CallFault = Omit<Fault, 'on' | 'toNumber'>;

/** Adds a fault to the next call to a number, or the next few. */
function addFault({ simulator }: Operator, fault: CallFault, toNumber = faultyNumber): void {
  simulator.addFault({ on: 'create', toNumber, ...fault });
}

/** Returns every attempt with its scheduled call. */
function attempts({ rows }: Operator) {
  return rows(
    `select scheduled_calls.status, attempts, calls.status as call, calls.error_message as why
     from scheduled_calls join calls on calls.scheduled_call_id = scheduled_calls.id
     order by scheduled_calls.id, calls.id`,
  );
}

/** Returns the attempts of the second of three calls, which most faults here affect. */
function secondCall({ rows }: Operator) {
  return rows(
    `select scheduled_calls.status, attempts, calls.status as call, calls.error_message as why
     from scheduled_calls join calls on calls.scheduled_call_id = scheduled_calls.id
     where scheduled_calls.id = 2 order by calls.id`,
  );
}

const unknown = { status: 'IN_PROGRESS', attempts: 0, call: 'unknown', why: expect.any(String) };
const placed = {
  status: 'COMPLETED',
  attempts: 1,
  call: expect.stringMatching(/^(registered|ongoing|ended|not_connected|error)$/),
  why: null,
};
const isUnknown = [unknown];
const isPlaced = [placed];

describe('a response that was lost', () => {
  const lost: CallFault[] = [
    { kind: 'lose-answer' },
    { kind: 'error-after', status: 500 },
    { kind: 'error-after', status: 409 },
    { kind: 'half-body' },
    { kind: 'garbage' },
    { kind: 'hang' },
  ];

  it('leaves the call unconfirmed and uncharged; the next run finds it, and it has rung once', async () => {
    const operator = await openWithDue(lost.length + 1);
    for (const [index, fault] of lost.entries()) addFault(operator, fault, numberOf(index + 1));
    const first = await operator.voicebot(['process-due', '--json'], impatient);
    expect(first).toMatchObject({
      code: 6,
      json: { results: { processed: 7, succeeded: 1, failed: 0 } },
    });
    expect(attempts(operator)).toEqual([...lost.map(() => unknown), placed]);

    operator.clock.advance(20);
    const next = await operator.voicebot(['process-due']);
    expect(next).toMatchObject({ code: 0, stderr: '' });
    for (const index of lost.keys()) {
      expect(next.stdout).toMatch(new RegExp(`#${index + 1} .*was placed after all, call_`));
    }
    expect(attempts(operator)).toEqual([...lost, undefined].map(() => placed));
    expect(ringsOf(operator)).toEqual(onceEach(lost.length + 1));
    expect(requestsTo(operator)).toHaveLength(lost.length + 1);
  });

  it('is waited for if Retell lists calls late', async () => {
    const operator = await openWithDue(3, { listingDelayMs: 60_000 });
    addFault(operator, { kind: 'lose-answer' });
    await operator.voicebot(['process-due']);
    operator.clock.advance(20);
    await operator.voicebot(['process-due']);
    expect(secondCall(operator)).toEqual(isUnknown);
    operator.clock.advance(45);
    await operator.voicebot(['process-due']);
    expect(secondCall(operator)).toMatchObject([{ status: 'COMPLETED', attempts: 1 }]);
    expect(ringsOf(operator)).toEqual(onceEach(3));
    expect(requestsTo(operator, faultyNumber)).toHaveLength(1);
  });

  it('is obtained by sending the request again under the same key, if Retell lists calls very late', async () => {
    const operator = await openWithDue(3, { listingDelayMs: 3_000_000 });
    addFault(operator, { kind: 'lose-answer' });
    await operator.voicebot(['process-due']);
    operator.clock.advance(125);
    await operator.voicebot(['process-due']);
    expect(secondCall(operator)).toMatchObject([{ status: 'COMPLETED', attempts: 1 }]);
    const [one, again, ...more] = requestsTo(operator, faultyNumber);
    expect(again).toEqual(one);
    expect(more).toEqual([]);
    expect(ringsOf(operator)).toEqual(onceEach(3));
  });

  it('does not lead to another attempt when the second request is refused', async () => {
    const operator = await openWithDue(3, { listingDelayMs: 300_000 });
    addFault(operator, { kind: 'lose-answer' });
    await operator.voicebot(['process-due']);
    operator.clock.advance(125);
    addFault(operator, { kind: 'status', status: 422 });
    await operator.voicebot(['process-due']);
    for (const wait of [65, 65, 180]) {
      operator.clock.advance(wait);
      await operator.voicebot(['process-due']);
    }
    expect(ringsOf(operator)).toEqual(onceEach(3));
    expect(secondCall(operator)).toMatchObject([{ status: 'COMPLETED' }]);
  });
});

describe('an unconfirmed call that was never placed', () => {
  const neverPlaced: CallFault[] = [
    { kind: 'reset' },
    { kind: 'error-before', status: 500 },
    { kind: 'error-before', status: 503 },
    { kind: 'status', status: 408 },
    { kind: 'status', status: 409 },
    { kind: 'hang-before' },
  ];

  it('is sent again after two minutes with exactly the same request', async () => {
    const operator = await openWithDue(neverPlaced.length + 1);
    for (const [index, fault] of neverPlaced.entries()) addFault(operator, fault, numberOf(index + 1));
    const stillUnknown = [...neverPlaced.map(() => unknown), placed];
    expect(await operator.voicebot(['process-due'], impatient)).toMatchObject({ code: 6 });
    for (const wait of [20, 90]) {
      expect(attempts(operator)).toEqual(stillUnknown);
      operator.clock.advance(wait);
      expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0, stdout: '', stderr: '' });
    }
    expect(attempts(operator)).toEqual(stillUnknown);
    expect(requestsTo(operator)).toHaveLength(neverPlaced.length + 1);

    operator.clock.advance(15);
    const last = await operator.voicebot(['process-due']);
    expect(last).toMatchObject({ code: 0, stderr: '' });
    for (const index of neverPlaced.keys()) {
      expect(last.stdout).toMatch(new RegExp(`#${index + 1} .*placed, call_`));
      const [one, again, ...more] = requestsTo(operator, numberOf(index + 1));
      expect(again).toEqual(one);
      expect(more).toEqual([]);
    }
    expect(attempts(operator)).toEqual([...neverPlaced, undefined].map(() => placed));
    expect(ringsOf(operator)).toEqual(onceEach(neverPlaced.length + 1));
  });

  it('is left to the operator if the setting is hold', async () => {
    const operator = await openWithDue(3);
    addFault(operator, { kind: 'reset' });
    const hold = { env: { VOICEBOT_UNKNOWN_CALLS: 'hold' } };
    await operator.voicebot(['process-due'], hold);
    operator.clock.advance(125);
    const run = await operator.voicebot(['process-due'], hold);
    expect(run).toMatchObject({ code: 6 });
    expect(run.stdout).toContain('not sent again, needs your decision (voicebot scheduled resolve 2)');
    operator.clock.advance(3600);
    expect(await operator.voicebot(['process-due'], hold)).toMatchObject({ code: 0, stdout: '' });
    expect(secondCall(operator)).toMatchObject([{ status: 'IN_PROGRESS', call: 'unknown' }]);
    expect(requestsTo(operator, faultyNumber)).toHaveLength(1);
  });

  it('is left to the operator after Retell has refused the same request', async () => {
    const operator = await openWithDue(1);
    operator.simulator.addFault({ on: 'create', kind: 'reset' });
    await operator.voicebot(['process-due']);
    operator.clock.advance(125);
    operator.simulator.addFault({ on: 'create', kind: 'status', status: 422 });
    await operator.voicebot(['process-due']);
    operator.clock.advance(125);
    const run = await operator.voicebot(['process-due']);
    expect(run).toMatchObject({ code: 6 });
    expect(run.stdout).toContain('sent again, and refused');
    expect(run.stdout).toContain('voicebot scheduled resolve 1');
    for (const wait of [65, 65, 3600]) {
      operator.clock.advance(wait);
      expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0, stdout: '' });
    }
    expect(requestsTo(operator)).toHaveLength(2);
    expect(operator.rows('select status, attempts from scheduled_calls')).toEqual([
      { status: 'IN_PROGRESS', attempts: 0 },
    ]);
  });

  it('is not sent again after an hour, and stays listed', async () => {
    const operator = await openWithDue(3);
    addFault(operator, { kind: 'reset' });
    await operator.voicebot(['process-due']);
    for (const wait of [56 * 60, 72 * 3600]) {
      operator.clock.advance(wait);
      await operator.voicebot(['process-due']);
    }
    expect(requestsTo(operator, faultyNumber)).toHaveLength(1);
    expect(await operator.json(['scheduled', 'list', '--status', 'IN_PROGRESS'])).toMatchObject({
      scheduledCalls: [{ id: 2, attempts: 0, callId: expect.any(Number), errorMessage: expect.any(String) }],
    });
    expect(await operator.json(['calls', 'list', '--status', 'unknown'])).toMatchObject({
      calls: [{ scheduledCallId: 2, toNumber: faultyNumber, errorMessage: expect.any(String) }],
    });
  });

  it('is sent again each time a response is lost, and rings once', async () => {
    const operator = await openWithDue(3, { listingDelayMs: 3_600_000 });
    addFault(operator, { kind: 'reset' });
    addFault(operator, { kind: 'lose-answer', times: 2 });
    await operator.voicebot(['process-due']);
    for (const minutes of [2, 4, 8]) {
      operator.clock.advance(minutes * 60 + 5);
      await operator.voicebot(['process-due']);
    }
    expect(secondCall(operator)).toMatchObject([{ status: 'COMPLETED', attempts: 1 }]);
    expect(requestsTo(operator, faultyNumber)).toHaveLength(4);
    expect(new Set(requestsTo(operator, faultyNumber).map((body) => body.idempotency_key)).size).toBe(1);
    expect(ringsOf(operator)).toEqual(onceEach(3));
  });

  it.each([
    [402, 4],
    [429, 75],
  ])('stays unconfirmed if sending it again meets account trouble: %i', async (status, code) => {
    const operator = await openWithDue(3);
    addFault(operator, { kind: 'reset' });
    await operator.voicebot(['process-due']);
    operator.clock.advance(125);
    addFault(operator, status === 429 ? { kind: 'throttle' } : { kind: 'status', status });
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code });
    expect(secondCall(operator)).toEqual(isUnknown);
    operator.clock.advance(245);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
    expect(secondCall(operator)).toEqual(isPlaced);
    expect(ringsOf(operator)).toEqual(onceEach(3));
  });

  it('is not sent again while the clock has been set back', async () => {
    const operator = await openWithDue(3);
    addFault(operator, { kind: 'lose-answer' });
    await operator.voicebot(['process-due']);
    operator.clock.advance(-3600);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
    expect(requestsTo(operator, faultyNumber)).toHaveLength(1);
    operator.clock.advance(3625);
    await operator.voicebot(['process-due']);
    expect(secondCall(operator)).toEqual(isPlaced);
    expect(ringsOf(operator)).toEqual(onceEach(3));
  });
});

describe('an unconfirmed call', () => {
  it('is found even while Retell has no free line for others', async () => {
    const operator = await openWithDue(3);
    addFault(operator, { kind: 'lose-answer' });
    await operator.voicebot(['process-due', '--limit', '2', '--concurrency', '1']);
    expect(secondCall(operator)).toEqual(isUnknown);
    operator.clock.advance(20);
    operator.simulator.addFault({ on: 'create', kind: 'throttle', times: always });
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 75 });
    expect(secondCall(operator)).toEqual(isPlaced);
  });

  it('cannot be cancelled, and stays as it was', async () => {
    const operator = await openWithDue(3);
    addFault(operator, { kind: 'reset' });
    await operator.voicebot(['process-due']);
    expect(await operator.voicebot(['scheduled', 'cancel', '2', '--yes'])).toMatchObject({ code: 5 });
    expect(secondCall(operator)).toEqual(isUnknown);
  });

  it('is left to the operator if the contact now has another number: the old one must not ring', async () => {
    const operator = await openWithDue(3);
    addFault(operator, { kind: 'reset' });
    await operator.voicebot(['process-due']);
    await operator.voicebot(['contacts', 'edit', '2', '--phone', numberOf(9), '--name', 'Alan Turing']);
    operator.clock.advance(125);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 6 });
    expect(secondCall(operator)).toEqual(isUnknown);
    expect(requestsTo(operator, faultyNumber)).toHaveLength(1);
    expect(requestsTo(operator, numberOf(9))).toEqual([]);
  });

  it('is not sent again on a late response: Retell may have listed it since it was asked', async () => {
    const operator = await openWithDue(3, { honourIdempotencyKeys: false });
    addFault(operator, { kind: 'reset' });
    await operator.voicebot(['process-due']);
    // Retell is asked just within the two minutes, and responds after them.
    operator.clock.advance(118);
    operator.simulator.addFault({ on: 'list', kind: 'slow', delayMs: 4000 });
    await operator.voicebot(['process-due']);
    expect(requestsTo(operator, faultyNumber)).toHaveLength(1);
    expect(secondCall(operator)).toEqual(isUnknown);
  });

  it('ends the run if Retell cannot be asked, and is looked for by the next run', async () => {
    const operator = await openWithDue(3);
    addFault(operator, { kind: 'lose-answer' });
    await operator.voicebot(['process-due']);
    operator.clock.advance(20);
    const unplugged = { env: { RETELL_BASE_URL: await deadAddress() } };
    expect(await operator.voicebot(['process-due'], unplugged)).toMatchObject({ code: 75 });
    expect(secondCall(operator)).toEqual(isUnknown);
    operator.clock.advance(20);
    expect(await operator.voicebot(['process-due'])).toMatchObject({ code: 0 });
    expect(secondCall(operator)).toEqual(isPlaced);
  });
});

describe('an immediate call', () => {
  const command = ['call', '1', '--yes'];

  it('is found by the next process-due if its response was lost', async () => {
    const operator = await openWithContacts(1);
    operator.simulator.addFault({ on: 'create', kind: 'lose-answer' });
    expect(await operator.voicebot([...command, '--json'])).toMatchObject({
      code: 1,
      json: { success: false, error: { code: 'call_unknown' } },
    });
    operator.clock.advance(20);
    await operator.voicebot(['process-due']);
    expect(operator.rows('select status from calls')).toEqual([{ status: placed.call }]);
    expect(ringsOf(operator)).toEqual(onceEach(1));
  });

  it('is never sent again automatically', async () => {
    const operator = await openWithContacts(1);
    operator.simulator.addFault({ on: 'create', kind: 'reset' });
    await operator.voicebot(command);
    for (const wait of [20, 600]) {
      operator.clock.advance(wait);
      await operator.voicebot(['process-due']);
    }
    expect(requestsTo(operator)).toHaveLength(1);
    expect(operator.rows('select status from calls')).toEqual([{ status: 'unknown' }]);
  });

  it('is not made again while the first is unconfirmed', async () => {
    const operator = await openWithContacts(1);
    operator.simulator.addFault({ on: 'create', kind: 'lose-answer' });
    await operator.voicebot(['call', '1']);
    expect(await operator.voicebot(command)).toMatchObject({ code: 5 });
    expect(ringsOf(operator)).toEqual(onceEach(1));
  });

  it.each([
    [401, 4],
    [402, 4],
    [429, 75],
  ])('leaves no trace if Retell responds with %i', async (status, code) => {
    const operator = await openWithContacts(1);
    operator.simulator.addFault(
      status === 429 ? { on: 'create', kind: 'throttle' } : { on: 'create', kind: 'status', status },
    );
    expect(await operator.voicebot(command)).toMatchObject({ code });
    expect(operator.rows('select * from calls')).toEqual([]);
  });
});
